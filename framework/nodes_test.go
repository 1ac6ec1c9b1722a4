package framework_test

import (
	"bufio"
	"context"
	"database/sql"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/a-h/templ"
	_ "modernc.org/sqlite"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
)

// openStore returns the store of one more node on the file.
func openStore(t *testing.T, path string) *store.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := store.Migrate(t.Context(), db, store.SQLite); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), db, store.SQLite, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

var doors = router.New("/", struct{}{})

// newNode serves one page that depends on the topic "page", for a viewer who can be revoked.
func newNode(t *testing.T, s *store.DB) (*framework.App[string], *httptest.Server) {
	app := framework.New(func(*http.Request) (framework.Viewer[string], error) {
		return framework.Viewer[string]{User: "7", ID: "7", RevokeTopic: "user:7"}, nil
	}, framework.Options[string]{Store: s})
	loads := 0
	framework.Get(app, doors, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		loads++
		return framework.Page{Title: strings.Repeat("x", loads), Body: templ.Raw("x"), Topics: []string{"page"}}, nil
	})
	server := httptest.NewServer(app)
	t.Cleanup(func() { app.Close(); server.Close() })
	return app, server
}

// A notification on one node changes the pages of another, and a sign-out ends the streams there.
func TestNotificationsOnAnotherNode(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	here, _ := newNode(t, openStore(t, path))
	_, there := newNode(t, openStore(t, path))
	r, _ := http.NewRequestWithContext(t.Context(), "GET", there.URL+"/", nil)
	r.Header.Set("Accept", wire.AcceptStream)
	r.Header.Set("Accept-Encoding", "identity")
	stream, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	defer stream.Body.Close()
	lines := bufio.NewScanner(stream.Body)
	until := func(what, prefix string) {
		t.Helper()
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), prefix) {
				return
			}
		}
		t.Fatalf("%s: the stream ended: %v", what, lines.Err())
	}
	until("the first body", "id:")
	here.Notify("page")
	until("a change on the other node", "id:")
	here.Notify("user:7")
	until("a sign-out on the other node", "event:recheck")
	for lines.Scan() { // until the stream ends
		if strings.HasPrefix(lines.Text(), "event:") {
			t.Errorf("after the sign-out the stream goes on: %q", lines.Text())
		}
	}
}

// Development mode warns of actions that are not once-only.
func TestWarningsOfWrites(t *testing.T) {
	s := openStore(t, filepath.Join(t.TempDir(), "test.db"))
	var log strings.Builder
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{
		Store: s, Dev: true, Logger: slog.New(slog.NewTextHandler(&log, nil)),
	})
	defer app.Close()
	framework.Get(app, doors, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: "x", Body: templ.Raw("x")}, nil
	})
	for name, test := range map[string]struct {
		writes  int
		refuse  bool
		cookie  bool
		warning string
	}{
		"none":           {0, false, false, "without a write"},
		"one":            {1, false, false, ""},
		"two":            {2, false, false, "has 2 writes"},
		"refused":        {0, true, false, ""},
		"writes-refuses": {1, true, false, "refused the form after its write"},
		"signs-in":       {0, false, true, ""},
	} {
		action := router.NewAction[struct{}](doors, name)
		framework.Post(app, action, framework.Everyone, func(ctx context.Context, _ framework.Anyone, _ struct{}, _ struct{}) (router.URL, error) {
			for range test.writes {
				if err := s.Write(ctx, func(*store.Tx) error { return nil }); err != nil {
					return framework.Stay, err
				}
			}
			if test.cookie {
				framework.SetCookie(ctx, &http.Cookie{Name: "session"})
			}
			if test.refuse {
				return framework.Stay, framework.FieldErrors{"": "No."}
			}
			return framework.Stay, nil
		})
		defer func() {
			log.Reset()
			app.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("POST", "http://localhost"+string(action.URL(struct{}{})), nil))
			got := log.String()
			if test.warning == "" && strings.Contains(got, "kind=write") || !strings.Contains(got, test.warning) {
				t.Errorf("%s: logged %s", name, got)
			}
		}()
	}
}

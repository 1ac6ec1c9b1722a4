package framework_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/presence"
	"github.com/goldfish-go/goldfish/router"
)

type roomURL struct {
	Who string `url:"who"`
}

var (
	roomRoute = router.New("/room", roomURL{})
	typing    = router.NewAction[struct {
		Value string `url:"value"`
	}](roomRoute, "typing")
)

// newRoom serves a page that says who is there and who types. The query says who asks.
func newRoom(t *testing.T, live string) (app *framework.App[string], url string) {
	app = framework.New(func(r *http.Request) (framework.Viewer[string], error) {
		who := r.URL.Query().Get("who")
		return framework.Viewer[string]{User: who, ID: who, Name: who}, nil
	})
	framework.Get(app, roomRoute, framework.Everyone, func(ctx context.Context, _ framework.Anyone, u roomURL) (framework.Page, error) {
		here := presence.At(ctx, "room", 10)
		names := ""
		for _, p := range here.List {
			names += " " + p.Name
		}
		signals := ""
		for _, s := range presence.Signals(ctx, "room", 10) {
			signals += " " + s.Name + ":" + s.Value
		}
		body := fmt.Sprintf(`<p id="here" %s>%d:%s</p><p id="typing">%s</p><div id="box" data-gf-signal="%s"><input id="text" aria-label="Text"></div>`,
			live, here.Total, names, signals, typing.URL(u))
		return framework.Page{Title: "Room", Body: templ.Raw(body), Presence: "room"}, nil
	})
	framework.Post(app, typing, framework.Everyone, func(ctx context.Context, _ string, _ roomURL, f struct {
		Value string `url:"value"`
	}) (router.URL, error) {
		return framework.Stay, framework.Signal(ctx, "room", "typing"+f.Value, 3*time.Second)
	})
	server := httptest.NewServer(app)
	t.Cleanup(func() { app.Close(); server.Close() })
	return app, server.URL + "/room?who="
}

// The answer to a signal has no page, and what another page reads has the signal, under the name
// that the server knows.
func TestSignalAnswer(t *testing.T) {
	_, url := newRoom(t, "")
	r, _ := http.NewRequestWithContext(t.Context(), "POST", url+"Ada&_action=typing", strings.NewReader("value=&who=Eve"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept", wire.AcceptPatch)
	r.Header.Set(wire.SignalHeader, "1")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	if answer.StatusCode != 200 || strings.TrimSpace(string(text)) != "{}" {
		t.Errorf("%d: %s", answer.StatusCode, text)
	}
	page, err := http.Get(url + "Bob")
	if err != nil {
		t.Fatal(err)
	}
	defer page.Body.Close()
	text, _ = io.ReadAll(page.Body)
	if !strings.Contains(string(text), "Ada:typing") || strings.Contains(string(text), "Eve") {
		t.Errorf("the page is %s", text)
	}
}

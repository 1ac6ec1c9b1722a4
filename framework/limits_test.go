package framework_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// The streams of a viewer and of an address are limited. What is refused, or has ended, counts no
// more.
func TestTooManyStreams(t *testing.T) {
	address := func(r *http.Request) string { return r.Header.Get("X-Client") }
	for name, test := range map[string]struct {
		options framework.Options[User]
		client  func(n int) []string // headers
		other   []string
	}{
		"viewer": {framework.Options[User]{MaxStreamsPerViewer: 3, ClientAddress: address},
			func(n int) []string { return []string{"X-User", "ana", "X-Client", fmt.Sprint(n)} }, []string{"X-User", "ben"}},
		"address": {framework.Options[User]{MaxStreamsPerAddress: 3, ClientAddress: address},
			func(n int) []string { return []string{"X-User", fmt.Sprint(n), "X-Client", "a"} }, []string{"X-User", "0", "X-Client", "b"}},
		"screens": {framework.Options[User]{MaxScreensPerViewer: 6, ClientAddress: address},
			func(n int) []string {
				// A stream with two screens.
				return []string{"X-User", "ana", wire.PartsHeader, "/notes/1 -"}
			}, []string{"X-User", "ben"}},
		"a stranger": {framework.Options[User]{MaxStreamsPerAddress: 3, ClientAddress: address},
			func(n int) []string { return []string{"X-User", "", "X-Client", "a"} }, []string{"X-User", "", "X-Client", "b"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, "", test.options)
			s.does(9, func(context.Context) (framework.Page, error) { return framework.Page{}, errors.New("down") })
			open := func(path string, headers []string) (status int, end func()) {
				ctx, cancel := context.WithCancel(t.Context())
				r := httptest.NewRequestWithContext(ctx, "GET", path, nil)
				r.Header.Set("Accept", asStream)
				for i := 0; i < len(headers); i += 2 {
					r.Header.Set(headers[i], headers[i+1])
				}
				w := &streamRecorder{header: http.Header{}, began: make(chan int, 1)}
				ended := make(chan struct{})
				go func() { s.app.ServeHTTP(w, r); close(ended) }()
				return <-w.began, func() { cancel(); <-ended }
			}
			for n := range 5 {
				status, _ := open("/notes/9", test.client(n))
				want(t, "a page that fails", status, 500)
			}
			var ends []func()
			for n := range 3 {
				status, end := open("/notes/2", test.client(n))
				want(t, "a stream", status, 200)
				ends = append(ends, end)
			}
			refused := s.do("GET", "/notes/2", asStream, "", test.client(0)...)
			want(t, "one too many", refused.StatusCode, 429)
			want(t, "Retry-After", refused.Header.Get("Retry-After"), "30")
			contains(t, "the sentence", refused.body, "Too many tabs")
			want(t, "a page of the same client", s.get("/notes/2", test.client(0)...).StatusCode, 200)
			status, end := open("/notes/2", test.other)
			want(t, "another client", status, 200)
			end()
			ends[0]()
			status, end = open("/notes/2", test.client(0))
			want(t, "after one has ended", status, 200)
			for _, end := range append(ends[1:], end) {
				end()
			}
		})
	}
}

// A streamRecorder tells the status of a stream when it begins.
type streamRecorder struct {
	header http.Header
	once   sync.Once
	began  chan int
}

func (r *streamRecorder) Header() http.Header { return r.header }
func (r *streamRecorder) Flush()              {}
func (r *streamRecorder) WriteHeader(status int) {
	r.once.Do(func() { r.began <- status })
}
func (r *streamRecorder) Write(p []byte) (int, error) {
	r.WriteHeader(200)
	return len(p), nil
}

// Actions above the limit do nothing, say when to come back, and keep the input.
func TestTooManyActions(t *testing.T) {
	inFakeTime(t, framework.Options[User]{MaxActionsPerMinute: 6}, func(t *testing.T, s *site) {
		ran := 0
		s.onAdd = func() { ran++ }
		post := func(accept string, headers ...string) answer {
			return s.do("POST", "/notes?_action=add", accept, form("text", "typed by a person"), headers...)
		}
		for range 100 {
			post(asPatch)
		}
		want(t, "actions", ran, 6)
		patch := post(asPatch)
		want(t, "status", patch.StatusCode, 429)
		want(t, "Retry-After", patch.Header.Get("Retry-After"), "10")
		contains(t, "the patch", patch.body, "This was too much at once")
		if strings.Contains(patch.body, `"body"`) {
			t.Error("the patch replaces the page with the form")
		}
		document := post("")
		want(t, "status", document.StatusCode, 429)
		contains(t, "the document", document.body, "This was too much at once", `value="typed by a person"`)
		want(t, "another person", post("", "X-User", "ben").StatusCode, 303)
		time.Sleep(10 * time.Second)
		want(t, "later", post("").StatusCode, 303)
	})
}

// A stream's page with parts has as many screens as it shows; a page load of one client does not
// wait for another's.
func TestSlowPagesOfOneClient(t *testing.T) {
	inFakeTime(t, framework.Options[User]{}, func(t *testing.T, s *site) {
		for n := range 300 {
			s.does(100+n, func(ctx context.Context) (framework.Page, error) {
				time.Sleep(5 * time.Second)
				return framework.Page{Title: "slow"}, nil
			})
		}
		var slow sync.WaitGroup
		for n := range 200 {
			slow.Go(func() { s.get(fmt.Sprint("/notes/", 100+n), "X-User", "greedy") })
		}
		time.Sleep(time.Second)
		start := time.Now()
		want(t, "a fast page", s.get("/notes/1").StatusCode, 200)
		want(t, "it took", time.Since(start), time.Duration(0))
		slow.Wait()
	})
}

// A head that is too large is answered.
func TestLargeHeader(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{MaxHeaderBytes: 8 << 10})
	addr := s.serve(t)
	for _, head := range []string{
		"GET /notes?q=" + strings.Repeat("a", 20<<10) + " HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /notes HTTP/1.1\r\nHost: a\r\nX-Large: " + strings.Repeat("a", 20<<10) + "\r\n\r\n",
	} {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		_, _ = io.WriteString(conn, head)
		answer := make([]byte, 100)
		n, _ := io.ReadFull(conn, answer[:30])
		contains(t, "answer", string(answer[:n]), " 431 ")
	}
}

// Every representation has the headers that keep other sites and guesses of browsers out.
func TestSecurityHeaders(t *testing.T) {
	s := newSite(t, "")
	document, patch := s.get("/notes"), s.do("GET", "/notes", asPatch, "")
	for name, value := range map[string]string{
		"Referrer-Policy":              "same-origin",
		"X-Content-Type-Options":       "nosniff",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
	} {
		want(t, "document: "+name, document.Header.Get(name), value)
		want(t, "an error: "+name, s.get("/nix").Header.Get(name), value)
		if strings.HasPrefix(name, "X-") || strings.HasSuffix(name, "Resource-Policy") {
			want(t, "patch: "+name, patch.Header.Get(name), value)
		}
	}
}

// A panic of an audience or of the viewer function is an error page with a reference, in every
// representation, and in the log.
func TestPanicBeforeTheView(t *testing.T) {
	for _, in := range []string{"viewer", "audience"} {
		s := newSite(t, "")
		app := framework.New(func(r *http.Request) (framework.Viewer[User], error) {
			if in == "viewer" {
				panic("boom")
			}
			return viewer(r)
		}, framework.Options[User]{Logger: s.logger()})
		defer app.Close()
		framework.Get(app, s.notes, func(User) Team { panic("boom") }, s.list)
		framework.Post(app, s.adds, func(User) Team { panic("boom") }, s.add)
		for _, a := range []answer{
			s.doTo(app, "GET", "/notes", "", ""), s.doTo(app, "GET", "/notes", asPatch, ""),
			s.doTo(app, "POST", "/notes?_action=add", "", "text=x"), s.doTo(app, "POST", "/notes?_action=add", asPatch, "text=x"),
			s.doTo(app, "GET", "/notes", asStream, ""),
		} {
			want(t, in, a.StatusCode, 500)
			if !strings.Contains(a.Header.Get("Content-Type"), "text/plain") {
				contains(t, in, strings.ToLower(a.body), "reference")
			}
		}
		contains(t, "log", s.logs.String(), "boom", "id=", "stack=")
	}
}

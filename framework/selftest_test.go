package framework_test

import (
	"compress/gzip"
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A stream that middleware blocks is answered with 501, so that the client polls. The log names the
// cause, once.
func TestStreamThatCannotPass(t *testing.T) {
	s := newSite(t, "")
	handler := http.TimeoutHandler(s.app, time.Minute, "")
	for range 3 {
		r := httptest.NewRequest("GET", "/notes", nil)
		r.Header.Set("X-User", "ana")
		r.Header.Set("Accept", asStream)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		want(t, "status", w.Code, http.StatusNotImplemented)
		contains(t, "answer", w.Body.String(), "looks for it from time to time")
	}
	want(t, "errors in the log", strings.Count(s.logs.String(), "level=ERROR"), 1)
	contains(t, "the log names the writer", s.logs.String(), "*http.timeoutWriter")
}

// through is a writer that every middleware should have: it shows the way to what it wraps.
type through struct{ http.ResponseWriter }

func (w through) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// flushes lets events out, and nobody at the connection.
type flushes struct{ http.ResponseWriter }

func (w flushes) FlushError() error { return http.NewResponseController(w.ResponseWriter).Flush() }

// collects says that it flushes, and compresses into a buffer that it does not flush.
type collects struct {
	http.ResponseWriter
	zip *gzip.Writer
}

func (w collects) Write(p []byte) (int, error) { return w.zip.Write(p) }
func (w collects) Flush()                      { _ = http.NewResponseController(w.ResponseWriter).Flush() }

// ends cancels its request after the first flush.
type ends struct {
	flushes
	cancel context.CancelFunc
	ended  bool
}

func (w *ends) FlushError() error {
	w.ended = true // before the client has the event
	defer w.cancel()
	return w.flushes.FlushError()
}

func (w *ends) Write(p []byte) (int, error) {
	if w.ended {
		return 0, http.ErrHandlerTimeout
	}
	return w.flushes.Write(p)
}

// When it starts to serve, the app tests whether streams get out through the handlers around it,
// and logs what blocks them. No view runs for the test.
func TestSelfTest(t *testing.T) {
	t.Parallel()
	wrap := func(f func(w http.ResponseWriter, r *http.Request, next http.Handler)) func(http.Handler) http.Handler {
		return func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { f(w, r, next) })
		}
	}
	for name, test := range map[string]struct {
		chain func(http.Handler) http.Handler
		wants string // the whole log; "" is nothing
	}{
		"good": {wrap(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			next.ServeHTTP(through{through{w}}, r)
		}), ``},
		"sign-in": {wrap(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
		}), ``},
		"panics": {wrap(func(http.ResponseWriter, *http.Request, http.Handler) { panic("no") }), ``},
		"timeout": {func(next http.Handler) http.Handler { return http.TimeoutHandler(next, time.Minute, "") },
			`level=WARN .*gives each request a time to end.* after=1m0s` + "\n" +
				`.*level=WARN .*no stream gets out.*` + "\n" +
				`.*level=ERROR .*no stream gets out of this app.* text/event-stream .*\*http\.timeoutWriter.*`},
		"deadline": {wrap(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			ctx, cancel := context.WithTimeout(r.Context(), time.Hour)
			defer cancel()
			next.ServeHTTP(w, r.WithContext(ctx))
		}), `level=WARN .*gives each request a time to end.* after=1h0m0s`},
		"collects": {wrap(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			w.Header().Set("Content-Encoding", "gzip")
			next.ServeHTTP(through{collects{w, gzip.NewWriter(w)}}, r)
		}), `(?s).*level=ERROR .*do not get out of this app at once.*framework_test\.through in framework_test\.collects.*`},
		"ends": {wrap(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			ctx, cancel := context.WithCancel(r.Context())
			next.ServeHTTP(&ends{flushes: flushes{w}, cancel: cancel}, r.WithContext(ctx))
		}), `(?s).*level=ERROR .*streams do not last.*framework_test\.ends.*`},
		"hides the connection": {wrap(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			next.ServeHTTP(flushes{w}, r)
		}), parkedOnly(`(?s).*level=WARN .*refuses to have its connection hijacked.*framework_test\.flushes.*`)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, "")
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithCancel(context.Background())
			served := make(chan error, 1)
			go func() { served <- s.app.Serve(ctx, listener, test.chain(s.app)) }()
			alive(t, listener)
			for late := time.Now().Add(time.Minute); s.app.SelfTesting(); time.Sleep(time.Millisecond) {
				if time.Now().After(late) {
					t.Fatal("the self-test does not end")
				}
			}
			for late := time.Now().Add(time.Minute); s.app.Stats().Streams > 0; time.Sleep(time.Millisecond) {
				if time.Now().After(late) {
					t.Fatal("its stream stays")
				}
			}
			logged := s.logs.String()
			if !regexp.MustCompile(`^(time=\S+ `+test.wants+`\n)?$`).MatchString(logged) || (logged == "") != (test.wants == "") {
				t.Errorf("the log says %s", logged)
			}
			want(t, "views", s.views.Load(), int64(0))
			stop()
			want(t, "end", <-served, error(nil))
		})
	}
}

func parkedOnly(wants string) string {
	if runtime.GOOS != "linux" {
		return ""
	}
	return wants
}

// alive waits until the server answers, by when it has begun its check.
func alive(t *testing.T, listener net.Listener) {
	t.Helper()
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Get("http://" + listener.Addr().String() + "/livez")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
}

// A server that stops does not wait for its self-test, and logs nothing about it.
func TestSelfTestEndsWithTheServer(t *testing.T) {
	s := newSite(t, "")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	asked := make(chan struct{})
	chain := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// Middleware may refuse requests without one.
		want(t, "User-Agent", r.UserAgent(), "goldfish-self-test")
		close(asked)
		<-r.Context().Done()
	})
	served := make(chan error, 1)
	go func() { served <- s.app.Serve(ctx, listener, chain) }()
	<-asked
	stop()
	want(t, "end", <-served, error(nil))
	want(t, "warnings", strings.Contains(s.logs.String(), "level=WARN"), false)
}

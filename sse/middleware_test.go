package sse

import (
	"bytes"
	"compress/gzip"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5/middleware"
	"github.com/klauspost/compress/gzhttp"
)

// A gzipWriter is a middleware that compresses and sets Content-Encoding with the first byte. Its
// Unwrap leads around it. A stream must not go there: after a head that says gzip, what follows
// has to be gzip.
type gzipWriter struct {
	http.ResponseWriter
	zip *gzip.Writer
}

func (z *gzipWriter) Write(p []byte) (int, error) {
	if z.zip == nil {
		z.Header().Set("Content-Encoding", "gzip")
		z.zip = gzip.NewWriter(z.ResponseWriter)
	}
	return z.zip.Write(p)
}

func (z *gzipWriter) FlushError() error {
	_ = z.zip.Flush()
	return http.NewResponseController(z.ResponseWriter).Flush()
}

func (z *gzipWriter) Unwrap() http.ResponseWriter { return z.ResponseWriter }

func TestMiddlewareThatEncodesIsNotParked(t *testing.T) {
	var log bytes.Buffer
	h := newNode()
	h.Log = slog.New(slog.NewTextHandler(&log, nil))
	s := &fakeDB{}
	r := transports[0]
	r.wrap = func(w http.ResponseWriter) http.ResponseWriter { return &gzipWriter{ResponseWriter: w} }
	site := r.open(t, h, s)
	first := site.connect(t) // encoded twice, since nobody could know
	first.expectEnd(t)
	v := site.connect(t) // its client undoes gzip
	v.expect(t, "hello n=0")
	want(t, "parked", h.Count().Parked, 0)
	s.number.Store(1)
	h.Notify("number")
	v.expect(t, "hello n=0 n=1")
	second := site.connect(t)
	second.expect(t, "hello n=1")
	h.Close()
	v.expectEnd(t)
	second.expectEnd(t)
	if n := strings.Count(log.String(), "level=WARN"); canPark && n != 1 || !strings.Contains(log.String(), "gzip") {
		t.Errorf("the log says %d times: %s", n, log.String())
	}
}

// A correct middleware does not compress what has a Content-Encoding already: the stream is
// encoded once and is parked. If a middleware has set the Content-Encoding before, the server does
// not compress.
func TestMiddlewareThatCompresses(t *testing.T) {
	early := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			next.ServeHTTP(&gzipWriter{w, gzip.NewWriter(w)}, r)
		})
	}
	large, err := gzhttp.NewWrapper(gzhttp.MinSize(1), gzhttp.ContentTypeFilter(func(string) bool { return true }))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		wrap   func(http.Handler) http.Handler
		parked bool
	}{
		{"chi", middleware.Compress(5, "text/event-stream"), true},
		{"gzhttp", func(next http.Handler) http.Handler { return large(next) }, true},
		{"early", early, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := newNode()
			h.Log = slog.New(slog.DiscardHandler)
			s := &fakeDB{}
			site := transports[0].openWith(t, h, options{}, func(server *http.Server) { server.Handler = test.wrap(server.Handler) }, s)
			v := site.connect(t)
			v.expect(t, "hello n=0")
			want(t, "compressed", v.resp.Uncompressed, true)
			want(t, "ends with its connection", v.resp.Close, test.parked && canPark)
			s.number.Store(1)
			h.Notify("number")
			v.expect(t, "hello n=0 n=1")
			text, _ := v.now()
			want(t, "got", text, string(helloFrame.raw)+"id:0\ndata:n=0\n\nid:1\ndata:n=1\n\n")
			want(t, "parked", h.Count().Parked == 1, test.parked && canPark)
		})
	}
}

// The error names a middleware that cannot flush, and so does the log, once. Nothing is written,
// so the handler can answer with an error page.
func TestMiddlewareWithoutFlush(t *testing.T) {
	var log bytes.Buffer
	h := newNode()
	defer h.Close()
	h.Log = slog.New(slog.NewTextHandler(&log, nil))
	errs := make(chan error, 1)
	server := httptest.NewServer(http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		screen := h.Open("k", &fakeDB{})
		defer screen.Release()
		errs <- serve(h, w, r, options{}, sub{Screen: screen})
		http.Error(w, "no", http.StatusInternalServerError)
	}), time.Minute, ""))
	defer server.Close()
	for range 2 {
		resp, err := http.Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		want(t, "status", resp.StatusCode, http.StatusInternalServerError)
		if err := <-errs; !errors.Is(err, ErrNoFlush) || !strings.Contains(err.Error(), "*http.timeoutWriter") {
			t.Errorf("got %v", err)
		}
	}
	want(t, "lines in the log", strings.Count(log.String(), "*http.timeoutWriter"), 1)
}

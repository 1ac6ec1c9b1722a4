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
)

// zips compresses what passes, and says so only when it sees the first byte, like many a middleware. Its Unwrap shows the way around it, which a
// stream must not take: after a head that promises gzip, what follows has to be gzip.
type zips struct {
	http.ResponseWriter
	zip *gzip.Writer
}

func (z *zips) Write(p []byte) (int, error) {
	if z.zip == nil {
		z.Header().Set("Content-Encoding", "gzip")
		z.zip = gzip.NewWriter(z.ResponseWriter)
	}
	return z.zip.Write(p)
}

func (z *zips) FlushError() error {
	_ = z.zip.Flush()
	return http.NewResponseController(z.ResponseWriter).Flush()
}

func (z *zips) Unwrap() http.ResponseWriter { return z.ResponseWriter }

func TestEncodedIsNotParked(t *testing.T) {
	var log bytes.Buffer
	h := NewHub()
	h.Log = slog.New(slog.NewTextHandler(&log, nil))
	s := &shelf{}
	r := roads[0]
	r.wrap = func(w http.ResponseWriter) http.ResponseWriter { return &zips{ResponseWriter: w} }
	site := r.open(t, h, s)
	v := site.visit(t) // its client undoes gzip
	v.sees(t, "hello n=0")
	want(t, "parked", h.Count().Parked, 0)
	s.number.Store(1)
	h.Notify("shelf")
	v.sees(t, "hello n=0 n=1")
	second := site.visit(t)
	second.sees(t, "hello n=1")
	h.Close()
	v.ends(t)
	second.ends(t)
	if n := strings.Count(log.String(), "level=WARN"); parks && n != 1 || !strings.Contains(log.String(), "gzip") {
		t.Errorf("the log says %d times: %s", n, log.String())
	}
}

// A middleware that keeps bytes back is named, in the error and once in the log, and nothing is written that would stand in the way of an error page.
func TestBufferedIsRefused(t *testing.T) {
	var log bytes.Buffer
	h := NewHub()
	defer h.Close()
	h.Log = slog.New(slog.NewTextHandler(&log, nil))
	errs := make(chan error, 1)
	server := httptest.NewServer(http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		screen := h.Open("k", &shelf{})
		defer screen.Release()
		errs <- h.Serve(w, r, Stream{}, Sub{Screen: screen})
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
		if err := <-errs; !errors.Is(err, ErrBuffered) || !strings.Contains(err.Error(), "*http.timeoutWriter") {
			t.Errorf("got %v", err)
		}
	}
	want(t, "lines in the log", strings.Count(log.String(), "*http.timeoutWriter"), 1)
}

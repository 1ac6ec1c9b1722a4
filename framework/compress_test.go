package framework_test

import (
	"compress/gzip"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/klauspost/compress/zstd"

	"github.com/goldfish-go/goldfish/framework"
)

func TestGzipCompression(t *testing.T) {
	s := newSite(t, "")
	long := strings.Repeat("<p>a long page</p>", 1000)
	s.does(1, func(context.Context) (framework.Page, error) { return framework.Page{Body: templ.Raw(long)}, nil })
	plain := s.get("/notes/1")
	want(t, "coding without being asked", plain.Header.Get("Content-Encoding"), "")
	for _, accept := range []string{"", asPatch} {
		for _, test := range []struct {
			asked, coding string
			open          func(io.Reader) (io.Reader, error)
		}{
			{"gzip", "gzip", func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }},
			{"gzip, deflate, br, zstd", "zstd", func(r io.Reader) (io.Reader, error) { return zstd.NewReader(r) }},
			{"gzip;q=0", "", func(r io.Reader) (io.Reader, error) { return r, nil }},
			{"br", "", func(r io.Reader) (io.Reader, error) { return r, nil }},
		} {
			a := s.do("GET", "/notes/1", accept, "", "Accept-Encoding", test.asked)
			want(t, test.asked+": coding", a.Header.Get("Content-Encoding"), test.coding)
			contains(t, test.asked+": vary", strings.Join(a.Header.Values("Vary"), ","), "Accept-Encoding")
			r, err := test.open(strings.NewReader(a.body))
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(r)
			if err != nil || !strings.Contains(string(text), strings.Repeat("a long page", 1)) || len(text) < len(long) {
				t.Errorf("%s: %d bytes of text, %v", test.asked, len(text), err)
			}
			if test.coding != "" && len(a.body) > len(long)/5 {
				t.Errorf("%s: %d bytes for %d", test.asked, len(a.body), len(long))
			}
		}
	}
	again := s.get("/notes/1", "Accept-Encoding", "gzip", "If-None-Match", plain.Header.Get("ETag"))
	want(t, "a document that the client has in another coding", again.StatusCode, 304)

	s = newSite(t, "", framework.Options[User]{DisableCompression: true})
	want(t, "coding of a plain app", s.get("/notes/1", "Accept-Encoding", "gzip").Header.Get("Content-Encoding"), "")
}

func TestSmallAnswersAreNotGzipped(t *testing.T) {
	s := newSite(t, "")
	a := s.do("GET", "/notes/1", asPatch, "", "Accept-Encoding", "gzip")
	want(t, "coding", a.Header.Get("Content-Encoding"), "")
}

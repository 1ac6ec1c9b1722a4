package main

import (
	"bufio"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/examples/desk/desk"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
)

// newNode starts a desk in this process, and returns its URL.
func newNode(t *testing.T, database string, o desk.Options) string {
	t.Helper()
	s, err := desk.OpenStore(t.Context(), database, o)
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(s)
	server := httptest.NewServer(d.Handler())
	t.Cleanup(func() { d.Close(); server.Close(); s.Close() })
	return server.URL
}

// A person has signed in with a browser, whose cookies all nodes get.
type person struct {
	t      *testing.T
	client *http.Client
}

func signIn(t *testing.T, node, who string) person {
	t.Helper()
	jar, _ := cookiejar.New(nil)
	p := person{t, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	p.post(node, desk.SignInAs.URL(desk.SignInURL{}), url.Values{"person": {who}})
	return p
}

func (p person) do(method, node string, u router.URL, accept, body string) *http.Response {
	p.t.Helper()
	r, err := http.NewRequestWithContext(p.t.Context(), method, node+string(u), strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header.Set("Accept", accept)
	if method == "POST" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	response, err := p.client.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { response.Body.Close() })
	return response
}

// get returns the status and the document of a URL.
func (p person) get(node string, u router.URL) (int, string) {
	p.t.Helper()
	response := p.do("GET", node, u, "text/html", "")
	body, err := io.ReadAll(response.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

// post sends a form, which must be taken.
func (p person) post(node string, u router.URL, form url.Values) {
	p.t.Helper()
	if response := p.do("POST", node, u, "text/html", form.Encode()); response.StatusCode != http.StatusSeeOther {
		p.t.Fatalf("%s: %s", u, response.Status)
	}
}

// A stream has the lines of an open stream.
type stream struct {
	t     *testing.T
	lines chan string // closed when the stream ends
	close func() error
}

// open opens a stream, and returns when its first event is there.
func (p person) open(node string, u router.URL) *stream {
	p.t.Helper()
	response := p.do("GET", node, u, wire.AcceptStream, "")
	if response.StatusCode != http.StatusOK {
		p.t.Fatalf("%s: %s", u, response.Status)
	}
	s := &stream{p.t, make(chan string, 1000), response.Body.Close}
	go func() {
		defer close(s.lines)
		lines := bufio.NewScanner(response.Body)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			s.lines <- lines.Text()
		}
	}()
	s.until("id:")
	return s
}

// until reads lines until one has a text in it.
func (s *stream) until(text string) {
	s.t.Helper()
	if !s.within(time.Minute, text) {
		s.t.Fatalf("the stream has no %q", text)
	}
}

// within reports whether a line with a text comes in time.
func (s *stream) within(limit time.Duration, text string) bool {
	late := time.After(limit)
	for {
		select {
		case line, ok := <-s.lines:
			if !ok || strings.Contains(line, text) {
				return ok
			}
		case <-late:
			return false
		}
	}
}

// ended waits until the stream ends.
func (s *stream) ended() {
	s.t.Helper()
	late := time.After(time.Minute)
	for {
		select {
		case _, ok := <-s.lines:
			if !ok {
				return
			}
		case <-late:
			s.t.Fatal("the stream has not ended after a minute")
		}
	}
}

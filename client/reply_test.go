package client_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/client"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// A reply is a page, or what happens instead of one. Strings that are empty are not sent.
type reply struct {
	Status int
	Delay  time.Duration
	Gate   chan struct{} // the answer waits until it is closed
	Raw    string        // an answer that is no patch
	Head   string        // of the document
	Filled string        // body of the document, where its parts are filled

	// Fields of the patch.
	URL, History, Made, Next, Title, Version, Body string
	Delta                                          json.RawMessage
	Notice, Flash                                  string
	Fields                                         map[string]string
	Confirm                                        *wire.Confirm
	Conflict                                       *wire.Conflict
	Message                                        string
	To                                             string // location
	Parts                                          []partMessage
}

// patch returns the reply as it is sent.
func (r reply) patch() wire.Patch {
	p := wire.Patch{URL: r.URL, History: wire.HistoryMode(r.History), Fingerprints: r.Made, Next: r.Next, Title: optional(r.Title), Version: r.Version,
		Body: optional(r.Body), Delta: r.Delta, Notice: r.Notice, Flash: r.Flash, Fields: r.Fields, Confirm: r.Confirm, Conflict: r.Conflict, Message: r.Message, Location: r.To}
	for _, part := range r.Parts {
		p.Parts = append(p.Parts, part.part())
	}
	return p
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// A partSaid is what is said of a part, in an answer or on the stream.
type partMessage struct {
	URL, Title, Version, Body string
	Delta                     json.RawMessage
	Message                   string
}

func (p partMessage) part() wire.Part {
	return wire.Part{URL: p.URL, Title: optional(p.Title), Version: p.Version, Body: optional(p.Body), Delta: p.Delta, Message: p.Message}
}

// answer makes up a page for any URL: a heading, links, and enough height to scroll.
func (s *site) answer(url string) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.pages[url]
	if !ok {
		r = reply{Title: "page " + url, Version: "v" + url, Body: bodyOf(url, "")}
	}
	if r.Status == 0 {
		r.Status = 200
	}
	if r.URL == "" && r.To == "" {
		r.URL = url
	}
	if r.Made == "" {
		r.Made = s.made
	}
	return r
}

func bodyOf(url, more string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<h1>%s</h1>%s<nav>`, html.EscapeString(url), more)
	for _, to := range []string{"/a", "/b", "/c", "/d", "/e", "/a?tab=1", "/a?tab=2", "#mid"} {
		fmt.Fprintf(&b, `<a href="%s">%s</a> `, to, to)
	}
	b.WriteString(`</nav><div id="side" class="scroller"><div class="tall"></div></div><div class="tall"></div><p id="mid">middle</p><div class="tall"></div>`)
	return b.String()
}

func (s *site) write(w http.ResponseWriter, r *http.Request, kind string, a reply) {
	select {
	case <-time.After(a.Delay):
	case <-r.Context().Done():
		return
	}
	if a.Gate != nil {
		select {
		case <-a.Gate:
		case <-r.Context().Done():
			return
		}
	}
	if a.Status < 0 { // the server goes down in the middle
		panic(http.ErrAbortHandler)
	}
	if a.Status == 0 {
		a.Status = 200
	}
	switch {
	case a.Raw != "":
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(a.Status)
		_, _ = w.Write([]byte(a.Raw))
	case kind == "patch":
		w.Header().Set("Content-Type", wire.PatchType)
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(a.Status)
		_, _ = w.Write(wire.Encode(a.patch()))
	default:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Cache-Control", "private, no-cache")
		w.WriteHeader(a.Status)
		version := ""
		if a.Version != "" {
			version = fmt.Sprintf(` data-gf-version="%s"`, a.Version)
		}
		if r.Header.Get(wire.FromHeader) != "" {
			a.Flash = "" // a document that is fetched for its shell takes none
		}
		flash := ""
		if a.Flash == "" {
			flash = " hidden"
		}
		s.mu.Lock()
		around := s.shell
		s.mu.Unlock()
		body := a.Filled
		if body == "" {
			body = a.Body
		}
		_, _ = fmt.Fprintf(w, `<!doctype html><html %s data-gf-fingerprints="%s"><head><title>%s</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css">%s%s<script type="module" src="/%s"></script></head>
<body%s>%s<p data-gf-flash%s>%s</p><p data-gf-notice hidden></p><a id="shell" href="/shell">shell</a><main><div id="page" data-gf-page="%s"%s>%s</div></main></body></html>`,
			cmp.Or(around.root, `lang="en"`), a.Made, a.Title, around.head, a.Head, client.Name, around.body, around.chrome, flash, a.Flash, html.EscapeString(a.URL), version, body)
	}
}

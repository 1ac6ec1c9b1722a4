package client_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/client"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// A site speaks the protocol of docs/protocol.md with answers that the test scripts.
type site struct {
	*httptest.Server
	t testing.TB

	mu        sync.Mutex
	pages     map[string]reply // by path and query
	scripts   map[string]http.HandlerFunc
	asked     []string // "patch GET /a", in order
	headers   []http.Header
	forms     []string
	made      string // fingerprints
	tabs      map[*listener]bool
	opened    int
	heartbeat int           // seconds; 20 if zero
	missing   string        // scripts that begin so are not found
	late      chan struct{} // the file lateFile is not answered before this is closed
	lateFile  string        // "/forms-" if empty
	foreign   string        // scripts that begin so are another build's
	shell     shell
	policy    string // the policy of the tests if empty
}

// A shell is what surrounds the pages of a site.
type shell struct {
	root   string // attributes of <html>
	head   string
	body   string // attributes of <body>
	chrome string
}

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

type listener struct {
	url, version string
	parts        string
	send         chan string
	gone         chan struct{}
}

// made are the fingerprints of a document of this client, for a viewer.
func made(viewer string) string {
	return wire.Fingerprints{Client: client.Fingerprint, Scripts: "s1", Shell: "h1", Viewer: viewer}.String()
}

// otherClient are those of a build with another client.
const otherClient = "--------.s1.h1."

func serve(t testing.TB) *site {
	s := &site{t: t, pages: map[string]reply{}, scripts: map[string]http.HandlerFunc{}, made: made(""), tabs: map[*listener]bool{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(func() {
		s.CloseClientConnections()
		s.Close()
	})
	return s
}

// page sets what a URL answers.
func (s *site) page(url string, r reply) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[url] = r
}

// on answers a request such as "POST /a" by hand.
func (s *site) on(what string, h http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scripts[what] = h
}

// requests are those that begin so, in order.
func (s *site) requests(prefix string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []string
	for _, a := range s.asked {
		if strings.HasPrefix(a, prefix) {
			found = append(found, a)
		}
	}
	return found
}

// waits until as many requests have begun so.
func (s *site) waits(prefix string, n int) {
	s.t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if len(s.requests(prefix)) >= n {
			break
		}
	}
	if got := len(s.requests(prefix)); got != n {
		s.t.Errorf("%d requests for %s, want %d", got, prefix, n)
	}
}

// waitsMore waits until there are more than n requests that begin so.
func (s *site) waitsMore(prefix string, n int) {
	s.t.Helper()
	for deadline := time.Now().Add(time.Minute); len(s.requests(prefix)) <= n; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatalf("no more than %d requests for %s", n, prefix)
		}
	}
}

func (s *site) lastHeader(what string) http.Header {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := len(s.asked) - 1; i >= 0; i-- {
		if s.asked[i] == what {
			return s.headers[i]
		}
	}
	return nil
}

// headerValues are the values of a header that requests had.
func (s *site) headerValues(header string) (values []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, h := range s.headers {
		values = append(values, h.Values(header)...)
	}
	return values
}

func (s *site) lastForm() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.forms) == 0 {
		return ""
	}
	return s.forms[len(s.forms)-1]
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

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	kind := "document"
	switch representation, _ := wire.Requested(r.Header); representation {
	case wire.StreamKind:
		kind = "stream"
	case wire.PatchKind:
		kind = "patch"
	}
	url := r.URL.RequestURI()
	switch r.URL.Path {
	case "/test.css":
		w.Header().Set("Content-Type", "text/css")
		css, _ := os.ReadFile("test/checks.css")
		_, _ = w.Write(css)
		return
	}
	if script, ok := client.Files[r.URL.Path[1:]]; ok {
		s.mu.Lock()
		s.asked = append(s.asked, "script "+r.URL.Path)
		s.headers = append(s.headers, r.Header.Clone())
		missing := s.missing != "" && strings.HasPrefix(r.URL.Path, s.missing)
		foreign := s.foreign != "" && strings.HasPrefix(r.URL.Path, s.foreign)
		late := s.late
		s.mu.Unlock()
		if late != nil && strings.HasPrefix(r.URL.Path, cmp.Or(s.lateFile, "/forms-")) {
			<-late
		}
		if foreign {
			script = bytes.ReplaceAll(script, []byte(client.Fingerprint), []byte("--------"))
			script = append(script, "\nwindow.foreign = true;"...)
		}
		if missing {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = w.Write(script)
		return
	}
	if strings.HasPrefix(r.URL.Path, "/test/") {
		http.ServeFile(w, r, r.URL.Path[1:])
		return
	}
	form := ""
	if r.Method == http.MethodPost {
		if err := r.ParseMultipartForm(1 << 20); err == nil {
			form = "multipart " + r.PostForm.Encode()
			for name, files := range r.MultipartForm.File {
				form += fmt.Sprintf(" %s=%s(%d)", name, files[0].Filename, files[0].Size)
			}
		} else {
			form = r.PostForm.Encode()
		}
	}
	s.mu.Lock()
	what := kind + " " + r.Method + " " + url
	s.asked = append(s.asked, what)
	s.headers = append(s.headers, r.Header.Clone())
	if r.Method == http.MethodPost {
		s.forms = append(s.forms, form)
	}
	script := s.scripts[what]
	if script == nil {
		script = s.scripts[r.Method+" "+url]
	}
	s.mu.Unlock()
	w.Header().Set("Content-Security-Policy", cmp.Or(s.policy, policy))
	if script != nil {
		script(w, r)
		return
	}
	if kind == "stream" {
		s.stream(w, r, url)
		return
	}
	s.write(w, r, kind, s.answer(url))
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

func (s *site) stream(w http.ResponseWriter, r *http.Request, url string) {
	s.streamOf(w, r, url, "", "")
}

// streamOf sends a body first, if it has a version.
func (s *site) streamOf(w http.ResponseWriter, r *http.Request, url, version, body string) {
	l := &listener{url: url, version: r.Header.Get(wire.VersionHeader), parts: r.Header.Get(wire.PartsHeader), send: make(chan string, 100), gone: make(chan struct{})}
	s.mu.Lock()
	s.tabs[l] = true
	s.opened++
	now, heartbeat := s.made, cmp.Or(s.heartbeat, 20)
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.tabs, l)
		s.mu.Unlock()
		close(l.gone)
	}()
	w.Header().Set("Content-Type", wire.StreamType)
	w.Header().Set("Cache-Control", "no-store")
	flusher := w.(http.Flusher)
	_, _ = fmt.Fprintf(w, "event: %s\ndata: %s\n\n", wire.HelloEvent, wire.Encode(wire.Hello{Fingerprints: now, Heartbeat: heartbeat}))
	if version != "" {
		_, _ = fmt.Fprintf(w, "id: %s\ndata: %s\n\n", version, wire.Encode(wire.Body{Title: "a", Body: body}))
	}
	flusher.Flush()
	for {
		select {
		case <-r.Context().Done():
			return
		case text := <-l.send:
			if text == "close" {
				return
			}
			_, _ = w.Write([]byte(text))
			flusher.Flush()
		}
	}
}

// listeners are the streams that are open for the URL.
func (s *site) listeners(url string) []*listener {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []*listener
	for l := range s.tabs {
		if l.url == url {
			found = append(found, l)
		}
	}
	return found
}

// listening waits for the one stream of the URL.
func (s *site) listening(url string) *listener {
	s.t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if found := s.listeners(url); len(found) == 1 {
			return found[0]
		}
	}
	s.t.Fatalf("%d streams are open for %s, want 1", len(s.listeners(url)), url)
	return nil
}

// left waits until the stream has been let go.
func (l *listener) left(t testing.TB) {
	t.Helper()
	select {
	case <-l.gone:
	case <-time.After(time.Minute):
		t.Fatalf("the stream for %s is still open", l.url)
	}
}

// push sends a whole body.
func (l *listener) push(version, title, body string) {
	l.send <- fmt.Sprintf("id: %s\ndata: %s\n\n", version, wire.Encode(wire.Body{Title: title, Body: body}))
}

// part sends what one part shows now.
func (l *listener) part(message partMessage) {
	id := ""
	if message.Version != "" {
		id, message.Version = "id: "+message.Version+"\n", ""
	}
	l.send <- fmt.Sprintf("event: %s\n%sdata: %s\n\n", wire.PartEvent, id, wire.Encode(message.part()))
}

// open loads a document and waits until the client has started.
func (s *site) open(chromium *browser.Browser, t testing.TB, url string) *browser.Tab {
	t.Helper()
	tab := chromium.Tab(t)
	tab.Open(s.URL + url)
	tab.Until("window.goldfish")
	return tab
}

// click presses a link or button as a person does.
func click(tab *browser.Tab, selector string) {
	tab.Until("window.goldfish")
	tab.Eval(fmt.Sprintf("document.querySelector(%q).click()", selector), nil)
}

// shows waits until the page's heading says so.
func shows(tab *browser.Tab, heading string) {
	tab.Until(fmt.Sprintf("document.querySelector('h1')?.textContent === %q && !document.documentElement.hasAttribute('aria-busy')", heading))
}

func address(tab *browser.Tab) string {
	return tab.Text("location.pathname + location.search + location.hash")
}

func want(t testing.TB, what string, got, want any) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// live waits until the tab's stream is open.
func live(tab *browser.Tab) { tab.Until("document.documentElement.dataset.gfStream === 'live'") }

// early runs a script in each document of a tab before the document's own scripts.
func early(tab *browser.Tab, script string) {
	tab.Run(chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(script).Do(ctx)
		return err
	}))
}

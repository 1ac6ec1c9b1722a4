package vectors

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/client"
	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// An Answer is an answer of the server: a page, or what happens instead of one.
type Answer struct {
	Status  int    `json:"-"` // 0: 200
	Foreign string `json:"-"` // HTML that this app did not make, in place of everything else
	Filled  string `json:"-"` // body of the document, if its parts have their content
	Once    bool   `json:"-"` // of a document: the app does each submission once

	URL     string            `json:"url,omitempty"` // default: the URL of the request
	History string            `json:"history,omitempty"`
	Made    string            `json:"fingerprints,omitempty"`
	Title   string            `json:"title,omitempty"`
	Version string            `json:"version,omitempty"`
	Body    string            `json:"body,omitempty"`
	Delta   json.RawMessage   `json:"delta,omitempty"`
	Notice  string            `json:"notice,omitempty"`
	Flash   string            `json:"flash,omitempty"`
	Fields  map[string]string `json:"fields,omitempty"`
	Message string            `json:"message,omitempty"`
	Next    string            `json:"next,omitempty"`
	To      string            `json:"location,omitempty"`
}

// Content returns a live page with the version of its content.
func Content(title, body string) Answer {
	s := snapshot.New(title, body)
	return Answer{Title: s.Title, Version: s.Version, Body: s.Body}
}

// with returns a copy of the answer with a change.
func (a Answer) with(change func(*Answer)) Answer {
	change(&a)
	return a
}

// A Server answers as a case says.
type Server struct {
	mu       sync.Mutex
	answers  map[string][]Answer
	shell    Shell
	requests []request
	streams  []*stream
	opened   int
	keys     []string // of all posts, without repetitions
}

type request struct{ what, from string }

type stream struct {
	url, held, parts string
	send             chan string
}

func newServer(c Case) *Server {
	s := &Server{answers: map[string][]Answer{}, shell: Shell{Chrome: "chrome", Fingerprint: "h1"}}
	for what, answers := range c.Answers {
		s.answers[what] = slices.Clone(answers)
	}
	return s
}

// ServeHTTP implements [http.Handler].
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if script, ok := client.Files[r.URL.Path[1:]]; ok {
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = w.Write(script)
		return
	}
	if r.URL.Path == "/favicon.ico" { // of a foreign page
		http.NotFound(w, r)
		return
	}
	kind := "document"
	switch accept := r.Header.Get("Accept"); {
	case strings.Contains(accept, wire.StreamType):
		if a, ok := s.take("stream GET " + r.URL.RequestURI()); ok && a.Status != 0 {
			s.mu.Lock()
			s.opened++ // the tab has come back
			s.mu.Unlock()
			refuse(w, a)
			return
		}
		s.stream(w, r)
		return
	case strings.Contains(accept, wire.PatchType):
		kind = "patch"
	}
	s.mu.Lock()
	what := r.Method + " " + r.URL.RequestURI()
	s.requests = append(s.requests, request{kind + " " + what, r.Header.Get(wire.FromHeader)})
	if name := r.Header.Get(wire.KeyHeader); r.Method == http.MethodPost && !slices.Contains(s.keys, name) {
		s.keys = append(s.keys, name)
	}
	key := kind + " " + what
	if s.answers[key] == nil {
		key = what
	}
	a := Answer{Status: http.StatusNotFound, Title: "Not found", Body: "<h1>Not found</h1>"}
	if answers := s.answers[key]; len(answers) > 0 {
		a = answers[0]
		// A document that is fetched for its shell is no answer of its own.
		if len(answers) > 1 && (kind == "patch" || r.Header.Get(wire.FromHeader) == "") {
			s.answers[key] = answers[1:]
		}
	}
	if a.URL == "" && a.To == "" {
		a.URL = r.URL.RequestURI()
	}
	if a.Made == "" {
		a.Made = s.fingerprints()
	}
	shell := s.shell
	s.mu.Unlock()
	if a.Status == 0 {
		a.Status = http.StatusOK
	}
	switch {
	case a.Foreign != "":
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(a.Status)
		_, _ = w.Write([]byte(a.Foreign))
	case a.Status == http.StatusNotAcceptable:
		refuse(w, a)
	case kind == "patch":
		w.Header().Set("Content-Type", wire.PatchType)
		w.WriteHeader(a.Status)
		_ = json.NewEncoder(w).Encode(a)
	default:
		writeDocument(w, a, shell)
	}
}

// take returns the next answer of a list, if there is one.
func (s *Server) take(key string) (Answer, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	answers := s.answers[key]
	if len(answers) == 0 {
		return Answer{}, false
	}
	if len(answers) > 1 {
		s.answers[key] = answers[1:]
	}
	return answers[0], true
}

// refuse answers with a status and a message alone, as a server does that does not speak the
// version of the protocol.
func refuse(w http.ResponseWriter, a Answer) {
	w.Header().Set("Content-Type", wire.PatchType)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(a.Status)
	_ = json.NewEncoder(w).Encode(map[string]string{"message": a.Message})
}

func writeDocument(w http.ResponseWriter, a Answer, shell Shell) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	w.WriteHeader(a.Status)
	version, hidden := "", map[bool]string{true: " hidden"}
	if a.Version != "" {
		version = ` data-gf-version="` + a.Version + `"`
	}
	mark := map[bool]string{true: " " + wire.OnceAttr}[a.Once]
	if a.Filled != "" {
		a.Body = a.Filled
	}
	_, _ = fmt.Fprintf(w, `<!doctype html><html lang="en"%s data-gf-fingerprints="%s"><head><title>%s</title><link rel="icon" href="data:,"><script type="module" src="/%s"></script></head>
<body><header>%s</header><p data-gf-flash%s>%s</p><p data-gf-notice%s>%s</p><div id="page" data-gf-page="%s"%s>%s</div></body></html>`,
		mark, a.Made, html.EscapeString(a.Title), client.Name, html.EscapeString(shell.Chrome), hidden[a.Flash == ""], html.EscapeString(a.Flash),
		hidden[a.Notice == ""], html.EscapeString(a.Notice), html.EscapeString(a.URL), version, a.Body)
}

func (s *Server) fingerprints() string {
	return client.Fingerprint + ".s1." + s.shell.Fingerprint + "." + s.shell.Viewer
}

func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
	tab := &stream{r.URL.RequestURI(), r.Header.Get(wire.VersionHeader), r.Header.Get(wire.PartsHeader), make(chan string, 100)}
	s.mu.Lock()
	s.streams = append(s.streams, tab)
	s.opened++
	hello := fmt.Sprintf("event: hello\ndata: {\"fingerprints\":%q,\"heartbeat\":20}\n\n", s.fingerprints())
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.streams = slices.DeleteFunc(s.streams, func(other *stream) bool { return other == tab })
	}()
	w.Header().Set("Content-Type", wire.StreamType)
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte(hello))
	_ = http.NewResponseController(w).Flush()
	for {
		select {
		case <-r.Context().Done():
			return
		case text := <-tab.send:
			if text == "" {
				return
			}
			_, _ = w.Write([]byte(text))
			_ = http.NewResponseController(w).Flush()
		}
	}
}

// only returns the stream if exactly one is open. The lock is held.
func (s *Server) only() *stream {
	if len(s.streams) != 1 {
		return nil
	}
	return s.streams[0]
}

// current waits until exactly one stream is open, and returns it.
func (s *Server) current(t *testing.T) *stream {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		s.mu.Lock()
		tab := s.only()
		s.mu.Unlock()
		if tab != nil {
			return tab
		}
	}
	t.Fatal("no stream is open, or several are")
	return nil
}

func (s *Server) send(t *testing.T, event string) {
	t.Helper()
	s.current(t).send <- event
}

// disconnect ends the stream and waits for the next one.
func (s *Server) disconnect(t *testing.T) {
	t.Helper()
	tab := s.current(t)
	s.mu.Lock()
	opened := s.opened
	s.mu.Unlock()
	tab.send <- ""
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		s.mu.Lock()
		back := s.opened > opened
		s.mu.Unlock()
		if back {
			return
		}
	}
	t.Fatal("the tab does not reconnect")
}

func (s *Server) setShell(shell Shell) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shell = shell
}

// compare returns what is not as wanted of the requests and the stream.
func (s *Server) compare(w Want) (problems []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	differ := func(what string, got, want any) {
		problems = append(problems, fmt.Sprintf("%s is %q, want %q", what, fmt.Sprint(got), fmt.Sprint(want)))
	}
	documents, last := 0, request{}
	for _, r := range s.requests {
		last = r
		if strings.HasPrefix(r.what, "document") && r.from == "" {
			documents++
		}
	}
	if w.Documents != 0 && documents != w.Documents {
		differ("number of documents", documents, w.Documents)
	}
	if w.Request != "" && last.what != w.Request {
		differ("last request", last.what, w.Request)
	}
	if w.Keys != 0 && len(s.keys) != w.Keys {
		differ("number of keys", len(s.keys), w.Keys)
	}
	if w.From != "" && last.from != strings.TrimPrefix(w.From, "-") {
		differ(wire.FromHeader, last.from, w.From)
	}
	if w.Stream+w.Held+w.Parts == "" {
		return problems
	}
	tab := s.only()
	switch {
	case w.Stream == "-" && len(s.streams) > 0:
		differ("number of streams", len(s.streams), 0)
	case w.Stream == "-":
	case tab == nil:
		differ("number of streams", len(s.streams), 1)
	case w.Stream != "" && tab.url != w.Stream:
		differ("stream", tab.url, w.Stream)
	case w.Held != "" && tab.held != w.Held:
		differ("version of the stream", tab.held, w.Held)
	case w.Parts != "" && tab.parts != w.Parts:
		differ("parts of the stream", tab.parts, w.Parts)
	}
	return problems
}

// log returns all requests.
func (s *Server) log() (all []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.requests {
		all = append(all, r.what)
	}
	return all
}

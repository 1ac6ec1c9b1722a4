package vectors

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/goldfish-go/goldfish/client"
	"github.com/goldfish-go/goldfish/internal/wire"
)

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

func (s *Server) fingerprints() string {
	return client.Fingerprint + ".s1." + s.shell.Fingerprint + "." + s.shell.Viewer
}

func (s *Server) setShell(shell Shell) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shell = shell
}

package vectors

import (
	"fmt"
	"strings"

	"github.com/goldfish-go/goldfish/internal/wire"
)

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

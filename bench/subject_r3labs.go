package main

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"

	r3 "github.com/r3labs/sse/v2"

	"github.com/goldfish-go/goldfish/internal/wire"
)

func init() { subjects["r3labs"] = newR3labs }

// r3labs is the server of r3labs/sse/v2 as its documentation shows it, without the replay that it
// never trims.
type r3labs struct {
	server *r3.Server
	world  *world
	frame  int
	views  atomic.Int64
	open   atomic.Int64

	mu    sync.Mutex
	known map[string]bool
}

func newR3labs(o offer) subject {
	s := &r3labs{server: r3.New(), world: newWorld(), frame: o.frame, known: map[string]bool{}}
	s.server.AutoReplay = false
	return subject{
		Handler: s,
		change:  s.change,
		views:   &s.views,
		streams: func() (int, int) { return int(s.open.Load()), 0 },
	}
}

func (s *r3labs) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	key := keyOf(r)
	s.mu.Lock()
	if !s.known[key] {
		s.known[key] = true
		s.server.CreateStream(key)
	}
	s.mu.Unlock()
	if !strings.Contains(r.Header.Get("Accept"), wire.StreamType) {
		return
	}
	s.open.Add(1)
	defer s.open.Add(-1)
	r.URL.RawQuery = url.Values{"stream": {key}}.Encode()
	s.server.ServeHTTP(w, r)
}

func (s *r3labs) change(page string) {
	s.world.change(page)
	s.mu.Lock()
	defer s.mu.Unlock()
	for key := range s.known {
		if strings.Contains(key, page) {
			s.views.Add(1)
			s.server.Publish(key, &r3.Event{Data: frameOf("", renderByHand(s.world, key), s.frame)[10:]})
		}
	}
}

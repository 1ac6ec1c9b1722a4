package canaries

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/sse"
)

// maxStreams limits the streams that a person has open at a time.
const maxStreams = 3

// A stream is the open stream of one tab. It is read by a goroutine of its own, as the person that
// opened it was then.
type stream struct {
	target  string
	viewer  *person // a copy
	hello   chan struct{}
	ended   chan struct{}
	stop    context.CancelFunc
	recheck bool // the last event
}

// follow opens a stream for a page.
func (p *person) follow() {
	if len(p.streams) >= maxStreams {
		p.closeStreams()
	}
	target := p.anyURL()
	if p.at != "" && p.random.IntN(2) == 0 {
		target = p.at
	}
	version, base := p.heldVersion(target), p.held[target].Snapshot
	if p.random.IntN(4) == 0 {
		version = p.site.anyVersion()
	}
	viewer := *p
	viewer.held = map[string]page{target: {version, base}}
	for _, part := range wire.ParseParts(p.parts(target)) {
		viewer.held[part.URL] = p.held[part.URL]
	}
	ctx, cancel := context.WithCancel(context.Background())
	s := &stream{target: target, viewer: &viewer, hello: make(chan struct{}), ended: make(chan struct{}), stop: cancel}
	h := http.Header{"Accept": {wire.AcceptStream}, wire.VersionHeader: {version}, wire.PartsHeader: {p.parts(target)}}
	p.sign(h)
	c := sse.Client{URL: p.site.address + target, Header: func() http.Header { return h }}
	go func() {
		defer close(s.ended)
		_ = c.Connect(ctx, s.receive)
	}()
	select {
	case <-s.hello:
		p.seen.streams.Add(1)
		p.streams = append(p.streams, s)
	case <-s.ended: // it was refused
		cancel()
	}
}

// receive searches an event.
func (s *stream) receive(e *sse.Event) {
	p := s.viewer
	if s.recheck {
		p.t.Errorf("the stream of %s for %+v has an event after recheck: %s", s.target, p.user, e.Data)
	}
	p.check(s.target, "an event", canariesIn(string(e.Data)))
	switch string(e.Event) {
	case wire.HelloEvent:
		var hello wire.Hello
		_ = json.Unmarshal(e.Data, &hello)
		p.checkViewer("hello", hello.Fingerprints)
		close(s.hello)
	case wire.RecheckEvent:
		s.recheck = true
	case wire.PartEvent:
		p.seen.parts.Add(1)
		var part wire.Part
		_ = json.Unmarshal(e.Data, &part)
		part.Version = string(e.ID)
		p.part(s.target, part, p.held)
	case "":
		p.seen.events.Add(1)
		patch, err := wire.Event(string(e.ID), e.Data)
		if err != nil {
			p.t.Error(err)
			return
		}
		now := page{version: patch.Version}
		if patch.Body != nil {
			now.Snapshot = snapshot.New(*patch.Title, *patch.Body)
		} else if now.Snapshot, err = snapshot.ApplyChecked(p.held[s.target].Snapshot, patch.Delta); err != nil {
			return // it belongs to a version that this tab named and does not have
		} else {
			p.seen.deltas.Add(1)
		}
		p.check(s.target, "the page after an event", canariesIn(now.Title+now.Body))
		p.held[s.target] = now
	}
}

// revoked waits until the stream has ended by itself.
func (s *stream) revoked(p *person) {
	select {
	case <-s.ended:
		p.seen.revoked.Add(1)
	case <-time.After(time.Minute):
		p.t.Errorf("the stream of %s for %+v has not ended, though it was revoked", s.target, s.viewer.user)
	}
	s.stop()
	<-s.ended
}

func (p *person) closeStreams() {
	for _, s := range p.streams {
		s.stop()
		<-s.ended
	}
	p.streams = nil
}

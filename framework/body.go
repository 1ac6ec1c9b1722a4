package framework

import (
	"encoding/json"
	"sync"

	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/sse"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A body is a rendered page, and the deltas from earlier versions of its screen.
type body struct {
	snapshot.Snapshot
	url         router.URL
	description string
	noIndex     bool
	parts       []markup.Part // that the page embeds
	history     snapshot.History
	// Memory of the body and of what is cached beside it; nil if it is not cached.
	charge *live.Charge

	mu     sync.Mutex
	events map[eventKey]*sse.Frame

	navMu     sync.Mutex
	navDeltas map[string][]byte // from versions of other screens; nil bytes: there is none
}

// An eventKey names a cached event of a body.
type eventKey struct {
	from string // the version that the client has; "": one that is unknown here
	kind live.Kind
}

// What a screen is for a tab.
const (
	ofPage live.Kind = iota
	ofPart
)

// bodyOf returns the body of a screen's content, or nil if it has none any more.
func bodyOf(c live.Content[*sse.Frame]) *body {
	b, _ := c.(*body)
	return b
}

// addCharge counts memory that is cached beside the body from now on.
func (b *body) addCharge(bytes int) {
	if b.charge != nil && bytes > 0 {
		b.charge.Grow(bytes)
	}
}

// EventFrom implements [live.Content].
func (b *body) EventFrom(version string, kind live.Kind) (frame *sse.Frame, known bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if frame = b.events[eventKey{version, kind}]; frame != nil {
		return frame, version != ""
	}
	delta, known := b.history.DeltaFrom(version)
	if !known {
		version, delta = "", nil
		if frame = b.events[eventKey{version, kind}]; frame != nil {
			return frame, false
		}
	}
	e := sse.Event{ID: []byte(b.Version)}
	switch {
	case kind == ofPart:
		e.Event, e.Data = []byte(wire.PartEvent), wire.Encode(b.toPart(delta))
	case known:
		e.Data = b.wireDelta(delta)
	default:
		e.Data = wire.Encode(wire.Body{Title: b.Title, Body: b.Body})
	}
	frame = sse.NewFrame(&e)
	if b.events == nil {
		b.events = map[eventKey]*sse.Frame{}
	}
	b.events[eventKey{version, kind}] = frame
	b.addCharge(len(e.Data))
	return frame, known
}

// wireDelta returns a delta to this body as it is sent; nil if there is none.
func (b *body) wireDelta(delta []byte) []byte {
	if delta == nil {
		return nil
	}
	return snapshot.WithChecksum(delta, b.Snapshot)
}

// toPart describes the body as that of a part: by a delta, or whole if delta is nil.
func (b *body) toPart(delta json.RawMessage) wire.Part {
	if delta != nil {
		return wire.Part{URL: string(b.url), Delta: b.wireDelta(delta)}
	}
	return wire.Part{URL: string(b.url), Title: &b.Title, Body: &b.Body}
}

// maxNavDeltas limits the deltas from other screens that are cached.
const maxNavDeltas = 8

// navDelta returns the delta from the body of another screen, such as the previous page of a tab.
// All tabs that navigate from there share it.
func (b *body) navDelta(from *body) (delta []byte, ok bool) {
	b.navMu.Lock()
	defer b.navMu.Unlock()
	if delta, known := b.navDeltas[from.Version]; known {
		return delta, delta != nil
	}
	fromSize, size := from.Size(), b.Size()
	if delta, ok = snapshot.Diff(from.Snapshot, b.Snapshot); !ok {
		delta = nil
	}
	from.addCharge(from.Size() - fromSize) // for the index that Diff has made
	b.addCharge(b.Size() - size + len(delta))
	if b.navDeltas == nil || len(b.navDeltas) >= maxNavDeltas {
		b.navDeltas = map[string][]byte{}
	}
	b.navDeltas[from.Version] = delta
	return delta, ok
}

package framework

import (
	"container/list"
	"encoding/json"
	"sync"
	"sync/atomic"

	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/sse"
	"github.com/goldfish-go/goldfish/templ/markup"
	"github.com/goldfish-go/goldfish/templ/snapshot"
)

// content is what a screen shows: a version, and the body of it for as long as the memory allows.
type content struct {
	version string
	memory  *memory
	body    atomic.Pointer[body]

	place *list.Element // in the memory, whose lock guards these
	size  int64
}

// A body is a page at one moment, and how the screen came to it.
type body struct {
	snapshot.Snapshot
	url         router.URL
	description string
	parts       []markup.Part // that stand in it
	past        snapshot.History

	mu      sync.Mutex
	events  map[telling]*sse.Frame
	bridges map[string][]byte // from versions of other screens; nil: there is none
}

// telling names an event of a body: for whom it is.
type telling struct {
	held string // "": whoever holds something unknown
	part bool
}

// bodyOf returns the body of a screen's content, nil where there is none any more.
func bodyOf(c sse.Content) *body {
	if c, ok := c.(*content); ok {
		return c.body.Load()
	}
	return nil
}

// Drop tells that the screen shows it no more.
func (c *content) Drop() { c.memory.drop(c) }

// Version implements [sse.Content].
func (c *content) Version() string { return c.version }

// Since implements [sse.Content].
func (c *content) Since(held string, part bool) (*sse.Frame, bool) {
	b := c.body.Load()
	if b == nil {
		return nil, held == c.version
	}
	frame, known, grown := b.since(held, part)
	if grown > 0 {
		c.memory.grow(c, grown)
	}
	return frame, known
}

// since returns the event for a tab that holds this version, and what it costs to keep it.
func (b *body) since(held string, part bool) (frame *sse.Frame, known bool, grown int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if frame = b.events[telling{held, part}]; frame != nil {
		return frame, held != "", 0
	}
	delta, known := b.past.Since(held)
	known = known && (deltas || held == b.Version)
	if !known {
		held, delta = "", nil
		if frame = b.events[telling{held, part}]; frame != nil {
			return frame, false, 0
		}
	}
	e := sse.Event{ID: []byte(b.Version)}
	switch {
	case part:
		e.Event, e.Data = []byte(eventPart), encode(b.asPart(delta))
	case known:
		e.Data = delta
	default:
		e.Data = encode(wholeBody{b.Title, b.Body})
	}
	frame = sse.NewFrame(&e)
	if b.events == nil {
		b.events = map[telling]*sse.Frame{}
	}
	b.events[telling{held, part}] = frame
	return frame, known, len(e.Data)
}

// asPart describes the body as that of a part: by what changed, or whole.
func (b *body) asPart(delta json.RawMessage) partBody {
	if delta != nil {
		return partBody{URL: b.url, Delta: delta}
	}
	return partBody{URL: b.url, Title: &b.Title, Body: &b.Body}
}

// maxBridges is how many versions of other screens a body remembers the way from.
const maxBridges = 8

// bridge returns the difference from the body of another screen, such as the page that is left. It is made once for all who take that way.
func (b *body) bridge(from *body) (delta []byte, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if delta, known := b.bridges[from.Version]; known {
		return delta, delta != nil
	}
	if delta, ok = snapshot.Diff(from.Snapshot, b.Snapshot); !ok {
		delta = nil
	}
	if b.bridges == nil || len(b.bridges) >= maxBridges {
		b.bridges = map[string][]byte{}
	}
	b.bridges[from.Version] = delta
	return delta, ok
}

package framework

import (
	"encoding/json"
	"sync"

	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/sse"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A body is a page at one moment, and how the screen came to it.
type body struct {
	snapshot.Snapshot
	url         router.URL
	description string
	parts       []markup.Part // that stand in it
	past        snapshot.History
	charge      *live.Charge // for it and what is kept beside it; nil: it is not kept

	mu     sync.Mutex
	events map[telling]*sse.Frame

	bridging sync.Mutex
	bridges  map[string][]byte // from versions of other screens; nil: there is none
}

// telling names an event of a body: for whom it is.
type telling struct {
	held string // "": whoever holds something unknown
	kind live.Kind
}

// What a screen is on a tab.
const (
	ofPage live.Kind = iota
	ofPart
)

// bodyOf returns the body that a screen shows, nil where there is none any more.
func bodyOf(c live.Content[*sse.Frame]) *body {
	b, _ := c.(*body)
	return b
}

// weigh charges for what is kept beside the body from now on.
func (b *body) weigh(bytes int) {
	if b.charge != nil && bytes > 0 {
		b.charge.Grow(bytes)
	}
}

// EventFrom implements [live.Content].
func (b *body) EventFrom(held string, kind live.Kind) (frame *sse.Frame, known bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if frame = b.events[telling{held, kind}]; frame != nil {
		return frame, held != ""
	}
	delta, known := b.past.DeltaFrom(held)
	if !known {
		held, delta = "", nil
		if frame = b.events[telling{held, kind}]; frame != nil {
			return frame, false
		}
	}
	e := sse.Event{ID: []byte(b.Version)}
	switch {
	case kind == ofPart:
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
	b.events[telling{held, kind}] = frame
	b.weigh(len(e.Data))
	return frame, known
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
	b.bridging.Lock()
	defer b.bridging.Unlock()
	if delta, known := b.bridges[from.Version]; known {
		return delta, delta != nil
	}
	was, is := from.Size(), b.Size()
	if delta, ok = snapshot.Diff(from.Snapshot, b.Snapshot); !ok {
		delta = nil
	}
	from.weigh(from.Size() - was) // for the index
	b.weigh(b.Size() - is + len(delta))
	if b.bridges == nil || len(b.bridges) >= maxBridges {
		b.bridges = map[string][]byte{}
	}
	b.bridges[from.Version] = delta
	return delta, ok
}

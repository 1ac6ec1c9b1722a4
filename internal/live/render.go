package live

import (
	"context"
	"runtime"
	"time"
)

// A slot is held by one load that renders.
type slot struct {
	client  *renderClient
	granted chan struct{}
	since   time.Time // zero: it waits, or has ended

	recent     bool  // see recentSlots
	prev, next *slot // that was granted before and after this one
}

// BeginRender waits until a load of this route may render, and returns what ends that. Call it when
// the content's data is there. The slot also ends with the context, so a load that hangs does not
// keep it. The error is that of the context.
//
// If the context is that of a load, the client who waits for the load takes its turn: see
// [Screen.LoadNow].
func (h *Hub[E]) BeginRender(ctx context.Context, route string) (end func(), err error) {
	q := &h.renders
	limit := h.MaxConcurrentRenders
	if limit <= 0 {
		limit = 2 * runtime.GOMAXPROCS(0)
	}
	client := ""
	if c, ok := ctx.Value(callKey{}).(*call[E]); ok {
		client = c.client
	}
	s := q.add(route, client, limit)
	select {
	case <-s.granted:
	case <-ctx.Done():
		q.end(s)
		return nil, ctx.Err()
	}
	//mutant:arg(2, func() {}) TestHungRenderLosesSlot: a render that hangs does not keep a slot
	stop := context.AfterFunc(ctx, func() { q.end(s) })
	return func() {
		stop()
		q.end(s)
	}, nil
}

// callKey is the key of the call in the context of a load.
type callKey struct{}

package sse

import (
	"math/rand/v2"
	"net/http"
	"time"
)

// A Stream is what one tab brings when it opens its stream.
type Stream struct {
	Hello   *Frame    // sent first; may be nil
	Expires time.Time // when the stream ends; zero: never
	Topic   string    // a notice on it ends the stream; "": none
	Bye     *Frame    // sent when a notice ends the stream, and not when one may have been lost; may be nil
	Signal  string    // a notice on this topic sends SignalFrame, and the stream goes on; "": none
	Since   Moment    // notices on both topics count that came later: Hub.Now before the viewer was resolved. Zero: when Serve was called.

	SignalFrame *Frame // must be there where Signal is
}

// A Sub is one screen that a tab shows.
type Sub struct {
	Screen *Screen
	Held   string // the version of it that the tab holds, or ""
}

// Serve sends a tab what is new on its screens until the peer goes, the stream expires or gets old, a notice ends it, or the hub
// closes. The first sub is the page, the others are its parts. An error of the page before the first byte is returned, with
// nothing written; an error of a part is an event of its source, and whatever fails later is the network's business.
//
// Where it can, Serve parks the connection: the stream lives on without a goroutine, and stay is nil. That needs Linux, HTTP/1 without TLS
// over TCP or a unix socket, and middleware that lets the connection be hijacked and has not encoded the response. Otherwise the handler must call stay, which
// returns when the stream ends: from as shallow a place as it can, since what its goroutine has on the stack by then is kept for as long as the tab is
// open. Either way the caller may release the screens when Serve returns.
func (h *Hub) Serve(w http.ResponseWriter, r *http.Request, st Stream, page Sub, parts ...Sub) (stay func(), err error) {
	if st.Since == 0 {
		st.Since = h.Now()
	}
	guest := &arrival{stream: st, page: page, parts: parts}
	if err := h.admit(guest); err != nil {
		return nil, err
	}
	defer h.giveBack(guest)
	return h.usher(w, r, guest)
}

// usher brings a stream from its request to the transport that it stays with.
func (h *Hub) usher(w http.ResponseWriter, r *http.Request, guest *arrival) (stay func(), err error) {
	err = guest.page.Screen.settle(r.Context(), guest.page.Held)
	if h.refuses() {
		return nil, ErrClosed
	}
	if err != nil {
		return nil, err
	}
	if err := passes(w); err != nil {
		h.say("no stream gets out", "err", err)
		return nil, err
	}
	hijack := parks && h.mayHijack(w, r)
	out := response{w: w, rc: http.NewResponseController(w), timeout: h.WriteTimeout}
	if h.packs(w, r) {
		out.coding = []string{"gzip"}
	}
	if err := out.rc.SetWriteDeadline(time.Time{}); err != nil && served(r) {
		h.say("a middleware hides the deadlines: the server's WriteTimeout ends streams, and without one a tab that never reads is kept", "err", err)
	}
	out.open(guest.stream.Hello, hijack)
	if r.Method == http.MethodHead {
		return nil, nil
	}
	if out.recoded() {
		h.say("streams cannot be parked: a middleware encodes them, and should leave them alone: the hub compresses them by itself", "encoding", encoding(w))
		if hijack = false; out.coding != nil {
			h.recoded.Store(true)
			return nil, nil // what is out was encoded twice, and nobody can read it; the tab comes back
		}
	}
	guest.ends, guest.packed = h.ends(guest.stream.Expires), out.coding != nil
	if hijack {
		if conn := h.hijack(out); conn != nil {
			if h.lot.park(conn, guest) {
				return nil, nil
			}
			return h.attendConn(conn, guest), nil
		}
	}
	return h.attend(out, r.Context().Done(), guest).stay, nil
}

func (h *Hub) refuses() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.draining
}

// An arrival is a stream that no transport has yet.
type arrival struct {
	stream Stream
	page   Sub
	parts  []Sub
	ends   time.Time
	packed bool // it is compressed

	entered bool // the hub's lock guards it
}

// ends returns when a stream that opens now ends: when it expires, or when it is old. Zero: never.
func (h *Hub) ends(expires time.Time) time.Time {
	if h.MaxAge <= 0 {
		return expires
	}
	old := time.Now().Add(h.MaxAge - rand.N(h.MaxAge/5+1))
	if expires.IsZero() || old.Before(expires) {
		return old
	}
	return expires
}

// seat makes a tab of the arrival, which nobody knows of yet.
func (a *arrival) seat(t *tab, out transport) {
	t.out, t.bye = out, a.stream.Bye
	if a.stream.Signal != "" {
		t.ear = &ear{who: (*signaled)(t), topic: a.stream.Signal, frame: a.stream.SignalFrame}
	}
	if a.stream.Topic != "" {
		t.ear = &ear{who: t, topic: a.stream.Topic, also: t.ear}
	}
	t.page = a.page.of(t)
	if len(a.parts) > 0 {
		parts := make([]sub, len(a.parts))
		for i, part := range a.parts {
			parts[i] = part.of(t)
		}
		t.parts = &parts
	}
}

func (s Sub) of(t *tab) sub {
	return sub{tab: t, screen: s.Screen, shown: shown{version: s.Held}}
}

// enter makes the tab known to its screens and to its topic: from now on it is woken, and the transport must look once by itself. A notice on the
// topic that was given before, but after the viewer was looked at, ends it too, and so does the doubt whether there was one.
func (h *Hub) enter(t *tab, guest *arrival) {
	for s := range t.subs {
		s.screen.enter(s, s != &t.page)
	}
	// Only now, so that either Drain finds the tab on its screens, or the tab finds that it came too late.
	h.mu.Lock()
	h.opening--
	h.streams++
	guest.entered = true
	since := guest.stream.Since
	for s := range t.subs {
		s.screen.users++
	}
	draining := h.draining
	var missed []func()
	for e := t.ear; e != nil; e = e.also {
		h.index.add(e)
		switch {
		case h.notices.named(e.topic, since):
			missed = append(missed, e.who.hear)
		case h.notices.since(e.topic, since):
			missed = append(missed, e.who.doubt)
		}
	}
	h.mu.Unlock()
	if draining {
		t.end(endClose)
	}
	for _, tell := range missed {
		tell()
	}
}

// leave undoes enter.
func (h *Hub) leave(t *tab) {
	for s := range t.subs {
		s.screen.leave(s)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.streams--
	for e := t.ear; e != nil; e = e.also {
		h.index.remove(e)
	}
	for s := range t.subs {
		s.screen.release()
	}
}

// enter adds a sub to those who look. A page has settled; a part has not, and waits for nobody.
func (s *Screen) enter(v *sub, part bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v.next = s.tabs; v.next != nil {
		v.next.prev = v
	}
	s.tabs = v
	if v.version != "" && s.content != nil && s.content.Version() == v.version {
		v.version = s.content.Version() // the same string for all
	}
	if part {
		if v.came = s.begun; v.version != "" && (s.content == nil || s.content.Version() != v.version) {
			v.came = s.meet(v.version)
		}
	}
	if s.content == nil && s.err == nil && s.running == nil {
		s.join()
	}
	s.plan(0) // content with an end, or stale content, needs its timer again
}

func (s *Screen) leave(v *sub) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v.prev != nil {
		v.prev.next = v.next
	} else {
		s.tabs = v.next
	}
	if v.next != nil {
		v.next.prev = v.prev
	}
	if s.tabs == nil {
		s.wanted = 0
		s.plan(0)
	}
}

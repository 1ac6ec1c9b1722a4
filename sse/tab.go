package sse

import "sync/atomic"

// A tab is what is to be said to one open stream: always the newest, never what lies between. How it gets there is its transport's business.
// Only the transport calls next, one call at a time.
type tab struct {
	out    transport
	bye    *Frame
	ending atomic.Uint32 // why, once it has to end
	signal atomic.Bool   // a notice on the topic that signals was given, and not yet sent
	ear    *ear          // hears the topic that ends it, and the one that signals
	page   sub
	parts  *[]sub // most tabs have none
}

// subs goes through the tab's screens: the page, then its parts.
func (t *tab) subs(yield func(*sub) bool) {
	if !yield(&t.page) || t.parts == nil {
		return
	}
	for i := range *t.parts {
		if !yield(&(*t.parts)[i]) {
			return
		}
	}
}

// A transport brings one tab's bytes to its peer. When it is woken, and whenever there is room, it asks the tab for the next frame.
type transport interface {
	// wake says that there may be something to say, or that the tab ends. It never waits, and may be called with locks held.
	wake()
}

// A sub is one screen on a tab.
type sub struct {
	tab        *tab
	screen     *Screen
	prev, next *sub   // of the screen; its lock guards these
	came       uint64 // loads that had begun before it came; zero once it was shown something
	shown
}

// shown is what a sub was told last.
type shown struct {
	version string
	stale   bool
}

// Reasons for the end of a tab; the first one counts.
const (
	endClose  uint32 = iota + 1 // the hub closes
	endNotice                   // a notice on the stream's topic
	endTime                     // it expired, or is old
	endDoubt                    // a notice on the stream's topic may have been lost
	endGone                     // the peer is gone, or takes nothing
)

func (t *tab) end(why uint32) {
	if t.ending.CompareAndSwap(0, why) {
		t.out.wake()
	}
}

func (t *tab) hear()  { t.end(endNotice) }
func (t *tab) doubt() { t.end(endDoubt) }

// signaled is a tab that hears a topic which does not end it.
type signaled tab

func (t *signaled) hear() {
	if !t.signal.Swap(true) {
		t.out.wake()
	}
}

func (t *signaled) doubt() { t.hear() }

// signalFrame is what the topic that signals sends.
func (t *tab) signalFrame() *Frame {
	e := t.ear
	for e.frame == nil {
		e = e.also
	}
	return e.frame
}

// A turn is one frame to write. Once its first byte is out there is no way back, and done says so; till then, it can be dropped for a newer one.
type turn struct {
	frame *Frame // nil: nothing to say
	last  bool   // the stream ends after it
	sub   *sub
	then  shown
	tab   *tab // whose signal it is
}

func (t turn) done() {
	if t.tab != nil {
		t.tab.signal.Store(false)
	}
	if t.sub != nil {
		t.sub.shown, t.sub.came = t.then, 0
	}
}

// next returns what is to be said now.
func (t *tab) next() turn {
	switch t.ending.Load() {
	case 0:
	case endNotice:
		return turn{frame: t.bye, last: true}
	default:
		return turn{last: true}
	}
	if t.signal.Load() {
		return turn{frame: t.signalFrame(), tab: t}
	}
	for s := range t.subs {
		turn := s.news()
		turn.last = turn.last && s == &t.page
		if turn.frame != nil || turn.last {
			return turn
		}
	}
	return turn{}
}

// news returns the event that brings the sub from what it was told last to what is now, whatever lay between.
func (s *sub) news() turn {
	part := s != &s.tab.page
	content, landed, err := s.screen.level()
	var t turn
	switch {
	case err != nil && !s.stale:
		t = turn{sub: s, then: shown{s.version, true}}
		t.frame, t.last = s.screen.source.Stale(err, part)
	case err != nil, content == nil:
		return turn{} // it knows, or it comes
	case content.Version() != s.version:
		event, known := content.Since(s.version, part)
		// What it holds, if nobody here knows it, may be newer than a load that began before it came, so it must not be taken back.
		if event == nil || landed <= s.came && s.version != "" && !known {
			if s.screen.awaits(max(landed, s.came)) {
				return turn{}
			}
			return s.news()
		}
		t = turn{sub: s, then: shown{content.Version(), false}, frame: event}
	case s.stale:
		t = turn{sub: s, then: shown{s.version, false}, frame: s.screen.source.Again(part)}
	}
	if t.frame == nil {
		t.done()
	}
	return t
}

// level returns what the last load found, and which one that was.
func (s *Screen) level() (content Content, landed uint64, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.content, s.landed, s.err
}

// awaits sees to the landing of a load after the given one, which wakes the tabs even if it brings no news. It reports whether
// that is still to come.
func (s *Screen) awaits(after uint64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.landed > after || s.closed {
		return s.closed
	}
	if s.wanted <= after {
		s.wanted = after + 1
		s.plan(0)
	}
	return true
}

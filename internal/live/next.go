package live

// An update is the next event of a subscription, and what the client has after it.
type update[E comparable] struct {
	event   E
	end     bool
	version *string
	failed  bool
}

// Next returns the newest event that the tab lacks, or none, and whether the stream ends then. The
// tab takes the event for sent when Sent is called. If Next is called before that, it forgets the
// event and returns the one that is newest by then.
func (t *Tab[E]) Next() (event E, end bool) {
	var none E
	t.next = nil
	t.first.delay &^= delayOffered
	switch t.closing.Load() {
	case 0:
	//mutant:delete TestTabIsClosedByATopic: a notification closes a tab
	case closeNotified:
		return t.eventOf(t), true
	default:
		return none, true
	}
	if t.signal.Load() != signalNone {
		t.signal.CompareAndSwap(signalDue, signalOffered)
		return t.eventOf((*signaledTab[E])(t)), false
	}
	if event, ok := t.delayEvent(); ok {
		return event, false
	}
	for s := range t.all {
		u := s.nextUpdate()
		// An error of another subscription does not end the stream.
		//mutant:true(2) TestOtherSubscriptionsDoNotDelayTheFirst
		u.end = u.end && s == &t.first
		if u.event != none {
			// An event counts as sent after Sent, not before.
			//mutant:insert(s.sent(u.version, u.failed)) TestNextWithoutSent
			t.next, t.nextVersion, s.nextFailed = s, u.version, u.failed
			return u.event, u.end
		}
		if u.end {
			return none, true
		}
	}
	return none, false
}

// Sent says that the first byte of the event that Next returned is out, so it can not be replaced
// by a newer one.
func (t *Tab[E]) Sent() {
	s := t.next
	if s == nil {
		if t.delayWasSent() {
			return
		}
		// A notification that came since Next sends the event again.
		// A signal that comes while its event is written is sent again.
		//mutant:insert(t.signal.Store(signalNone)) TestSignalWhileTheEventIsWritten
		t.signal.CompareAndSwap(signalOffered, signalNone)
		return
	}
	s.sent(t.nextVersion, s.nextFailed)
	t.next, t.nextVersion = nil, nil
}

func (s *subscription[E]) sent(version *string, failed bool) {
	s.version, s.failed, s.minLoad = version, failed, 0
}

// nextUpdate returns the event that brings the client from what it was sent last to the current
// state, whatever was in between.
func (s *subscription[E]) nextUpdate() (u update[E]) {
	var none E
	now := s.screen.current()
	switch {
	case now.err != nil && !s.failed:
		u = update[E]{version: s.version, failed: true}
		u.event, u.end = s.screen.loader.ErrorEvent(now.err, s.kind)
	case now.err != nil, now.version == nil:
		return u // the client knows, or the load will wake the tab
	case !sameVersion(now.version, s.version):
		event, ok := s.eventFrom(now)
		if !ok {
			if s.screen.waitFor(max(now.load, s.minLoad)) {
				return u
			}
			return s.nextUpdate()
		}
		u = update[E]{event: event, version: now.version}
	case s.failed:
		u = update[E]{version: s.version}
		u.event = s.screen.loader.RecoveredEvent(s.kind)
	default:
		return u
	}
	if u.event == none {
		s.sent(u.version, u.failed)
	}
	return u
}

// eventFrom returns the event that brings the client to the current content. It reports false if
// that takes another load: the content was evicted, or may be older than what the client has.
func (s *subscription[E]) eventFrom(now result[E]) (event E, ok bool) {
	if now.content == nil {
		//mutant:true(2) TestEvictedContent$: evicted content is loaded again
		return event, false
	}
	version := ""
	if s.version != nil {
		version = *s.version
	}
	event, known := now.content.EventFrom(version, s.kind)
	// An unknown version of the client may be newer than the content of a load that started
	// before the client connected. Older content must not replace it.
	// The other subscriptions are not sent older content.
	//mutant:true(2) TestOtherSubscriptionIsNotSentOlderContent
	return event, known || version == "" || now.load > s.minLoad
}

func sameVersion(a, b *string) bool { return a == b || a != nil && b != nil && *a == *b }

// waitFor makes sure that a load later than the given one runs and wakes the tabs, even if nothing
// has changed. It reports whether that load is still to come.
func (s *Screen[E]) waitFor(load uint64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.finished > load || s.closed {
		return s.closed
	}
	if s.wantLoad <= load {
		s.wantLoad = load + 1
		s.schedule(0)
	}
	return true
}

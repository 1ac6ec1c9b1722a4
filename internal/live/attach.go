package live

// Attach makes a tab. From now on the hub wakes the transport. The transport must call Next once by
// itself. The caller may release the screens: the tab holds them until it is closed.
func (h *Hub[E]) Attach(o TabOptions[E], waker Waker) *Tab[E] {
	t := &Tab[E]{waker: waker}
	if o.SignalTopic != "" {
		t.entries = &entry[E]{listener: (*signaledTab[E])(t), topic: o.SignalTopic, event: o.SignalEvent}
	}
	if o.CloseTopic != "" {
		t.entries = &entry[E]{listener: t, topic: o.CloseTopic, event: o.CloseEvent, nextOfTab: t.entries}
	}
	t.first.init(t, o.Subscriptions[0])
	t.first.quota = o.Permit.id
	if rest := o.Subscriptions[1:]; len(rest) > 0 {
		others := make([]subscription[E], len(rest))
		for i, s := range rest {
			others[i].init(t, s)
		}
		t.others = &others
	}
	for s := range t.all {
		s.screen.attach(s)
	}
	h.listen(t, o.AfterSeq)
	return t
}

func (s *subscription[E]) init(t *Tab[E], o Subscription[E]) {
	s.tab, s.screen, s.kind = t, o.Screen, o.Kind
	if version := o.Version; version != "" {
		// A client that is current is sent nothing.
		//mutant:delete TestReconnectWithCurrentVersionIsSilent
		s.version = &version
	}
}

// listen adds the tab's topics to the index and makes notifications count that came after seq.
func (h *Hub[E]) listen(t *Tab[E], seq Seq) {
	var calls []func()
	h.mu.Lock()
	if seq == 0 {
		seq = h.log.last
	}
	h.tabs++
	for s := range t.all {
		s.screen.users++
	}
	for e := t.entries; e != nil; e = e.nextOfTab {
		h.index.add(e)
		switch {
		// A notification before the tab was attached counts.
		//mutant:false TestNotificationBeforeTheStream|TestNotificationWhilePreparing
		case h.log.changed(e.topic, seq):
			calls = append(calls, e.listener.notify)
		// A notification that may have come before the tab was attached counts.
		//mutant:false TestNotificationBeforeTheStream
		case h.log.mayHaveChanged(e.topic, seq):
			calls = append(calls, e.listener.mayHaveMissed)
		}
	}
	h.mu.Unlock()
	for _, call := range calls {
		call()
	}
}

// Close says that the stream has ended.
func (t *Tab[E]) Close() {
	for s := range t.all {
		s.screen.detach(s)
	}
	h := t.first.screen.hub
	h.quotas.give(t.first.quota, t.screens())
	h.mu.Lock()
	defer h.mu.Unlock()
	h.tabs--
	for e := t.entries; e != nil; e = e.nextOfTab {
		h.index.remove(e)
	}
	for s := range t.all {
		s.screen.release()
	}
}

// attach adds a subscription to the screen. Prepare has waited for the content of the first one,
// and not for that of the others.
func (s *Screen[E]) attach(sub *subscription[E]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if sub.next = s.tabs; sub.next != nil {
		sub.next.prev = sub
	}
	s.tabs = sub
	current := s.version != nil && sameVersion(s.version, sub.version)
	if current {
		sub.version = s.version // so that tabs share the string
	}
	if sub != &sub.tab.first {
		// A client without a version takes any content, so it waits for no later load.
		switch {
		case current:
			sub.minLoad = s.started
		case sub.version != nil:
			sub.minLoad = s.firstSeen(*sub.version)
		}
	}
	if s.version == nil && s.err == nil && s.running == nil {
		s.joinNow("")
	}
	s.schedule(0) // content that expires, or a load that failed, needs its timer again
}

func (s *Screen[E]) detach(sub *subscription[E]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if sub.prev != nil {
		sub.prev.next = sub.next
	} else {
		s.tabs = sub.next
	}
	if sub.next != nil {
		sub.next.prev = sub.prev
	}
	if s.tabs == nil {
		s.wantLoad = 0
		s.schedule(0)
	}
}

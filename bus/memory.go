package bus

import "sync"

// A Local is the bus of one process. Its zero value is ready to use.
type Local struct {
	mu        sync.RWMutex
	receivers map[*Receiver]struct{}
	channels  map[*channelReceiver]struct{}
}

// Memory returns a bus for one process.
func Memory() *Local { return &Local{} }

// Notify implements [Bus].
func (l *Local) Notify(topics ...string) {
	if len(topics) == 0 {
		return
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	for r := range l.receivers {
		r.Notify(topics)
	}
}

// gap tells all receivers that notifications may have been lost.
func (l *Local) gap() {
	l.mu.RLock()
	defer l.mu.RUnlock()
	for r := range l.receivers {
		if r.Gap != nil {
			r.Gap()
		}
	}
}

// healthChanged tells all receivers what works.
func (l *Local) healthChanged(h Health) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	for r := range l.receivers {
		if r.Health != nil {
			r.Health(h)
		}
	}
}

// Subscribe implements [Bus].
func (l *Local) Subscribe(r Receiver) (cancel func()) {
	key := &r
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.receivers == nil {
		l.receivers = map[*Receiver]struct{}{}
	}
	l.receivers[key] = struct{}{}
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.receivers, key)
	}
}

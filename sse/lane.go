package sse

import "sync"

// lanes are where loads wait their turn: in one those that somebody waits for, in the other those that a change asked for.
type lanes struct{ hurried, plain lane }

// patience is how many loads that somebody waits for run at once, for each that a change asked for.
const patience = 16

// A lane runs loads, so many at once, first come first served. One that waits costs an entry in a list, and no goroutine: a
// notice may concern every screen there is.
type lane struct {
	mu      sync.Mutex
	running int
	waiting []*flight
}

func (l *lane) add(f *flight, limit int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.running >= max(limit, 1) {
		l.waiting = append(l.waiting, f)
		return
	}
	l.running++
	go l.run(f)
}

func (l *lane) run(f *flight) {
	for f != nil {
		f.screen.fly(f)
		f = l.next()
	}
}

func (l *lane) next() (f *flight) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.waiting) == 0 {
		l.waiting = nil
		l.running--
		return nil
	}
	f, l.waiting[0] = l.waiting[0], nil
	l.waiting = l.waiting[1:]
	return f
}

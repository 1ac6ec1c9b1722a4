package framework

import (
	"sync"
	"time"

	"github.com/goldfish-go/goldfish/bus"
)

const (
	// What is over sooner is told to nobody: a broker that is restarted, a connection that broke.
	tellAfter = 5 * time.Second
	// Notifications must come on time for so long, until pages say so.
	onTimeAfter = 2 * time.Second
)

// An outage is what the app does while the store's database cannot be read, or the waker does not
// wake. It tells the hub, and the hub tells the tabs.
type outage struct {
	hub interface {
		Suspend(error)
		MarkStale()
		Resume(spread time.Duration)
		SetDelayed(bool)
		Reload(spread time.Duration)
	}
	spread func() time.Duration // over which all screens load again

	mu       sync.Mutex
	health   bus.Health
	delayed  bool // tabs were told that updates come late
	resynced bool // since then
	stale    *time.Timer
	delay    *time.Timer
	closed   bool
}

// healthChanged is the receiver of the bus.
//
// While the database cannot be read, screens do not try to load: the store's read is the only
// probe. After a while pages say that they may be out of date.
//
// While nodes are not woken, they find changes by reading at intervals. After a while pages say
// that updates are delayed.
func (o *outage) healthChanged(h bus.Health) {
	o.mu.Lock()
	defer o.mu.Unlock()
	before := o.health
	o.health = h
	if o.closed {
		return
	}
	switch {
	case before.Log == nil && h.Log != nil:
		o.hub.Suspend(h.Log)
		o.stale = time.AfterFunc(tellAfter, o.hub.MarkStale)
	case before.Log != nil && h.Log == nil:
		o.stale.Stop()
		o.hub.Resume(o.spread())
	}
	if late := h.Waker != nil; late != (before.Waker != nil) {
		if o.delay != nil {
			o.delay.Stop()
		}
		switch {
		case late && !o.delayed:
			o.delay = time.AfterFunc(tellAfter, o.tellDelayed)
		case !late && o.delayed:
			o.delay = time.AfterFunc(onTimeAfter, o.tellDelayed)
		}
	}
}

// tellDelayed tells the tabs what has been so for a while: that updates are delayed, or are not any
// more. Then all screens are looked at again, unless that was done since.
func (o *outage) tellDelayed() {
	o.mu.Lock()
	defer o.mu.Unlock()
	late := o.health.Waker != nil
	if o.closed || late == o.delayed {
		return
	}
	o.delayed = late
	o.hub.SetDelayed(late)
	if !late && !o.resynced {
		o.hub.Reload(o.spread())
	}
	o.resynced = false
}

// noteResync notes that all screens are looked at again.
func (o *outage) noteResync() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.resynced = true
}

// down returns the error of the database, or nil if it can be read.
func (o *outage) down() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.health.Log
}

func (o *outage) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed = true
	for _, timer := range []*time.Timer{o.stale, o.delay} {
		if timer != nil {
			timer.Stop()
		}
	}
}

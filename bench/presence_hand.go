//go:build linux

package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/presence"
)

func init() {
	subjects["presence-hand"] = func(offer) subject { return newPresenceHand(0) }
	subjects["presence-hand-interval"] = func(offer) subject { return newPresenceHand(time.Second) }
}

// attendance is presence as one writes it by hand for one process: a list of people under a mutex,
// a handler for each tab, and fragments that are rendered once for all. It is lean: the list is
// kept sorted, the names are sent only if they have changed, a slow reader skips to the newest. It
// has no deadlines, no expiry, no other node, and who reloads has left.
type attendance struct {
	interval time.Duration // between two editions; 0: each change is one
	newest   atomic.Pointer[attendanceEdition]
	open     atomic.Int64
	views    atomic.Int64

	mu     sync.Mutex
	tabs   map[int]int       // how many each person has
	sorted []presence.Person // by name
	guests map[chan struct{}]struct{}
	dirty  bool
}

// A attendanceEdition is rendered and encoded once.
type attendanceEdition struct {
	version     string
	named       int // counts changes of the names
	html, names []byte
	short, full []byte // events: the number, and that with the names
}

func newPresenceHand(interval time.Duration) subject {
	c := &attendance{interval: interval, tabs: map[int]int{}, guests: map[chan struct{}]struct{}{}}
	c.publish()
	if interval > 0 {
		go func() {
			for range time.Tick(interval) {
				c.mu.Lock()
				if c.dirty {
					c.publish()
				}
				c.mu.Unlock()
			}
		}()
	}
	return subject{
		Handler: c,
		views:   &c.views,
		change:  func(string) {},
		streams: func() (int, int) { return int(c.open.Load()), 0 },
	}
}

func (c *attendance) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !strings.Contains(r.Header.Get("Accept"), wire.StreamType) {
		now := c.newest.Load()
		fmt.Fprintf(w, `<div data-gf-version="%s">%s</div>`, now.version, now.html)
		return
	}
	c.open.Add(1)
	defer c.open.Add(-1)
	woken := make(chan struct{}, 1)
	defer c.join(int(userOf(r)), woken)()
	h := w.Header()
	h.Set("Content-Type", wire.StreamType+"; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	fmt.Fprint(w, "event:hello\ndata:{\"heartbeat\":20}\n\n")
	held, named := r.Header.Get(wire.VersionHeader), 0
	rc := http.NewResponseController(w)
	heartbeat := time.NewTicker(20 * time.Second)
	defer heartbeat.Stop()
	for {
		if now := c.newest.Load(); now.version != held {
			frame := now.short
			if now.named != named {
				frame = now.full
			}
			if _, err := w.Write(frame); err != nil {
				return
			}
			held, named = now.version, now.named
		}
		if rc.Flush() != nil {
			return
		}
		select {
		case <-woken:
		case <-heartbeat.C:
			fmt.Fprint(w, ":\n\n")
		case <-r.Context().Done():
			return
		}
	}
}

// join adds a tab of a person; nobody is 0.
func (c *attendance) join(who int, woken chan struct{}) (leave func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.guests[woken] = struct{}{}
	c.count(who, 1)
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.guests, woken)
		c.count(who, -1)
	}
}

// count notes a tab more or less of a person. The lock is held.
func (c *attendance) count(who, more int) {
	if who == 0 {
		return
	}
	before := c.tabs[who]
	c.tabs[who] = before + more
	if c.tabs[who] == 0 {
		delete(c.tabs, who)
	}
	if (before == 0) == (before+more == 0) {
		return
	}
	p := presence.Person{ID: strconv.Itoa(who), Name: personName(user(who))}
	i, _ := slices.BinarySearchFunc(c.sorted, p, func(a, b presence.Person) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	if more > 0 {
		c.sorted = slices.Insert(c.sorted, i, p)
	} else {
		c.sorted = slices.Delete(c.sorted, i, i+1)
	}
	if c.interval > 0 {
		c.dirty = true
	} else {
		c.publish()
	}
}

// publish renders the newest edition and tells all tabs. The lock is held.
func (c *attendance) publish() {
	c.views.Add(1)
	here := presence.People{List: c.sorted[:min(len(c.sorted), roomNames)], Total: len(c.sorted)}
	e := &attendanceEdition{named: 1, names: bytesOf(roomNamesView(here.List))}
	if last := c.newest.Load(); last != nil {
		e.named = last.named
		if !bytes.Equal(e.names, last.names) {
			e.named++
		}
	}
	e.version = fmt.Sprint(e.named, "-", here.Total)
	total := bytesOf(roomTotalView(here.Total))
	e.short = fmt.Appendf(nil, "id:%s\ndata:%s\n\n", e.version, total)
	e.full = fmt.Appendf(nil, "id:%s\ndata:%s\ndata:%s\n\n", e.version, total, e.names)
	e.html = bytesOf(roomView(here))
	c.newest.Store(e)
	c.dirty = false
	for woken := range c.guests {
		select {
		case woken <- struct{}{}:
		default: // it will look anyway
		}
	}
}

func bytesOf(t templ.Component) []byte {
	var b bytes.Buffer
	_ = t.Render(context.Background(), &b)
	return b.Bytes()
}

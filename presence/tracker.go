package presence

import (
	"context"
	"crypto/rand"
	"log/slog"
	"sync"
	"time"

	"github.com/goldfish-go/goldfish/bus"
)

const channel = "presence"

// A Tracker is one node's part of presence. The framework has one for each app.
type Tracker struct {
	bus    bus.Broadcaster // nil: this node is alone
	notify func(topics ...string)
	log    *slog.Logger
	node   string
	wake   chan struct{} // holds one if there is something to do
	start  sync.Once
	cancel func()
	ctx    context.Context
	done   sync.WaitGroup

	mu       sync.Mutex
	closed   bool
	full     bool
	members  int                         // own ones
	own      map[string]map[string]*tabs // of this node: by place and ID
	leaving  map[*tabs]time.Time         // those without a tab
	changed  map[change]bool             // what other nodes do not know yet; true: is there
	rooms    map[string]*room
	dirty    map[*room]bool // to be notified, or forgotten
	signaled map[*room]bool // those with signals
	nodes    map[string]*peer
	seq      uint64 // of the last message about people
	outgoing map[signalID]signal
	sent     []message

	flushAt, sendSignalsAt, stateAt, beatAt time.Time // not before
	stateDue                                bool      // another node asks for it
}

// tabs are those of one person at one place, on this node.
type tabs struct {
	place, id, name string
	open            int
}

type change struct{ place, id string }

// A room is what this node knows of a place.
type room struct {
	place   string
	members map[string]*member
	signals map[string]*signal

	people     *People  // as it was when the topic was notified last; nil: not asked for since
	signalList []Signal // the same
	current    bool     // signalList is
	at         [2]time.Time
	due        [2]bool // people, signals
}

// A member is a person, and on how many nodes.
type member struct {
	name  string
	nodes int
}

// New returns a tracker. The bus may be nil. Notify is called with topics whose readers must read
// again; it must not wait. Nothing runs until the tracker is used.
func New(b bus.Broadcaster, notify func(topics ...string), log *slog.Logger) *Tracker {
	return &Tracker{
		bus: b, notify: notify, log: log,
		node:     rand.Text(),
		wake:     make(chan struct{}, 1),
		own:      map[string]map[string]*tabs{},
		leaving:  map[*tabs]time.Time{},
		changed:  map[change]bool{},
		rooms:    map[string]*room{},
		dirty:    map[*room]bool{},
		signaled: map[*room]bool{},
		nodes:    map[string]*peer{},
		outgoing: map[signalID]signal{},
	}
}

// started starts the tracker when it is used first. No lock is held.
func (t *Tracker) started() {
	t.start.Do(func() {
		ctx, stop := context.WithCancel(context.Background())
		unsubscribe := func() {}
		if t.bus != nil {
			unsubscribe = t.bus.Receive(channel, t.receive)
			if !t.bus.Reaches() {
				t.log.Info("goldfish: presence and signals stay in this process: the store has no waker that carries messages")
			}
		}
		t.mu.Lock()
		t.ctx = ctx
		t.cancel = func() { unsubscribe(); stop() }
		t.beatAt = time.Now().Add(beatInterval)
		t.sent = append(t.sent, message{Kind: kindAsk}) // everybody
		if t.closed {
			stop()
		}
		t.mu.Unlock()
		t.done.Go(func() { t.run(ctx) })
		t.poke()
	})
}

func (t *Tracker) poke() {
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

// least is the least time between two steps, so that what comes together is handled together.
const least = 20 * time.Millisecond

func (t *Tracker) run(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		messages, topics, next := t.step(time.Now())
		for _, m := range messages {
			t.send(m)
		}
		if len(topics) > 0 {
			t.notify(topics...)
		}
		timer.Reset(max(time.Until(next), least))
		select {
		case <-ctx.Done():
			t.send(message{Kind: kindBye})
			return
		case <-timer.C:
		case <-t.wake:
			select {
			case <-time.After(least):
			case <-ctx.Done():
			}
		}
	}
}

// Close tells the other nodes that this one ends. Its people leave after a moment.
func (t *Tracker) Close() {
	t.mu.Lock()
	t.closed = true
	cancel := t.cancel
	t.mu.Unlock()
	if cancel != nil {
		cancel()
		t.done.Wait()
	}
}

// step does what is due, and returns what to send, which topics to notify, and when to come again.
func (t *Tracker) step(now time.Time) (out []message, topics []string, next time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	next = now.Add(time.Hour)
	by := func(at time.Time) bool { // reports whether it is time
		if at.After(now) {
			if at.Before(next) {
				next = at
			}
			return false
		}
		return true
	}
	for own, at := range t.leaving {
		if by(at) {
			t.leave(own)
		}
	}
	t.checkNodes(now, by)
	t.endSignals(by)
	if len(t.changed) > 0 && by(t.flushAt) {
		t.sent = append(t.sent, t.deltas()...)
		t.flushAt = now.Add(flushInterval)
	}
	if len(t.outgoing) > 0 && by(t.sendSignalsAt) {
		for id, s := range t.outgoing {
			t.sent = append(t.sent, signalMessage(id, s, now))
		}
		clear(t.outgoing)
		t.sendSignalsAt = now.Add(signalInterval)
	}
	if t.bus != nil && by(t.beatAt) {
		t.sent = append(t.sent, message{Kind: kindBeat, Seq: t.seq})
		t.beatAt = now.Add(beatInterval)
		by(t.beatAt)
	}
	if t.stateDue && by(t.stateAt) {
		t.sent = append(t.sent, t.state()...)
		t.stateDue, t.stateAt = false, now.Add(stateInterval)
	}
	topics = t.dueTopics(now, by)
	out, t.sent = t.sent, nil
	return out, topics, next
}

// dueTopics returns the topics to notify. From then on readers see the newest.
func (t *Tracker) dueTopics(now time.Time, by func(time.Time) bool) (topics []string) {
	for r := range t.dirty {
		for i, interval := range []time.Duration{notifyInterval, signalInterval} {
			//mutant:true(2) TestManyChangesAreFewRenders: a change does not render each time
			if r.due[i] && by(r.at[i].Add(interval)) {
				r.due[i], r.at[i] = false, now
				if i == 0 {
					r.people = nil
					topics = append(topics, peopleTopic(r.place))
				} else {
					r.current = false
					topics = append(topics, signalTopic(r.place))
				}
			}
		}
		empty := len(r.members) == 0 && len(r.signals) == 0
		switch {
		case r.due != [2]bool{}:
		case !empty:
			delete(t.dirty, r)
		case by(r.at[0].Add(notifyInterval)):
			delete(t.dirty, r)
			delete(t.rooms, r.place)
		}
	}
	return topics
}

func (t *Tracker) room(place string) *room {
	r := t.rooms[place]
	if r == nil {
		r = &room{place: place, members: map[string]*member{}, signals: map[string]*signal{}}
		t.rooms[place] = r
	}
	return r
}

// touch notes that the people (0) or signals (1) of a room have changed.
func (t *Tracker) touch(r *room, what int) {
	r.due[what] = true
	t.dirty[r] = true
}

// add notes that a person is at a place on one node more.
func (t *Tracker) add(place, id, name string) {
	r := t.room(place)
	m := r.members[id]
	if m == nil {
		m = &member{name: name}
		r.members[id] = m
		t.touch(r, 0)
	}
	m.nodes++
	t.rename(place, id, name)
}

func (t *Tracker) rename(place, id, name string) {
	r := t.room(place)
	if m := r.members[id]; m != nil && m.name != name {
		m.name = name
		t.touch(r, 0)
	}
}

// remove undoes add.
func (t *Tracker) remove(place, id string) {
	r := t.room(place)
	if m := r.members[id]; m != nil {
		//mutant:true TestTwoNodes: who is on another node too has not left
		if m.nodes--; m.nodes <= 0 {
			delete(r.members, id)
			t.touch(r, 0)
		}
	}
}

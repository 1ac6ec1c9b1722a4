package live

import "sync/atomic"

// A Tab is what the hub knows of one open stream: which screens it shows, and which version of each
// it was sent. Only the transport calls its methods, one call at a time.
//
// A page that nobody touches should cost next to nothing, so the fields are chosen to fit into 112
// bytes, which is a size class of Go's allocator: see docs/adr/0004-parked-streams.md.
type Tab[E comparable] struct {
	waker   Waker
	closing atomic.Uint32 // why the tab has to close, or zero
	signal  atomic.Uint32 // whether SignalEvent is to be sent
	entries *entry[E]     // the topics that close the tab and signal it
	first   subscription[E]
	// A pointer, since a slice takes 16 bytes more and most tabs have none.
	others *[]subscription[E]

	// What Next returned, for Sent.
	next        *subscription[E] // nil: an event that is of no subscription
	nextVersion *string
}

// A Waker is a transport, as the hub sees it. Its methods never wait. They may be called with
// locks held, so they must not call the tab.
type Waker interface {
	Wake() // there may be a new event
	End()  // the stream ends, with the event that Next returns, if there is one
}

// A Subscription is one screen that a tab shows.
type Subscription[E comparable] struct {
	Screen  *Screen[E]
	Version string // that the client has, or ""
	Kind    Kind
}

// TabOptions describe a tab.
type TabOptions[E comparable] struct {
	// Subscriptions are the screens; at least one. Prepare waits for the first, and only an error
	// of the first can end the stream.
	Subscriptions []Subscription[E]

	Permit Permit // from Hub.AcquirePermit; the tab gives it back when it is closed

	CloseTopic string // a notification on this topic closes the tab; "": none
	CloseEvent E      // sent when a notification closes the tab, but not when it may have been lost

	SignalTopic string // a notification on this topic sends SignalEvent; "": none
	SignalEvent E      // required with SignalTopic

	// AfterSeq makes earlier notifications on both topics count if they are later than this: set
	// it to Hub.Seq before the viewer is resolved. Zero: those before Attach do not count.
	AfterSeq Seq
}

// A subscription is a Subscription of a tab. The screen's lock guards prev and next.
type subscription[E comparable] struct {
	tab        *Tab[E]
	screen     *Screen[E]
	prev, next *subscription[E] // of the screen

	// What the client was sent last. The version is a pointer to a string that tabs share.
	version    *string // nil: nothing
	minLoad    uint64  // an unknown version may be newer than the content up to this load; zero: no
	failed     bool    // the client was told that a load failed
	nextFailed bool    // failed, after Sent
	kind       Kind
	delay      uint8   // of the tab, at its first subscription
	quota      quotaID // of the tab, at its first subscription, where there is room for it
}

// screens returns how many subscriptions the tab has.
func (t *Tab[E]) screens() int {
	if t.others == nil {
		return 1
	}
	return 1 + len(*t.others)
}

// all iterates over the subscriptions of the tab.
func (t *Tab[E]) all(yield func(*subscription[E]) bool) {
	if !yield(&t.first) || t.others == nil {
		return
	}
	for i := range *t.others {
		if !yield(&(*t.others)[i]) {
			return
		}
	}
}

// Values of Tab.closing. The first one counts.
const (
	closeNotified    uint32 = iota + 1 // a notification on CloseTopic
	closeMaybeMissed                   // a notification on CloseTopic may have been lost
)

func (t *Tab[E]) close(why uint32) {
	if t.closing.CompareAndSwap(0, why) {
		t.waker.End()
	}
}

// notify implements listener for CloseTopic.
func (t *Tab[E]) notify() { t.close(closeNotified) }

// mayHaveMissed implements listener for CloseTopic.
func (t *Tab[E]) mayHaveMissed() { t.close(closeMaybeMissed) }

// A signaledTab is a tab as the listener of its SignalTopic.
type signaledTab[E comparable] Tab[E]

// Values of Tab.signal.
const (
	signalNone    uint32 = iota
	signalDue            // a notification came
	signalOffered        // Next has returned the event, and it is not sent yet
)

func (t *signaledTab[E]) notify() {
	if t.signal.Swap(signalDue) != signalDue {
		t.waker.Wake()
	}
}

func (t *signaledTab[E]) mayHaveMissed() { t.notify() }

// eventOf returns the event of the tab's CloseTopic or SignalTopic.
func (t *Tab[E]) eventOf(l listener) (event E) {
	for e := t.entries; e != nil; e = e.nextOfTab {
		if e.listener == l {
			return e.event
		}
	}
	return event
}

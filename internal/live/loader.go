package live

import (
	"context"
	"time"
)

// A Loader loads one screen and makes its events.
type Loader[E comparable] interface {
	// Route names the route of the screen, such as "/tickets/{id}". The loads of a route share
	// their fate: see Hub.LoadTimeout. There must be few routes.
	Route() string

	// Load returns the content as it is now. Last is the content loaded before; it is nil if
	// there is none or it was evicted. If the content has not changed, Load may return last. New
	// content may keep the charge, to say later that it takes more memory.
	//
	// The context is the screen's own and ends with the screen. A load must not wait for another
	// screen: loads have limited concurrency, and they would wait for each other.
	Load(ctx context.Context, last Content[E], charge *Charge) (Loaded[E], error)

	// ErrorEvent returns the event that tells a tab about a load that failed, or none. It also
	// reports whether the tab's stream ends with it, which counts only for the tab's first
	// subscription.
	ErrorEvent(err error, kind Kind) (event E, end bool)

	// RecoveredEvent returns the event that says, after a load that failed, that the tab's
	// content is current again and unchanged. It may return none.
	RecoveredEvent(kind Kind) E
}

// A Content is what a load brought. It must be of a comparable type, such as a pointer. It does not
// change, and many goroutines use it at once.
type Content[E comparable] interface {
	// EventFrom returns the event that brings a tab from the given version to this content. It
	// also reports whether it knows that version as an earlier one of this screen. From an
	// unknown version the event must hold everything.
	EventFrom(version string, kind Kind) (event E, known bool)
}

// Loaded is the result of a load.
type Loaded[E comparable] struct {
	Content   Content[E]
	Size      int       // bytes that the content takes
	Version   string    // names the content: equal content has equal versions. Must not be empty.
	Topics    []string  // what the content depends on
	ExpiresAt time.Time // until when the content is true; zero: until a notification
	Place     string    // where those are present who show the screen; "": nowhere
}

// A Kind says for which use of a screen an event is. The hub does not look at it: a subscription
// brings it, and the loader and the content get it.
type Kind uint8

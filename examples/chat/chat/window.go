package chat

import (
	"time"

	"github.com/goldfish-go/goldfish/router"
)

const (
	tailSize   = 60  // at least so many of the newest messages are shown
	windowSize = 180 // at most so many messages are shown
	windowStep = 60  // so many come with each step up or down
)

// A Window is the stretch of a room's messages that an address shows. As messages are numbered, the
// address alone says which they are.
type Window struct {
	First, Last int64      // numbers
	Above       router.URL // the stretch before; empty: there is none
	Below       router.URL // the stretch after; empty: this is the one that grows
}

// window returns what an address shows of a room with so many messages.
func (u RoomURL) window(newest int64) (w Window) {
	switch {
	case u.From > 0:
		w.First = min(u.From, max(newest, 1))
	case u.At > 0:
		w.First = min(u.At, max(newest, 1)) - tailSize/2
	default:
		// It moves in steps, so that not each new message takes an old one off the page.
		w.First = (newest-tailSize)/windowStep*windowStep + 1
	}
	w.First = max(w.First, 1)
	w.Last = min(w.First+windowSize-1, newest)
	if w.First > 1 {
		w.Above = u.from(max(w.First-windowStep, 1))
	}
	switch {
	case w.Last < newest:
		w.Below = u.from(w.First + windowStep)
	case u.From > 0:
		w.Below = Newest(u.Room)
	}
	return w
}

// Grows reports whether new messages appear in the window.
func (w Window) Grows() bool { return w.Below == "" }

// continues reports whether a message belongs to the one before it: the same person, soon after.
func (m Message) continues(before Message) bool {
	return m.Author == before.Author && m.Sent.Sub(before.Sent) < 5*time.Minute && m.Number%windowStep != 1
}

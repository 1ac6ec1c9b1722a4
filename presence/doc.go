// Package presence answers: who looks at this now?
//
// A view says where the people who show its page are, and reads who is there:
//
//	func (c *Chat) room(ctx context.Context, me User, u RoomURL) (framework.Page, error) {
//		here := presence.At(ctx, "room:42", 20)   // 20 names, and how many there are
//		typing := presence.Signals(ctx, "room:42", 3)
//		return framework.Page{Body: room(here, typing), Presence: "room:42"}, nil
//	}
//
// The page is rendered again when that changes: at most once a second for people, and ten times a
// second for signals. No topic is needed.
//
// A person is there while a tab that is visible shows the page, on any node. Tabs of one person
// count as one, by [framework.Viewer] ID. A person leaves 5 s after the last tab, so that a reload
// or a deploy is no leaving. A stranger, who has no ID, is not there.
//
// Nothing of this is in the database. Each node tells the others who joins and leaves (package bus,
// Broadcaster), and every 15 s how many messages it has sent: a node that has missed one asks for
// all. Nobody compares clocks. The people of a node that is silent for 45 s leave. With a bus that
// carries no messages (SQLite without a waker), each process knows its own people alone.
package presence

import "time"

// Times and limits.
const (
	leaveAfter     = 5 * time.Second        // a person stays so long after the last tab
	flushInterval  = 500 * time.Millisecond // between two messages about people
	signalInterval = 100 * time.Millisecond // between two messages about signals
	notifyInterval = time.Second            // between two renders because of people
	beatInterval   = 15 * time.Second
	silentAfter    = 45 * time.Second       // a node that is not heard of is gone
	forgetAfter    = 10 * time.Minute       // then its number is forgotten too
	askInterval    = 2 * time.Second        // between two requests for the state of a node
	stateInterval  = time.Second            // between two answers to those
	reorderWait    = 300 * time.Millisecond // a message may be overtaken by others for so long

	// MaxPlaceBytes limits the name of a place; the others are cut.
	MaxPlaceBytes = 256
	maxIDBytes    = 256
	maxNameBytes  = 128
	maxValueBytes = 256

	// MaxListed is how many people or signals a view may ask for.
	MaxListed = 100

	maxMembers = 200_000 // of one node; more people are not counted
	maxNodes   = 1000
	maxPending = 256  // messages of a node that came too early
	maxSignals = 1000 // of one place
	maxTTL     = time.Minute
)

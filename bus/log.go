package bus

import "context"

// A Log is a table of changes that all nodes share. Writers add to it in the transaction of their
// effect, so a change is in the log if and only if its effect is in the database.
type Log interface {
	// Append adds topics, in a transaction of its own. The mark names the one who adds.
	Append(ctx context.Context, mark string, topics []string) error

	// Read calls visit for each change that was committed after the position, in any order, and
	// returns the new position. The position "" is the present: then Read visits nothing.
	//
	// Read must find each change exactly once, in whatever order transactions commit. If it
	// cannot know that, such as after the database was restored from a backup, it returns
	// [ErrGap] with the present position.
	Read(ctx context.Context, after string, visit func(topic, mark string)) (position string, err error)

	// Sweep removes what is too old.
	Sweep(ctx context.Context) error
}

// ErrGap is what [Log.Read] returns with the present position if changes may have been lost.
var ErrGap error = gapError{}

type gapError struct{}

func (gapError) Error() string { return "bus: changes may have been lost" }

// Everything is a name in the log that stands for all topics.
const Everything = "*"

// A Waker makes other nodes read the log at once. A wake-up may be lost, doubled or late.
//
// Where wake-ups cost next to nothing, the waker may have a method WakeInterval() time.Duration:
// the default of the option of that name.
type Waker interface {
	// Wake wakes the other nodes. An error means that they may have to find out by themselves.
	Wake(ctx context.Context) error

	// Run calls woken after each wake-up by another node, and after each connection: wake-ups may
	// have been lost before it. Run connects again by itself, with a back-off, and returns when
	// the context ends. It tells report of each error, and of nil when it is connected again.
	Run(ctx context.Context, woken func(), report func(error))
}

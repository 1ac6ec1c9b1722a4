package write

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/store/internal/tables"
)

// A Transaction runs statements that are committed together.
type Transaction interface {
	tables.Conn
	Commit(context.Context) error
	Rollback()
}

// Options configure a store. The zero value of each field is its default.
type Options struct {
	// Waker wakes other nodes after a commit, such as that of package bus/postgres. Nil: other
	// nodes read the changes table at intervals, which PollInterval says.
	Waker bus.Waker

	// PollInterval is the time between two reads of the changes table that nothing woke. Default:
	// 20 ms for SQLite, where a read takes about 20 µs, and else 1 s.
	PollInterval time.Duration

	// WakeInterval is the least time between two wake-ups of other nodes. Default: 2 ms for NATS
	// and Redis, and else 10 ms.
	WakeInterval time.Duration

	// ReadInterval is the least time between two reads of the changes table. Default: 4 ms.
	ReadInterval time.Duration

	// KeepSubmissions is for how long a submission is remembered: a retry that comes later is a
	// new submission. At least 30 min, since clients send again by themselves for 10 min.
	// Default: 24 h.
	KeepSubmissions time.Duration

	// KeepChanges is for how long rows stay in the changes table. A node that could not read for
	// half of it looks at all its screens again. At least 1 min. Default: 10 min.
	KeepChanges time.Duration

	// Log gets warnings. Default: slog.Default().
	Log *slog.Logger
}

// A Core is what stores of all drivers share. It implements [bus.Log].
type Core struct {
	*bus.Relay
	conn    tables.Conn // for statements outside of a write
	dialect tables.Dialect
	options Options
}

// Open checks that the tables are there, and joins the other nodes. Closed by Close.
func Open(ctx context.Context, conn tables.Conn, d tables.Dialect, o Options) (*Core, error) {
	if o.PollInterval <= 0 && d == tables.SQLite {
		o.PollInterval = 20 * time.Millisecond
	}
	if o.KeepSubmissions <= 0 {
		o.KeepSubmissions = 24 * time.Hour
	}
	o.KeepSubmissions = max(o.KeepSubmissions, 30*time.Minute)
	if o.KeepChanges <= 0 {
		o.KeepChanges = 10 * time.Minute
	}
	o.KeepChanges = max(o.KeepChanges, time.Minute)
	c := &Core{conn: conn, dialect: d, options: o}
	if err := tables.Check(ctx, conn, d); err != nil {
		return nil, err
	}
	var err error
	c.Relay, err = bus.Open(ctx, changes{c}, bus.Options{
		Waker:        o.Waker,
		PollInterval: o.PollInterval,
		WakeInterval: o.WakeInterval,
		ReadInterval: o.ReadInterval,
		MaxReadAge:   o.KeepChanges / 2,
		Log:          o.Log,
	})
	return c, err
}

// changes is the changes table as a [bus.Log].
type changes struct{ *Core }

func (c changes) Append(ctx context.Context, mark string, topics []string) error {
	return tables.AddChanges(ctx, c.conn, c.dialect, mark, topics)
}

func (c changes) Read(ctx context.Context, after string, visit func(topic, mark string)) (string, error) {
	return tables.Changes(ctx, c.conn, c.dialect, after, visit)
}

// Place is where the tables can be reached outside of a write.
func (c *Core) Place() tables.Place { return tables.Place{Conn: c.conn, Dialect: c.dialect} }

// Sweep deletes old changes and submissions, and expired drafts and stashed values.
// The store does so by itself, about once a minute.
func (c *Core) Sweep(ctx context.Context) error {
	return tables.Sweep(ctx, c.conn, c.dialect, int64(c.options.KeepChanges.Seconds()), int64(c.options.KeepSubmissions.Seconds()))
}

// Durable reports that outcomes outlive the process.
func (c *Core) Durable() bool { return true }

// Find returns the outcome of a submission that is done. If it is done and its outcome is not known
// yet, Find waits for that for up to a second; then the outcome is the zero value.
func (c *Core) Find(ctx context.Context, s Submission) (Outcome, bool, error) {
	return c.find(ctx, c.conn, s)
}

func (c *Core) find(ctx context.Context, conn tables.Conn, s Submission) (Outcome, bool, error) {
	for try := 0; ; try++ {
		o, found, err := tables.Find(ctx, conn, s.ID())
		if err != nil || !found {
			return Outcome{}, false, err
		}
		if o.Done || try == 50 {
			return Outcome{o.Next, o.Flash}, true, nil
		}
		select {
		case <-ctx.Done():
			return Outcome{}, false, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// Settle keeps the outcome of an attempt whose write was committed without it.
func (c *Core) Settle(ctx context.Context, a *Attempt, o Outcome) error {
	if !a.Claimed() || a.Settled() {
		return nil
	}
	return tables.Settle(ctx, c.conn, c.dialect, a.ID(), o.Next, o.Flash)
}

// Write runs f in a transaction that begin begins, and commits it with the record and the
// submission of the context.
func Write[T Transaction](ctx context.Context, c *Core, begin func(context.Context) (T, error), f func(T, *Record) error) (err error) {
	a := attemptOf(ctx)
	if replay, done := a.done(); done {
		return &Done{replay}
	}
	for try := 1; ; try++ {
		err = writeOnce(ctx, c, a, begin, f)
		if !tables.Retryable(err) || ctx.Err() != nil {
			return classify(err)
		}
		if try == tables.MaxTries {
			return &Unavailable{fmt.Errorf("store: the write met other writes %d times: %w", try, err)}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(tables.Backoff(try)):
		}
	}
}

func (a *Attempt) done() (Outcome, bool) {
	if a == nil {
		return Outcome{}, false
	}
	return a.Replay()
}

func writeOnce[T Transaction](ctx context.Context, c *Core, a *Attempt, begin func(context.Context) (T, error), f func(T, *Record) error) (err error) {
	var committed bool
	var replay *Outcome
	record := &Record{}
	claims := a.claims()
	defer func() { a.ended(claims, committed, record.next != nil, replay) }()

	tx, err := begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit; a panic of f passes
	record.place = tables.Place{Conn: tx, Dialect: c.dialect}
	if claims {
		fresh, err := tables.Insert(ctx, tx, tables.Claim{ID: a.ID(), Viewer: a.Viewer, Action: a.Action})
		if err != nil {
			return err
		}
		if !fresh {
			tx.Rollback()
			return c.replayed(ctx, a, &replay)
		}
	}
	if err := f(tx, record); err != nil {
		return err
	}
	if record.err != nil {
		return record.err
	}
	mark, topics := c.NewMark(), record.names()
	if err := tables.AddChanges(ctx, tx, c.dialect, mark, topics); err != nil {
		return err
	}
	if claims && record.next != nil {
		if err := tables.Settle(ctx, tx, c.dialect, a.ID(), *record.next, a.flash()); err != nil {
			return err
		}
	}
	if err := tx.Commit(ctx); err != nil && !c.committedAfterAll(claims, a, err) {
		c.Look() // it may have been committed all the same: then the rows are in the table
		return err
	}
	committed = true
	c.Committed(mark, topics...)
	return nil
}

// replayed notes the outcome of a submission whose row was there.
func (c *Core) replayed(ctx context.Context, a *Attempt, replay **Outcome) error {
	o, found, err := c.find(ctx, c.conn, a.Submission)
	if err != nil {
		return err
	}
	if !found {
		return errors.New("store: the row of a submission was there and is not any more; try again")
	}
	*replay = &o
	return &Done{o}
}

// committedAfterAll reports whether a commit took place whose answer was lost, as far as the
// submission's row says.
func (c *Core) committedAfterAll(claims bool, a *Attempt, err error) bool {
	if !claims || tables.Retryable(err) {
		return false
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	_, found, err := tables.Find(ctx, c.conn, a.ID())
	return err == nil && found
}

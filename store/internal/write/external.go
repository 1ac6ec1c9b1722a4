package write

import (
	"context"

	"github.com/goldfish-go/goldfish/store/internal/tables"
)

// An External is a write in a transaction that somebody else has opened.
type External struct {
	Record
	core    *Core
	conn    tables.Conn
	attempt *Attempt
	claims  bool
	mark    string
	over    bool
}

// Begin claims the submission of the context.
func Begin(ctx context.Context, c *Core, conn tables.Conn) (w *External, err error) {
	w = &External{core: c, conn: conn, attempt: attemptOf(ctx), mark: c.NewMark()}
	if replay, done := w.attempt.done(); done {
		return nil, &Done{replay}
	}
	w.place = tables.Place{Conn: conn, Dialect: c.dialect}
	w.claims = w.attempt.claims()
	if !w.claims {
		return w, nil
	}
	var replay *Outcome
	defer func() {
		if err != nil {
			w.attempt.ended(true, false, false, replay)
		}
	}()
	fresh, err := tables.Insert(ctx, conn, tables.Claim{ID: w.attempt.ID(), Viewer: w.attempt.Viewer, Action: w.attempt.Action})
	if err == nil && !fresh {
		// The row is read in the caller's transaction, which may have the only connection.
		var o Outcome
		o, _, err = c.find(ctx, conn, w.attempt.Submission)
		if err == nil {
			replay, err = &o, &Done{o}
		}
	}
	return w, err
}

// Finish adds the changes and the outcome. Call it last before the commit.
func (w *External) Finish(ctx context.Context) error {
	if w.err != nil {
		return w.err
	}
	if err := tables.AddChanges(ctx, w.conn, w.core.dialect, w.mark, w.names()); err != nil {
		return err
	}
	if w.claims && w.next != nil {
		return tables.Settle(ctx, w.conn, w.core.dialect, w.attempt.ID(), *w.next, w.attempt.flash())
	}
	return nil
}

// Committed says how the transaction ended, and returns err. If that is nil, the transaction was
// committed: receivers of this process receive the changes before Committed returns.
func (w *External) Committed(err error) error {
	if w.over {
		return err
	}
	w.over = true
	w.attempt.ended(w.claims, err == nil, w.next != nil, nil)
	if err != nil {
		w.core.Look() // it may have been committed all the same
		return err
	}
	w.core.Committed(w.mark, w.topics...)
	return nil
}

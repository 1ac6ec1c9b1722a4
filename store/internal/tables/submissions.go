package tables

import "context"

// A Claim is what the row of a submission says of it beside its outcome.
type Claim struct{ ID, Viewer, Action string }

// An Outcome is what the row of a submission says of how it ended.
type Outcome struct {
	Done        bool // the outcome is known
	Next, Flash string
}

// Insert adds the row of a submission. It reports false if there is one. While another transaction
// has inserted the row and is not over, Insert waits for it.
func Insert(ctx context.Context, c Conn, s Claim) (bool, error) {
	n, err := c.Exec(ctx, "INSERT INTO goldfish_submissions (id, viewer, action) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING", s.ID, s.Viewer, s.Action)
	return n > 0, err
}

// Settle sets the outcome of a submission, unless it has one.
func Settle(ctx context.Context, c Conn, d Dialect, id, next, flash string) error {
	update := "UPDATE goldfish_submissions SET done = 1, next = $2, flash = $3 WHERE id = $1 AND done = 0"
	if d == PostgreSQL {
		update = "UPDATE goldfish_submissions SET done = true, next = $2, flash = $3 WHERE id = $1 AND NOT done"
	}
	_, err := c.Exec(ctx, update, id, next, flash)
	return err
}

// Find returns the outcome of a submission, and whether there is a row.
func Find(ctx context.Context, c Conn, id string) (o Outcome, found bool, err error) {
	err = c.Query(ctx, func(scan func(...any) error) error {
		found = true
		return scan(&o.Done, &o.Next, &o.Flash)
	}, "SELECT done, next, flash FROM goldfish_submissions WHERE id = $1", id)
	return o, found, err
}

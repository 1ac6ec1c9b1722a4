package desk

import (
	"context"
	"fmt"

	"github.com/goldfish-go/goldfish/framework"
)

// mine is the view of a badge: how many tickets wait for this person. It stands in the shell, live
// on every page, though most pages are the whole team's.
func (d *Desk) mine(ctx context.Context, me User, _ MineURL) (framework.Page, error) {
	n, err := d.store.Waiting(ctx, me)
	return framework.Page{Title: fmt.Sprintf(text(ctx, "%d for you"), n), Body: badge(me, n), Topics: []string{"tickets"}}, err
}

// Waiting returns how many open tickets are assigned to a person.
func (s *Store) Waiting(ctx context.Context, me User) (n int, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM tickets WHERE team = ? AND assignee = ? AND NOT closed", me.Team(), me.ID).Scan(&n)
	return n, err
}

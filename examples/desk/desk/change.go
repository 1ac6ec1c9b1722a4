package desk

import (
	"context"
)

// change lets f change a ticket and say what happened. Without an event, nothing is written. Nobody
// else writes the ticket between the reading and the writing: the transaction holds it.
func (s *Store) change(ctx context.Context, me User, id int64, f func(*Ticket) (Event, error)) error {
	return s.changeIn(ctx, me, id, func(_ transaction, t *Ticket) (Event, error) { return f(t) })
}

// changeIn is change for what reads more in the transaction.
func (s *Store) changeIn(ctx context.Context, me User, id int64, f func(transaction, *Ticket) (Event, error)) error {
	return s.inWrite(ctx, func(tx transaction) error {
		t, err := findTicket(tx.QueryRowContext(ctx, ticketColumns+"WHERE t.id = ? AND t.team = ?"+tx.hold, id, me.Team()))
		if err != nil {
			return err
		}
		e, err := f(tx, &t)
		if err != nil || e.Kind == "" {
			return err
		}
		e.At, e.Who, t.Updated = s.now(), me.Name, s.now()
		tx.Notify("tickets", topic(id))
		if err := updateTicket(ctx, tx, t); err != nil {
			return err
		}
		return insertEvent(ctx, tx, id, e)
	})
}

func insertTicket(ctx context.Context, tx transaction, team Team, t Ticket) (id int64, err error) {
	err = tx.QueryRowContext(ctx, `INSERT INTO tickets (team, subject, body, requester, priority, label, assignee, created, updated, haystack)
		VALUES (?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?) RETURNING id`,
		team, t.Subject, t.Body, t.Requester, t.Priority, t.Label, t.Assignee.ID, t.Created.Unix(), t.Created.Unix(), t.haystack()).Scan(&id)
	return id, err
}

func updateTicket(ctx context.Context, tx transaction, t Ticket) error {
	_, err := tx.ExecContext(ctx, `UPDATE tickets SET subject = ?, body = ?, requester = ?, priority = ?, label = ?, assignee = nullif(?, ''),
		closed = ?, revision = ?, updated = ?, haystack = ? WHERE id = ?`,
		t.Subject, t.Body, t.Requester, t.Priority, t.Label, t.Assignee.ID, t.Closed, t.Revision, t.Updated.Unix(), t.haystack(), t.ID)
	return err
}

func insertEvent(ctx context.Context, tx transaction, ticket int64, e Event) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO events (ticket, at, who, kind, text) VALUES (?, ?, ?, ?, ?)", ticket, e.At.Unix(), e.Who, e.Kind, e.Text)
	return err
}

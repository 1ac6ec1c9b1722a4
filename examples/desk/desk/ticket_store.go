package desk

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/framework"
)

// A Ticket is somebody's trouble.
type Ticket struct {
	ID        int64
	Subject   string
	Body      string
	Requester string
	Priority  Priority
	Label     Label
	Assignee  User // the zero User if it waits for somebody
	Closed    bool
	Revision  int64
	Created   time.Time
	Updated   time.Time
}

// An Event is something that happened to a ticket, and so a line of its history. A comment is one
// too.
type Event struct {
	ID   int64
	At   time.Time
	Who  string
	Kind Kind
	Text string
}

// A Kind is what happened.
type Kind string

const (
	Created   Kind = "created"
	Edited    Kind = "edited"
	Assigned  Kind = "assigned"
	ClosedIt  Kind = "closed"
	Reopened  Kind = "reopened"
	Commented Kind = "commented"
)

var (
	// ErrNoTicket says that the team has no such ticket.
	ErrNoTicket = framework.Error{Status: http.StatusNotFound, Message: "There is no such ticket on your desk."}
	// ErrNobody says that a team has no such person.
	ErrNobody = framework.Error{Status: http.StatusUnprocessableEntity, Message: "There is nobody of that name on your team."}
)

const ticketColumns = `SELECT t.id, subject, body, requester, priority, label, coalesce(p.id, ''), coalesce(p.name, ''), coalesce(p.title, ''),
	coalesce(p.team, ''), closed, revision, created, updated FROM tickets t LEFT JOIN people p ON p.id = assignee `

func scanTicket(r row) (t Ticket, err error) {
	var created, updated int64
	err = r.Scan(&t.ID, &t.Subject, &t.Body, &t.Requester, &t.Priority, &t.Label, &t.Assignee.ID, &t.Assignee.Name, &t.Assignee.Title,
		&t.Assignee.team, &t.Closed, &t.Revision, &created, &updated)
	t.Created, t.Updated = time.Unix(created, 0).UTC(), time.Unix(updated, 0).UTC()
	return t, err
}

// haystack is what search looks at. Go knows more lower-case letters than SQLite does.
func (t Ticket) haystack() string {
	return strings.ToLower(t.Subject + "\n" + t.Requester + "\n" + t.Body)
}

// Ticket returns a ticket of a team.
func (s *Store) Ticket(ctx context.Context, team Team, id int64) (Ticket, error) {
	return findTicket(s.read.QueryRowContext(ctx, ticketColumns+"WHERE t.id = ? AND t.team = ?", id, team))
}

func findTicket(r row) (Ticket, error) {
	t, err := scanTicket(r)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNoTicket
	}
	return t, err
}

// Events returns what happened to a ticket, oldest first.
func (s *Store) Events(ctx context.Context, ticket int64) ([]Event, error) {
	return collect(ctx, s.read, func(r row) (e Event, err error) {
		var at int64
		err = r.Scan(&e.ID, &at, &e.Who, &e.Kind, &e.Text)
		e.At = time.Unix(at, 0).UTC()
		return e, err
	}, "SELECT id, at, who, kind, text FROM events WHERE ticket = ? ORDER BY id", ticket)
}

// Create opens a ticket and returns its number.
func (s *Store) Create(ctx context.Context, me User, t Ticket) (id int64, err error) {
	t.Created = s.now()
	err = s.inWrite(ctx, func(tx transaction) error {
		if id, err = insertTicket(ctx, tx, me.Team(), t); err != nil {
			return err
		}
		tx.Notify("tickets", topic(id))
		return insertEvent(ctx, tx, id, Event{At: t.Created, Who: me.Name, Kind: Created})
	})
	return id, err
}

// Edit lets merge change the words of a ticket, in the transaction. It is given the ticket as it is
// now, and who has edited it last, if anybody has.
func (s *Store) Edit(ctx context.Context, me User, id int64, merge func(now Ticket, by string) (Ticket, error)) error {
	return s.changeIn(ctx, me, id, func(tx transaction, now *Ticket) (Event, error) {
		by := ""
		err := tx.QueryRowContext(ctx, "SELECT who FROM events WHERE ticket = ? AND kind = ? ORDER BY id DESC LIMIT 1", id, Edited).Scan(&by)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return Event{}, err
		}
		t, err := merge(*now, by)
		if err != nil {
			return Event{}, err
		}
		e := Event{Kind: Edited, Text: difference(*now, t)}
		if e.Text == "" {
			return Event{}, nil
		}
		now.Subject, now.Body, now.Requester, now.Priority, now.Label = t.Subject, t.Body, t.Requester, t.Priority, t.Label
		now.Revision++
		return e, nil
	})
}

// difference says for the history what an edit changes.
func difference(old, t Ticket) string {
	var parts []string
	note := func(what, from, to string) {
		if from != to {
			parts = append(parts, what+": “"+from+"” → “"+to+"”")
		}
	}
	note("Subject", old.Subject, t.Subject)
	note("Requester", old.Requester, t.Requester)
	note("Priority", string(old.Priority), string(t.Priority))
	note("Label", string(old.Label), string(t.Label))
	if old.Body != t.Body {
		parts = append(parts, "Description rewritten")
	}
	return strings.Join(parts, "\n")
}

// Assign gives a ticket to a person of the team, or to nobody.
func (s *Store) Assign(ctx context.Context, me User, id int64, person string) error {
	to, err := s.User(ctx, person)
	if err != nil {
		return err
	}
	if person != "" && to.Team() != me.Team() {
		return ErrNobody
	}
	return s.change(ctx, me, id, func(t *Ticket) (Event, error) {
		if t.Assignee.ID == to.ID {
			return Event{}, nil
		}
		t.Assignee = to
		return Event{Kind: Assigned, Text: to.Name}, nil
	})
}

// SetClosed closes or reopens a ticket. Where it is so already, nothing happens.
func (s *Store) SetClosed(ctx context.Context, me User, id int64, closed bool) error {
	return s.change(ctx, me, id, func(t *Ticket) (Event, error) {
		if t.Closed == closed {
			return Event{}, nil
		}
		t.Closed = closed
		if closed {
			return Event{Kind: ClosedIt}, nil
		}
		return Event{Kind: Reopened}, nil
	})
}

// Comment adds a comment.
func (s *Store) Comment(ctx context.Context, me User, id int64, text string) error {
	return s.change(ctx, me, id, func(*Ticket) (Event, error) { return Event{Kind: Commented, Text: text}, nil })
}

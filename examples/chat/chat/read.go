package chat

import (
	"context"
	"database/sql"
	"errors"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// mark is the view of the end of a room's messages, for one person. If there is something unread,
// it has a form that submits itself when it becomes visible: a view writes nothing, and a tab that
// is hidden, or scrolled up, has not read what came.
func (c *Chat) mark(ctx context.Context, me Person, u PartURL) (framework.Page, error) {
	r, err := c.store.Room(ctx, u.Room)
	if err != nil {
		return framework.Page{}, err
	}
	read, err := c.store.Mark(ctx, me.ID, u.Room)
	return framework.Page{Title: textWith(ctx, "Read mark of %s", r.Name), Body: readMark(u, r, read), Topics: []string{roomTopic(u.Room), markTopic(me.ID)}}, err
}

// Mark returns up to which message a person has read a room.
func (s *Store) Mark(ctx context.Context, person, room string) (number int64, err error) {
	err = s.row(ctx, `SELECT number FROM marks WHERE person = ? AND room = ?`, person, room).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return number, err
}

// A MarkForm says which message is the last one that a person has seen.
type MarkForm struct {
	Number int64 `url:"number"`
}

func (c *Chat) markRead(ctx context.Context, me Person, u PartURL, f MarkForm) (router.URL, error) {
	r, err := c.store.Room(ctx, u.Room)
	if err != nil {
		return framework.Stay, err
	}
	return framework.Stay, c.store.transact(ctx, func(tx transaction) error {
		return setMark(ctx, tx, me.ID, u.Room, min(f.Number, r.Newest))
	})
}

// setMark moves a mark forward. Forms of several devices may come in any order.
func setMark(ctx context.Context, tx transaction, person, room string, number int64) error {
	tx.Notify(markTopic(person))
	return tx.exec(ctx, `INSERT INTO marks (person, room, number) VALUES (?, ?, ?)
		ON CONFLICT (person, room) DO UPDATE SET number = excluded.number WHERE marks.number < excluded.number`, person, room, number)
}

package chat

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/framework"
)

// maxText is how many letters a message may have.
const maxText = 4000

// A Message is what somebody wrote. Its text is plain.
type Message struct {
	Room    string
	Number  int64
	Author  Person
	Text    string
	Sent    time.Time
	Edited  bool
	Deleted bool
}

// messageID is the id of a message's element, so that a patch finds it wherever it has moved to.
func messageID(number int64) string { return "m" + strconv.FormatInt(number, 10) }

const messageQuery = `SELECT m.room, m.number, p.id, p.name, m.text, m.sent, m.edited > 0, m.deleted > 0 FROM messages m JOIN people p ON p.id = m.author `

func scanMessage(scan func(...any) error) (m Message, err error) {
	var sent int64
	err = scan(&m.Room, &m.Number, &m.Author.ID, &m.Author.Name, &m.Text, &sent, &m.Edited, &m.Deleted)
	m.Sent = time.UnixMilli(sent).UTC()
	return m, err
}

// Messages returns the messages of a room from one number to another.
func (s *Store) Messages(ctx context.Context, room string, from, to int64) ([]Message, error) {
	return collect(ctx, s, scanMessage, messageQuery+`WHERE m.room = ? AND m.number BETWEEN ? AND ? ORDER BY m.number`, room, from, to)
}

var noMessage = framework.Error{Status: http.StatusNotFound, Message: "There is no such message."}

// Message returns one message; a 404 if there is none.
func (s *Store) Message(ctx context.Context, room string, number int64) (Message, error) {
	m, err := scanMessage(s.row(ctx, messageQuery+`WHERE m.room = ? AND m.number = ?`, room, number).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		err = noMessage
	}
	return m, err
}

// Send adds a message. What a person writes, that person has read.
func (s *Store) Send(ctx context.Context, tx transaction, author Person, room, text string) (number int64, err error) {
	// The row of the room is held until the commit, so the next message gets the next number.
	err = tx.row(ctx, `UPDATE rooms SET newest = newest + 1 WHERE id = ? RETURNING newest`, room).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, framework.Error{Status: http.StatusNotFound, Message: "There is no such room."}
	}
	if err != nil {
		return 0, err
	}
	tx.Notify(roomTopic(room), "messages")
	err = tx.exec(ctx, `INSERT INTO messages (room, number, author, text, fold, sent) VALUES (?, ?, ?, ?, ?, ?)`,
		room, number, author.ID, text, strings.ToLower(text), s.now().UnixMilli())
	if err != nil {
		return 0, err
	}
	return number, setMark(ctx, tx, author.ID, room, number)
}

// Change lets the author give a message another text, or delete it. Others cannot.
func (s *Store) Change(ctx context.Context, me Person, room string, number int64, text string, next func(transaction)) error {
	return s.transact(ctx, func(tx transaction) error {
		next(tx)
		tx.Notify(roomTopic(room), "messages")
		column := "edited"
		if text == "" {
			column = "deleted"
		}
		result, err := tx.ExecContext(ctx, tx.bind(`UPDATE messages SET text = ?, fold = ?, `+column+` = ? WHERE room = ? AND number = ? AND author = ? AND deleted = 0`),
			text, strings.ToLower(text), s.now().UnixMilli(), room, number, me.ID)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, framework.Error{Status: http.StatusForbidden, Message: "You can change your own messages only, and not those that are deleted."})
		}
		return nil
	})
}

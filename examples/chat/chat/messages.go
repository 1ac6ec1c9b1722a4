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
	Files   []Attachment // none if it is deleted
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
	all, err := collect(ctx, s, scanMessage, messageQuery+`WHERE m.room = ? AND m.number BETWEEN ? AND ? ORDER BY m.number`, room, from, to)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, s.addFiles(ctx, all, `room = ? AND number BETWEEN ? AND ?`, room, from, to)
}

func noMessage(ctx context.Context) error {
	return framework.Error{Status: http.StatusNotFound, Message: text(ctx, "There is no such message.")}
}

// Message returns one message; a 404 if there is none.
func (s *Store) Message(ctx context.Context, room string, number int64) (Message, error) {
	all, err := s.Messages(ctx, room, number, number)
	if err == nil && len(all) == 0 {
		err = noMessage(ctx)
	}
	if err != nil {
		return Message{}, err
	}
	return all[0], nil
}

// fold is what search looks at.
func fold(text string, attached []Attachment) string {
	for _, a := range attached {
		text += "\n" + a.Name
	}
	return strings.ToLower(text)
}

// Send adds a message, with the files that its author has attached in the room. What a person
// writes, that person has read.
func (s *Store) Send(ctx context.Context, tx transaction, author Person, room, text string) (number int64, err error) {
	// The row of the room is held until the commit, so the next message gets the next number.
	err = tx.row(ctx, `UPDATE rooms SET newest = newest + 1 WHERE id = ? RETURNING newest`, room).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, noRoom(ctx)
	}
	if err != nil {
		return 0, err
	}
	attached, err := tx.attached(ctx, author, room)
	if err == nil {
		err = checkText(ctx, text, len(attached))
	}
	if err != nil {
		return 0, err
	}
	tx.Notify(roomTopic(room), "messages", attachedTopic(author, room))
	err = errors.Join(
		tx.exec(ctx, `INSERT INTO messages (room, number, author, text, fold, sent) VALUES (?, ?, ?, ?, ?, ?)`,
			room, number, author.ID, text, fold(text, attached), s.now().UnixMilli()),
		tx.exec(ctx, `UPDATE attachments SET number = ? WHERE room = ? AND author = ? AND number = 0`, number, room, author.ID))
	if err != nil {
		return 0, err
	}
	return number, setMark(ctx, tx, author.ID, room, number)
}

func notYours(ctx context.Context) error {
	return framework.Error{Status: http.StatusForbidden, Message: text(ctx, "You can change your own messages only, and not those that are deleted.")}
}

// Edit lets the author give a message another text. Others cannot.
func (s *Store) Edit(ctx context.Context, me Person, room string, number int64, entered string, next func(transaction)) error {
	return s.change(ctx, me, room, number, next, func(tx transaction, m Message) error {
		//mutant:false TestEditAndRemoveFile: what a person has removed meanwhile counts
		if err := checkText(ctx, entered, len(m.Files)); err != nil {
			return err
		}
		return tx.exec(ctx, `UPDATE messages SET text = ?, fold = ?, edited = ? WHERE room = ? AND number = ?`,
			entered, fold(entered, m.Files), s.now().UnixMilli(), room, number)
	})
}

// Delete lets the author delete a message, with its files. Others cannot. The content of the files
// is there until [Chat.removeFiles] has deleted it.
func (s *Store) Delete(ctx context.Context, me Person, room string, number int64, next func(transaction)) error {
	return s.change(ctx, me, room, number, next, func(tx transaction, m Message) error { return s.delete(ctx, tx, m) })
}

func (s *Store) delete(ctx context.Context, tx transaction, m Message) error {
	return errors.Join(
		tx.exec(ctx, `UPDATE messages SET text = '', fold = '', deleted = ? WHERE room = ? AND number = ?`, s.now().UnixMilli(), m.Room, m.Number),
		tx.exec(ctx, `UPDATE attachments SET number = -1 WHERE room = ? AND number = ?`, m.Room, m.Number))
}

// change runs a change of one message, with its files as they are then. It fails if the message is
// deleted, or is not the person's.
func (s *Store) change(ctx context.Context, me Person, room string, number int64, next func(transaction), update func(transaction, Message) error) error {
	return s.transact(ctx, func(tx transaction) error {
		next(tx)
		m := Message{Room: room, Number: number, Author: me}
		// The row is held until the commit: of two changes each finds what the other one has done.
		err := tx.row(ctx, `UPDATE messages SET text = text WHERE room = ? AND number = ? AND author = ? AND deleted = 0 RETURNING text`, room, number, me.ID).Scan(&m.Text)
		if errors.Is(err, sql.ErrNoRows) {
			return notYours(ctx)
		}
		if err == nil {
			m.Files, err = tx.filesOf(ctx, room, number)
		}
		if err != nil {
			return err
		}
		tx.Notify(roomTopic(room), "messages")
		return update(tx, m)
	})
}

package chat

import (
	"context"
	"slices"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// A RemoveForm removes a file from a message that is sent.
type RemoveForm struct {
	File string `url:"file"` // its ID
	Page bool   `url:"_page"`
}

// removeFile removes a file from a message. If it was removed already, nothing happens. A message
// of which nothing is left is deleted.
func (c *Chat) removeFile(ctx context.Context, me Person, u MessageURL, f RemoveForm) (router.URL, error) {
	m, err := c.store.Message(ctx, u.Room, u.Number)
	if err != nil {
		return framework.Stay, err
	}
	next := framework.Stay
	if f.Page {
		next = Room.URL(RoomURL{Room: u.Room, At: u.Number, Message: u.Number}) + router.URL("#"+messageID(u.Number))
	}
	i := slices.IndexFunc(m.Files, func(a Attachment) bool { return a.ID == f.File })
	switch {
	case m.Author != me:
		return framework.Stay, notYours(ctx)
	case i < 0:
		return next, nil
	}
	if err := framework.Confirm(ctx, removeQuestion(ctx, m, m.Files[i]), text(ctx, "Remove")); err != nil {
		return framework.Stay, err
	}
	err = c.store.RemoveFile(ctx, me, m, f.File, func(tx transaction) {
		if next != framework.Stay {
			tx.Next(next)
		}
	})
	if err == nil {
		c.removeFiles(ctx)
	}
	return next, err
}

// removeQuestion is asked before a file is removed. It differs if the message goes with it.
func removeQuestion(ctx context.Context, m Message, a Attachment) string {
	if m.Text == "" && len(m.Files) == 1 {
		return textWith(ctx, "“%s” is all that this message has. The message will be deleted for everybody.", a.Name)
	}
	return textWith(ctx, "“%s” will be removed for everybody.", a.Name)
}

// RemoveFile lets the author remove a file from a message, and deletes the message if nothing else
// is in it. Others cannot. The content is there until [Chat.removeFiles] has deleted it.
func (s *Store) RemoveFile(ctx context.Context, me Person, m Message, file string, next func(transaction)) error {
	return s.change(ctx, me, m.Room, m.Number, next, func(tx transaction, m Message) error {
		left := slices.DeleteFunc(slices.Clone(m.Files), func(a Attachment) bool { return a.ID == file })
		//mutant:false TestRemoveLastFile: a message of which nothing is left is deleted
		if m.Text == "" && len(left) == 0 {
			return s.delete(ctx, tx, m)
		}
		if err := tx.exec(ctx, `UPDATE messages SET fold = ? WHERE room = ? AND number = ?`, fold(m.Text, left), m.Room, m.Number); err != nil {
			return err
		}
		return tx.exec(ctx, `UPDATE attachments SET number = -1 WHERE file = ? AND room = ? AND number = ?`, file, m.Room, m.Number)
	})
}

package chat

import (
	"context"
	"time"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
)

const (
	maxAttached  = 10                  // files of one message
	attachedTime = 30 * 24 * time.Hour // how long a file waits to be sent, as a draft does
)

// An AttachForm adds files to the message that a person is writing. It is a form of its own, beside
// that of the text: it is sent when the files have arrived, and other devices show them at once.
type AttachForm struct {
	Files []files.File `url:"files" file:"max=10MB,count=10,types=image/* audio/* video/* text/plain text/csv application/pdf application/zip"`
	Page  bool         `url:"_page"` // the answer is the page of the room: without scripts
}

var attachRule = files.RuleOf[AttachForm]("files")

// attach adds files to the draft of a message.
func (c *Chat) attach(ctx context.Context, me Person, u PartURL, f AttachForm) (router.URL, error) {
	if _, err := c.store.Room(ctx, u.Room); err != nil {
		return framework.Stay, err
	}
	if len(f.Files) == 0 {
		// The form of a tab whose files another submit has attached meanwhile is empty.
		if !f.Page {
			return framework.Stay, nil
		}
		return framework.Stay, framework.FieldErrors{"files": text(ctx, "Choose a file first.")}
	}
	attached := make([]Attachment, len(f.Files))
	for i, file := range f.Files {
		attached[i] = Attachment{File: file, Room: u.Room, Author: me.ID}
		if err := c.measure(ctx, &attached[i]); err != nil {
			return framework.Stay, err
		}
	}
	next := afterCompose(u, f.Page)
	err := c.store.transact(ctx, func(tx transaction) error {
		if next != framework.Stay {
			tx.Next(next)
		}
		return c.store.attach(ctx, tx, me, u.Room, attached)
	})
	if err == nil {
		c.removeFiles(ctx)
	}
	return next, err
}

// A DetachForm takes a file out of the message that a person is writing.
type DetachForm struct {
	File string `url:"file"`
	Page bool   `url:"_page"`
}

// detach takes a file out of a draft. If it was taken out already, or sent, nothing happens.
func (c *Chat) detach(ctx context.Context, me Person, u PartURL, f DetachForm) (router.URL, error) {
	next := afterCompose(u, f.Page)
	err := c.store.transact(ctx, func(tx transaction) error {
		if next != framework.Stay {
			tx.Next(next)
		}
		tx.Notify(attachedTopic(me, u.Room))
		return tx.exec(ctx, `UPDATE attachments SET number = -1 WHERE file = ? AND room = ? AND author = ? AND number = 0`, f.File, u.Room, me.ID)
	})
	if err == nil {
		c.removeFiles(ctx)
	}
	return next, err
}

// afterCompose is the next page of a form of the composer.
func afterCompose(u PartURL, page bool) router.URL {
	if page {
		return Newest(u.Room)
	}
	return framework.Stay
}

// removeFiles deletes the content of files that nothing refers to any more. It is called after the
// commit, and when the process starts: a file whose row was marked is deleted also if the process
// was killed in between. Where it fails, the next call goes on.
func (c *Chat) removeFiles(ctx context.Context) {
	ctx = store.WithoutSubmission(context.WithoutCancel(ctx))
	ids, err := c.store.unneeded(ctx)
	for _, id := range ids {
		if err == nil {
			err = c.files.Delete(ctx, id)
		}
		if err == nil {
			err = c.store.transact(ctx, func(tx transaction) error {
				return tx.exec(ctx, `DELETE FROM attachments WHERE file = ? AND number = -1`, id)
			})
		}
	}
	if err != nil {
		c.store.log("files that nobody needs are not all deleted yet", err)
	}
}

package chat

import (
	"context"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// own is the view of what a person may do with a message. It stands in the room below the message.
func (c *Chat) own(ctx context.Context, me Person, u MessageURL) (framework.Page, error) {
	m, err := c.store.Message(ctx, u.Room, u.Number)
	return framework.Page{Title: textWith(ctx, "Message of %s", m.Author.Name), Body: ownMessage(u, m, me), Topics: []string{roomTopic(u.Room)}}, err
}

// An EditForm is the new text of a message.
type EditForm struct {
	Text string `url:"text"`
}

func (c *Chat) save(ctx context.Context, me Person, u MessageURL, f EditForm) (router.URL, error) {
	if _, err := c.store.Message(ctx, u.Room, u.Number); err != nil {
		return framework.Stay, err
	}
	next := Permalink(u.Room, u.Number)
	return next, c.store.Edit(ctx, me, u.Room, u.Number, cleanText(f.Text), func(tx transaction) { tx.Next(next) })
}

func (c *Chat) delete(ctx context.Context, me Person, u MessageURL, _ struct{}) (router.URL, error) {
	if err := framework.Confirm(ctx, deleteQuestion(ctx), text(ctx, "Delete")); err != nil {
		return framework.Stay, err
	}
	next := Permalink(u.Room, u.Number)
	if err := c.store.Delete(ctx, me, u.Room, u.Number, func(tx transaction) { tx.Next(next) }); err != nil {
		return framework.Stay, err
	}
	c.removeFiles(ctx)
	return next, nil
}

func deleteQuestion(ctx context.Context) string {
	return text(ctx, "The message will be deleted for everybody.")
}

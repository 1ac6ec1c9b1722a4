package chat

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A Draft is a message that is not sent yet. It is in the database, so that another device goes on
// with it.
type Draft struct{ Message MessageForm }

// A MessageForm is the text of a message.
type MessageForm struct {
	Text string `url:"text"`
}

var drafts = store.NewDrafts[Draft]("message", 1, store.DraftOptions{MaxBytes: 64 << 10})

const draftStep = "message"

// draftOwner is whose drafts those of a person in a room are. There is one at most.
func draftOwner(me Person, room string) string { return me.ID + "/" + room }

// composer is the view of the form in which a person writes.
func (c *Chat) composer(ctx context.Context, me Person, u PartURL) (framework.Page, error) {
	r, err := c.store.Room(ctx, u.Room)
	if err != nil {
		return framework.Page{}, err
	}
	attached, err := c.store.Attached(ctx, me, u.Room)
	if err != nil {
		return framework.Page{}, err
	}
	owner := draftOwner(me, u.Room)
	list, err := drafts.List(ctx, c.store.live, owner)
	var form markup.Form // without a draft it is empty
	if len(list) > 0 {
		form = markup.Form{Values: list[0].Values(draftStep), Hidden: list[0].Hidden(draftStep)}
	}
	form.Action, form.ID, form.Attrs = Write.URL(u), "composer", saves
	return framework.Page{Title: textWith(ctx, "Write in %s", r.Name), Body: composer(u, r, form, attached), Topics: []string{drafts.ListTopic(owner), attachedTopic(me, u.Room)}}, err
}

// A WriteForm is all that the form has, because a draft keeps the fields as they are.
type WriteForm = url.Values

// write keeps what a person is writing, while they type, and sends it when they press the button.
func (c *Chat) write(ctx context.Context, me Person, u PartURL, posted WriteForm) (router.URL, error) {
	if !posted.Has("_send") {
		return framework.Stay, c.saveDraft(ctx, me, u.Room, posted)
	}
	entered := cleanText(posted.Get("text"))
	next := framework.Stay
	if posted.Has("_page") {
		next = Newest(u.Room)
	}
	err := c.store.transact(ctx, func(tx transaction) error {
		if next != framework.Stay {
			tx.Next(next)
		}
		list, err := drafts.List(ctx, tx, draftOwner(me, u.Room))
		for _, d := range list {
			err = errors.Join(err, drafts.Delete(ctx, tx, draftOwner(me, u.Room), d.ID))
		}
		if err != nil {
			return err
		}
		_, err = c.store.Send(ctx, tx, me, u.Room, entered)
		return err
	})
	if err == nil {
		err = framework.Signal(ctx, roomTopic(u.Room), "", 0)
	}
	return next, err
}

// cleanText is what is kept of a text that a person has entered.
func cleanText(entered string) string {
	return strings.TrimSpace(strings.ReplaceAll(entered, "\r\n", "\n"))
}

// checkText refuses a text that is no message. With files it may be empty.
func checkText(ctx context.Context, entered string, attached int) error {
	switch {
	case entered == "" && attached == 0:
		return framework.FieldErrors{"text": text(ctx, "Write something, or attach a file.")}
	case utf8.RuneCountInString(entered) > maxText:
		return framework.FieldErrors{"text": textWith(ctx, "A message has at most %d letters.", maxText)}
	}
	return nil
}

// saveDraft keeps a draft. It is no submission: the same text may be saved twice.
func (c *Chat) saveDraft(ctx context.Context, me Person, room string, posted url.Values) error {
	if _, err := c.store.Room(ctx, room); err != nil {
		return err
	}
	owner := draftOwner(me, room)
	err := c.store.transact(store.WithoutSubmission(ctx), func(tx transaction) error {
		list, err := drafts.List(ctx, tx, owner)
		if err != nil {
			return err
		}
		var id string
		if len(list) > 0 {
			id = list[0].ID
		} else if id, err = drafts.Create(ctx, tx, owner); err != nil {
			return err
		}
		_, err = drafts.Save(ctx, tx, owner, id, draftStep, posted)
		return err
	})
	switch _, conflict := errors.AsType[*store.DraftConflict](err); {
	case conflict:
		return nil // what is typed here is saved with the next key
	case errors.Is(err, store.ErrTooLarge):
		return framework.FieldErrors{"text": textWith(ctx, "A message has at most %d letters.", maxText)}
	}
	return err
}

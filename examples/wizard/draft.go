package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
)

// draft loads a draft. One that was sent leads to what it has become, also on other devices.
func (w *Wizard) draft(ctx context.Context, me Person, id string) (*Draft, error) {
	d, err := Applications.Load(ctx, w.store.live, me.ID, id)
	if errors.Is(err, store.ErrNotFound) {
		if number, err := w.store.SentOf(ctx, me.ID, id); err == nil {
			return nil, framework.Redirect(Sent.URL(SentURL{number}))
		}
		return nil, framework.Error{Status: 404, Message: text(ctx, "There is no such draft, or not any more."), Cause: err}
	}
	return d, err
}

// step is the view of a step.
func (w *Wizard) step(i int) framework.View[Person, StepURL] {
	return func(ctx context.Context, me Person, u StepURL) (framework.Page, error) {
		d, err := w.draft(ctx, me, u.ID)
		if err != nil {
			return framework.Page{}, err
		}
		all, s := stepsOf(ctx, d), formSteps[i]
		if err := all.Guard(i); err != nil {
			return framework.Page{}, err
		}
		var wrong framework.FieldErrors
		if u.Check {
			wrong = s.form.Check(ctx, d.Values(s.name))
		}
		body := stepPage(u, i, d, all, wrong)
		if i == documents {
			attached, err := w.store.Attachments(ctx, me.ID, d.ID)
			if err != nil {
				return framework.Page{}, err
			}
			body = documentsPage(u, d, all, wrong, attached)
		}
		return framework.Page{Title: text(ctx, s.title), Body: body, Topics: []string{d.Topic()}}, nil
	}
}

// save keeps what the form of a step has sent, be it right or wrong: while the person types, and
// when one of the buttons is pressed. Without scripts there may be files with it.
func (w *Wizard) save(ctx context.Context, me Person, u StepURL, i int, posted url.Values, with []files.File) (router.URL, error) {
	s := formSteps[i]
	posted = maps.Clone(posted)
	posted.Del("files") // the draft does not have them, see Attachment
	var d *Draft
	write := store.WithoutSubmission(ctx)
	if len(with) > 0 {
		write = ctx // adding files twice does harm
	}
	err := w.store.live.Write(write, func(tx *store.Tx) (err error) {
		if len(with) > 0 {
			if err := w.addFiles(ctx, tx, me, u, with); err != nil {
				return err
			}
		}
		d, err = Applications.Save(ctx, tx, me.ID, u.ID, s.name, posted)
		return err
	})
	_, conflict := errors.AsType[*store.DraftConflict](err)
	switch {
	case conflict:
		return framework.Stay, framework.FieldErrors{"": text(ctx, "You have changed this on another device meanwhile. What you entered here is still here: look at it, then continue.")}
	case errors.Is(err, store.ErrTooLarge):
		return framework.Stay, framework.FieldErrors{"": text(ctx, "This is more than we can keep. Please shorten it.")}
	case errors.Is(err, store.ErrNotFound):
		_, err := w.draft(ctx, me, u.ID)
		return framework.Stay, err
	case err != nil:
		return framework.Stay, err
	case posted.Has("_later"):
		framework.Flash(ctx, text(ctx, "Your draft is saved."))
		return Home.URL(HomeURL{}), nil
	case !posted.Has("_continue"):
		return framework.Stay, nil
	}
	all := stepsOf(ctx, d)
	if !all[i].Complete {
		return s.route.URL(StepURL{ID: u.ID, Check: true}), nil
	}
	return all.Next(i), nil
}

func (w *Wizard) review(ctx context.Context, me Person, u StepURL) (framework.Page, error) {
	d, err := w.draft(ctx, me, u.ID)
	if err != nil {
		return framework.Page{}, err
	}
	attached, err := w.store.Attachments(ctx, me.ID, d.ID)
	return framework.Page{Title: text(ctx, "Review and send"), Body: reviewPage(u, d, stepsOf(ctx, d), attached), Topics: []string{d.Topic()}}, err
}

// send makes an application of the draft, once.
func (w *Wizard) send(ctx context.Context, me Person, u StepURL, f sendForm) (next router.URL, err error) {
	if !f.Agree {
		return framework.Stay, framework.FieldErrors{"agree": text(ctx, "Please confirm that all of this is right.")}
	}
	err = w.store.live.Write(ctx, func(tx *store.Tx) error {
		d, err := Applications.Load(ctx, tx, me.ID, u.ID)
		if err != nil {
			return err
		}
		if !complete(stepsOf(ctx, d)) {
			return framework.FieldErrors{"": text(ctx, "Something is still missing. See above.")}
		}
		n, err := w.store.Send(ctx, tx, me.ID, d)
		framework.Flash(ctx, fmt.Sprintf(text(ctx, "Thank you. We have received your application as number %s."), number(n)))
		next = Sent.URL(SentURL{n})
		tx.Next(next)
		return err
	})
	if errors.Is(err, store.ErrNotFound) { // another device was first
		_, err = w.draft(ctx, me, u.ID)
	}
	return next, err
}

func (w *Wizard) deletePage(ctx context.Context, me Person, u DraftURL) (framework.Page, error) {
	d, err := w.draft(ctx, me, u.ID)
	if err != nil {
		return framework.Page{}, err
	}
	return framework.Page{Title: text(ctx, "Delete this draft?"), Body: deletePage(u, d), Topics: []string{d.Topic()}}, nil
}

func (w *Wizard) discard(ctx context.Context, me Person, u DraftURL, _ none) (router.URL, error) {
	next := Home.URL(HomeURL{})
	err := w.store.live.Write(ctx, func(tx *store.Tx) error {
		tx.Next(next)
		err := Applications.Delete(ctx, tx, me.ID, u.ID)
		if errors.Is(err, store.ErrNotFound) { // another device was first, or has sent it
			return nil
		}
		return errors.Join(err, removeAttachments(ctx, tx, me.ID, u.ID))
	})
	if err == nil {
		w.deleteFiles(ctx)
	}
	framework.Flash(ctx, text(ctx, "The draft is deleted."))
	return next, err
}

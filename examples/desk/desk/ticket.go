package desk

import (
	"context"
	"fmt"
	"unicode/utf8"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// MaxText is how many letters a comment or a description may have.
const MaxText = 5000

// ticket is the view of a ticket's conversation.
func (d *Desk) ticket(ctx context.Context, team Team, u TicketURL) (framework.Page, error) {
	t, events, err := d.story(ctx, team, u.ID)
	if err != nil {
		return framework.Page{}, err
	}
	people, err := d.store.People(ctx, team)
	return framework.Page{Title: ticketTitle(t), Body: ticketPage(u, t, events, people), Topics: []string{topic(t.ID)}}, err
}

// history is the view of all that happened to a ticket.
func (d *Desk) history(ctx context.Context, team Team, u HistoryURL) (framework.Page, error) {
	t, events, err := d.story(ctx, team, u.ID)
	return framework.Page{Title: text(ctx, "History of") + " " + ticketTitle(t), Body: historyPage(t, events), Topics: []string{topic(t.ID)}}, err
}

func (d *Desk) story(ctx context.Context, team Team, id int64) (Ticket, []Event, error) {
	t, err := d.store.Ticket(ctx, team, id)
	if err != nil {
		return t, nil, err
	}
	events, err := d.store.Events(ctx, id)
	return t, events, err
}

func ticketTitle(t Ticket) string { return fmt.Sprintf("#%d %s", t.ID, t.Subject) }

// A CommentForm is what a person has to say.
type CommentForm struct{ Text string }

// Check implements [framework.Checker].
func (f CommentForm) Check(ctx context.Context) framework.FieldErrors {
	switch comment := trimmed(f.Text); {
	case comment == "":
		return framework.FieldErrors{"text": text(ctx, "Write something first.")}
	case utf8.RuneCountInString(comment) > MaxText:
		return framework.FieldErrors{"text": fmt.Sprintf(text(ctx, "A comment has at most %d letters."), MaxText)}
	}
	return nil
}

func (d *Desk) comment(ctx context.Context, me User, u TicketURL, f CommentForm) (router.URL, error) {
	if err := d.store.Comment(ctx, me, u.ID, trimmed(f.Text)); err != nil {
		return framework.Stay, err
	}
	return OneTicket.URL(u), nil
}

// An AssignForm names who is to look after a ticket; empty is nobody.
type AssignForm struct{ Person string }

// TicketActions are what can be done to a ticket on the pages of one route.
type TicketActions[P any] struct {
	Close, Reopen, Take *router.Action[P, struct{}]
	Assign              *router.Action[P, AssignForm]
}

func newTicketActions[P any](route *router.Route[P]) TicketActions[P] {
	return TicketActions[P]{
		Close:  router.NewAction[struct{}](route, "close"),
		Reopen: router.NewAction[struct{}](route, "reopen"),
		Take:   router.NewAction[struct{}](route, "take"),
		Assign: router.NewAction[AssignForm](route, "assign"),
	}
}

// TicketActionURLs are where the buttons of one page post to.
type TicketActionURLs struct{ Close, Reopen, Take, Assign router.URL }

// At returns the URLs of the actions at p.
func (a TicketActions[P]) At(p P) TicketActionURLs {
	return TicketActionURLs{a.Close.URL(p), a.Reopen.URL(p), a.Take.URL(p), a.Assign.URL(p)}
}

// onTicket registers what can be done to the ticket of a page.
func onTicket[P any](d *Desk, actions TicketActions[P], id func(P) int64) {
	setClosed := func(closed bool, note string) framework.Action[User, P, struct{}] {
		return func(ctx context.Context, me User, p P, _ struct{}) (router.URL, error) {
			if err := d.store.SetClosed(ctx, me, id(p), closed); err != nil {
				return framework.Stay, err
			}
			framework.Flash(ctx, fmt.Sprintf(text(ctx, note), id(p)))
			return framework.Stay, nil
		}
	}
	assign := func(ctx context.Context, me User, p P, person string) (router.URL, error) {
		if err := d.store.Assign(ctx, me, id(p), person); err != nil {
			return framework.Stay, err
		}
		return framework.Stay, nil
	}
	team := framework.Members(User.Team, signInFirst)
	framework.Post(d.app, actions.Close, team, setClosed(true, "Ticket #%d is closed."))
	framework.Post(d.app, actions.Reopen, team, setClosed(false, "Ticket #%d is open again."))
	framework.Post(d.app, actions.Take, team, func(ctx context.Context, me User, p P, _ struct{}) (router.URL, error) {
		return assign(ctx, me, p, me.ID)
	})
	framework.Post(d.app, actions.Assign, team, func(ctx context.Context, me User, p P, f AssignForm) (router.URL, error) {
		return assign(ctx, me, p, f.Person)
	})
}

package main

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
	return framework.Page{Title: "History of " + ticketTitle(t), Body: historyPage(t, events), Topics: []string{topic(t.ID)}}, err
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

func (d *Desk) comment(ctx context.Context, me User, u TicketURL, f CommentForm) (router.URL, error) {
	said := text(f.Text)
	switch {
	case said == "":
		return "", framework.FieldErrors{"text": "Write something first."}
	case utf8.RuneCountInString(said) > MaxText:
		return "", framework.FieldErrors{"text": fmt.Sprintf("A comment has at most %d letters.", MaxText)}
	}
	if err := d.store.Comment(ctx, me, u.ID, said); err != nil {
		return "", err
	}
	d.changed(u.ID)
	return OneTicket.URL(u), nil
}

// An AssignForm names who is to look after a ticket; empty is nobody.
type AssignForm struct{ Person string }

// onTicket registers what can be done to a ticket wherever one is shown: on its own page, and in the drawer beside the list.
func onTicket[P any](d *Desk, route *router.Route[P], id func(P) int64) {
	setClosed := func(closed bool, say string) framework.Action[User, P, struct{}] {
		return func(ctx context.Context, me User, p P, _ struct{}) (router.URL, error) {
			if err := d.store.SetClosed(ctx, me, id(p), closed); err != nil {
				return "", err
			}
			d.changed(id(p))
			framework.Flash(ctx, fmt.Sprintf(say, id(p)))
			return route.URL(p), nil
		}
	}
	assign := func(ctx context.Context, me User, p P, person string) (router.URL, error) {
		if err := d.store.Assign(ctx, me, id(p), person); err != nil {
			return "", err
		}
		d.changed(id(p))
		return route.URL(p), nil
	}
	framework.Post(d.app, route, "close", byMember(setClosed(true, "Ticket #%d is closed.")))
	framework.Post(d.app, route, "reopen", byMember(setClosed(false, "Ticket #%d is open again.")))
	framework.Post(d.app, route, "take", byMember(func(ctx context.Context, me User, p P, _ struct{}) (router.URL, error) {
		return assign(ctx, me, p, me.ID)
	}))
	framework.Post(d.app, route, "assign", byMember(func(ctx context.Context, me User, p P, f AssignForm) (router.URL, error) {
		return assign(ctx, me, p, f.Person)
	}))
}

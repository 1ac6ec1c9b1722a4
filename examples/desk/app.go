package main

import (
	"context"
	"embed"
	"errors"
	"net/http"
	"strconv"

	"github.com/alexedwards/scs/v2"
	"github.com/go-chi/chi/v5"

	"github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
)

//go:embed desk.css icon.svg
var files embed.FS

var assets = layout.NewAssets("/assets/", components.Files, files)

// A Desk is the app: views read its store, actions write to it.
type Desk struct {
	store    *Store
	sessions *scs.SessionManager
	app      *framework.App[User]
}

// New wires pages to views and actions.
func New(store *Store) *Desk {
	d := &Desk{store: store, sessions: newSessions(store)}
	d.app = framework.New(d.viewer, framework.Options[User]{Shell: shell, ErrorPage: errorPage})

	framework.Get(d.app, Home, framework.Everyone[User], home)
	framework.Get(d.app, SignIn, framework.Everyone[User], d.signInPage)
	framework.Post(d.app, SignIn, "in", d.signIn)
	framework.Post(d.app, SignIn, "out", d.signOut)

	framework.Get(d.app, Tickets, User.Team, members(Tickets, d.tickets))
	framework.Get(d.app, NewTicket, User.Team, members(NewTicket, d.newTicket))
	framework.Get(d.app, OneTicket, User.Team, members(OneTicket, d.ticket))
	framework.Get(d.app, History, User.Team, members(History, d.history))
	framework.Get(d.app, Edit, User.Team, members(Edit, d.editTicket))
	framework.Get(d.app, Activity, User.Team, members(Activity, d.activity))

	framework.Get(d.app, Mine, framework.Self, members(Mine, d.mine))
	framework.Get(d.app, Statistics, User.Team, members(Statistics, d.statistics))

	framework.Post(d.app, NewTicket, "create", byMember(d.create))
	framework.Post(d.app, Edit, "save", byMember(d.save))
	framework.Post(d.app, OneTicket, "comment", byMember(d.comment))
	onTicket(d, OneTicket, func(u TicketURL) int64 { return u.ID })
	onTicket(d, Tickets, func(u TicketsURL) int64 { return u.Ticket }) // the one in the drawer
	return d
}

// Handler serves the desk and its files.
func (d *Desk) Handler() http.Handler {
	r := chi.NewRouter()
	r.Handle("/assets/*", assets)
	r.Mount("/", d.sessions.LoadAndSave(d.app))
	return r
}

func home(context.Context, framework.Anyone, HomeURL) (framework.Page, error) {
	return framework.Page{}, framework.Redirect(Tickets.URL(TicketsURL{}))
}

// members sends strangers to the sign-in page, and then back to where they were going.
func members[A comparable, P any](route *router.Route[P], view framework.View[A, P]) framework.View[A, P] {
	return func(ctx context.Context, who A, p P) (framework.Page, error) {
		if stranger := *new(A); who == stranger {
			return framework.Page{}, framework.Redirect(SignIn.URL(SignInURL{Next: string(route.URL(p))}))
		}
		page, err := view(ctx, who, p)
		return page, said(err)
	}
}

// byMember keeps strangers from acting.
func byMember[P, F any](action framework.Action[User, P, F]) framework.Action[User, P, F] {
	return func(ctx context.Context, me User, p P, f F) (router.URL, error) {
		if me.Team() == "" {
			return "", framework.Error{Status: http.StatusUnauthorized, Message: "Please sign in first."}
		}
		next, err := action(ctx, me, p, f)
		return next, said(err)
	}
}

// said puts what the store says into a sentence for the person.
func said(err error) error {
	switch {
	case errors.Is(err, ErrNoTicket):
		return framework.Error{Status: http.StatusNotFound, Message: "There is no such ticket on your desk.", Cause: err}
	case errors.Is(err, ErrNobody):
		return framework.Error{Status: http.StatusUnprocessableEntity, Message: "There is nobody of that name on your team.", Cause: err}
	}
	return err
}

// changed says that a ticket is not what it was, after that was committed.
func (d *Desk) changed(ticket int64) { d.app.Notify("tickets", topic(ticket)) }

// topic is what a notice about a ticket is sent on.
func topic(ticket int64) string { return "ticket:" + strconv.FormatInt(ticket, 10) }

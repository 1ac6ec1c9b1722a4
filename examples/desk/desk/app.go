package desk

import (
	"context"
	"embed"
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
	d.app = framework.New(d.viewer, framework.Options[User]{Shell: shell, ErrorPage: errorPage, Languages: languages, Store: store.live})

	team := framework.Members(User.Team, signInFirst)
	myself := framework.Members(framework.Self[User], signInFirst)

	framework.Get(d.app, Home, framework.Everyone, home)
	framework.Get(d.app, SignIn, framework.Everyone, d.signInPage)
	framework.Post(d.app, SignInAs, framework.Everyone, d.signIn)
	framework.Post(d.app, SignOut, framework.Everyone, d.signOut)
	framework.Post(d.app, Speak, framework.Everyone, d.speak)

	framework.Get(d.app, Tickets, team, d.tickets)
	framework.Get(d.app, NewTicket, team, d.newTicket)
	framework.Get(d.app, OneTicket, team, d.ticket)
	framework.Get(d.app, History, team, d.history)
	framework.Get(d.app, Edit, team, d.editTicket)
	framework.Get(d.app, Activity, team, d.activity)

	framework.Get(d.app, Mine, myself, d.mine)
	framework.Get(d.app, Statistics, team, d.statistics)

	framework.Post(d.app, Create, team, d.create)
	framework.Post(d.app, Save, team, d.save)
	framework.Post(d.app, AddComment, team, d.comment)
	onTicket(d, OnePage, func(u TicketURL) int64 { return u.ID })
	onTicket(d, Drawer, func(u TicketsURL) int64 { return u.Ticket }) // the one in the drawer
	return d
}

// Run serves the desk at an address until the process is told to stop.
func (d *Desk) Run(addr string) error { return d.app.Run(addr, d.Handler()) }

// Close ends all streams.
func (d *Desk) Close() { d.app.Close() }

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

// signInFirst is where strangers go, and then back to where they were going.
func signInFirst(next router.URL) router.URL { return SignIn.URL(SignInURL{Next: string(next)}) }

// topic is what a notice about a ticket is sent on.
func topic(ticket int64) string { return "ticket:" + strconv.FormatInt(ticket, 10) }

package desk

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
	"github.com/goldfish-go/goldfish/templ/layout"
)

// builds returns what starts a desk, and what starts the next build of it with the same database.
func builds(t testing.TB) (this, next func() http.Handler) {
	store := newStore(t)
	return func() http.Handler { return New(store).Handler() }, func() http.Handler { return newNext(store).Handler() }
}

// eachChange runs a test twice: once with a restart of the same build where the test says so, and
// once with a deploy, of the next build and the one before in turns.
func eachChange(t *testing.T, test func(t *testing.T, desk func() http.Handler, change func(*frameworktest.Site))) {
	t.Run("restart", func(t *testing.T) { test(t, desk(t), (*frameworktest.Site).Restart) })
	t.Run("deploy", func(t *testing.T) {
		this, next := builds(t)
		deploys := map[*frameworktest.Site]int{}
		test(t, this, func(site *frameworktest.Site) {
			if deploys[site]++; deploys[site]%2 == 1 {
				site.Deploy(next)
			} else {
				site.Deploy(this)
			}
		})
	})
}

// newNext is New as the next build has it. Each page has another template. The shell has another
// class, another stylesheet, and a link more.
func newNext(store *Store) *Desk {
	d := &Desk{store: store, sessions: newSessions(store)}
	d.app = framework.New(d.viewer, framework.Options[User]{Shell: nextShell, ErrorPage: errorPage, Languages: languages, Store: store.live})

	team := framework.Members(User.Team, signInFirst)
	myself := framework.Members(framework.Self[User], signInFirst)

	framework.Get(d.app, Home, framework.Everyone, home)
	framework.Get(d.app, SignIn, framework.Everyone, nextView(d.signInPage))
	framework.Post(d.app, SignInAs, framework.Everyone, d.signIn)
	framework.Post(d.app, SignOut, framework.Everyone, d.signOut)

	framework.Get(d.app, Tickets, team, nextView(d.tickets))
	framework.Get(d.app, NewTicket, team, nextView(d.newTicket))
	framework.Get(d.app, OneTicket, team, nextView(d.ticket))
	framework.Get(d.app, History, team, nextView(d.history))
	framework.Get(d.app, Edit, team, nextView(d.editTicket))
	framework.Get(d.app, Activity, team, nextView(d.activity))

	framework.Get(d.app, Mine, myself, d.mine)
	framework.Get(d.app, Statistics, team, nextView(d.statistics))

	framework.Post(d.app, Create, team, d.create)
	framework.Post(d.app, Save, team, d.save)
	framework.Post(d.app, AddComment, team, d.comment)
	onTicket(d, OnePage, func(u TicketURL) int64 { return u.ID })
	onTicket(d, Drawer, func(u TicketsURL) int64 { return u.Ticket }) // the one in the drawer
	return d
}

func nextView[A comparable, P any](view framework.View[A, P]) framework.View[A, P] {
	return func(ctx context.Context, who A, p P) (framework.Page, error) {
		page, err := view(ctx, who, p)
		if page.Body != nil {
			page.Body = templ.Join(templ.Raw(`<p class="next">This is the next build.</p>`), page.Body)
		}
		return page, err
	}
}

func nextShell(me User, doc layout.Document) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		var out bytes.Buffer
		if err := shell(me, doc).Render(ctx, &out); err != nil {
			return err
		}
		css := assets.URL("desk.css")
		_, err := strings.NewReplacer(
			"<body>", `<body class="next">`,
			css, css+"?next",
			`<div class="me">`, `<a class="news" href="/activity">What is new</a> <div class="me">`,
		).WriteString(w, out.String())
		return err
	})
}

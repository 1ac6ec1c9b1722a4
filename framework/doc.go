// Package framework answers: what does an author write, and what happens on a request?
//
// An app is routes, views and actions. A route is a pattern and a struct. The struct is all the
// state that a page has, and it lives in the URL:
//
//	type TicketsURL struct {
//		Tab  Tab    `url:"tab,push"`        // changing it makes a history entry
//		Q    string `url:"q"`               // changing it replaces the entry
//		Page int    `url:"page,push,reset"` // falls back to its default when any other field changes
//	}
//
//	var Tickets = router.New("/tickets", TicketsURL{Tab: Open, Page: 1})
//
// A [View] reads the database and returns a [Page]. Topics names what the page depends on:
//
//	func (d *Desk) tickets(ctx context.Context, team Team, u TicketsURL) (framework.Page, error) {
//		rows, err := d.store.Tickets(ctx, team, u)
//		if err != nil {
//			return framework.Page{}, err
//		}
//		return framework.Page{Title: "Tickets", Body: ticketsPage(u, rows), Topics: []string{"tickets"}}, nil
//	}
//
// An [Action] is the only thing that writes. It returns the URL of the next page, or refuses the
// form:
//
//	var Create = router.NewAction[TicketForm](Tickets, "create")
//
//	func (f TicketForm) Check(context.Context) framework.FieldErrors { // runs before the action
//		if strings.TrimSpace(f.Subject) == "" {
//			return framework.FieldErrors{"subject": "Say what is broken."}
//		}
//		return nil
//	}
//
//	func (d *Desk) create(ctx context.Context, me User, u TicketsURL, f TicketForm) (router.URL, error) {
//		if err := d.store.Add(ctx, me, f.Subject); err != nil {
//			return framework.Stay, err
//		}
//		d.app.Notify("tickets") // every page that depends on this topic is rendered again
//		framework.Flash(ctx, "Created.")
//		return Tickets.URL(u), nil
//	}
//
// An app with a database writes in store.DB.Write instead: one transaction commits the change, its
// notifications, and the fact that this form was sent. Package store has this action so.
//
// An [App] joins them. The viewer function resolves a request to a viewer: the person who makes it.
// An audience function derives from the viewer for whom a page is rendered: viewers with equal
// audiences share one run of the view. [Members] makes one that sends strangers to a sign-in page.
// Below, User is the app's type, and User.Team is its method that returns the team:
//
//	// viewer is a func(*http.Request) (framework.Viewer[User], error)
//	app := framework.New(viewer, framework.Options[User]{Shell: shell})
//	members := framework.Members(User.Team, signIn)       // func(next router.URL) router.URL
//	framework.Get(app, Tickets, members, desk.tickets)    // for the team; or framework.Everyone, or framework.Self
//	framework.Post(app, Create, members, desk.create)
//	log.Fatal(app.Run(addr, nil))                         // or any http.Server: app is an http.Handler
//
// In templates, links are values too, checked by the compiler:
//
//	<a href={ Tickets.From(u).To(u.OnTab(Closed)) }>Closed</a>
//	@(markup.Form{Action: Create.URL(u)}) { … }
//
// # Parts: pages in pages
//
// A page may embed other pages by their URLs. Each part has its own audience, so a list that a team
// shares can have a badge that is private to each member. A lazy part is loaded when it becomes
// visible:
//
//	@markup.Part{URL: Mine.URL(MineURL{}), Label: "Assigned to me"}
//	@(markup.Part{URL: Statistics.URL(StatisticsURL{Days: 30}), Lazy: true}) { <p>Counting…</p> }
//
// # What a view gets
//
// A view gets a context, an audience and params (the struct of the URL), and no request. All tabs
// with the same route, params, audience and language share one run of it: together they are a
// screen, and these four are its key. The context belongs to the screen: it has no values of a
// request, and a cancelled request does not cancel it. So a shared page depends on its key alone.
//
// # Languages
//
// [Options.Languages] has, for each language, the sentences that the framework, the client and the
// components show. The language of a page comes from its URL ([Localized]), from the viewer
// ([Viewer.Language]), or from the browser. Views, templates, actions and checks of forms find it
// in their context:
//
//	framework.Language(ctx) // "de"
//
// Two people who read two languages get two pages.
//
// # Mounting
//
// The patterns of routes are full public paths. An app may be mounted wherever it gets the requests
// for them: alone, in a chi router with any middleware, in an [http.ServeMux], with or without
// [http.StripPrefix].
//
// # The protocol
//
// One URL has three representations, chosen by Accept. docs/protocol.md is the contract.
package framework

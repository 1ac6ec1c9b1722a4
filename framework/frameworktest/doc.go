// Package frameworktest tests an app as people use it, without a browser: over HTTP, by what is to be seen on the page.
//
// A test starts the app, lets visitors open tabs, and has them do what people do:
//
//	func TestTickets(t *testing.T) {
//		store := newStore(t)
//		site := frameworktest.Start(t, func() http.Handler { return New(store).Handler() })
//		ana, ben := site.Visitor(t), site.Visitor(t) // two people, each with cookies of their own
//
//		list := ben.Open("/tickets").Live()          // stays connected: what others do shows up
//
//		tab := ana.Open("/tickets")
//		tab.Click("New ticket")                      // a link or a button, by what stands on it
//		tab.Fill("Subject", "Paper jam")             // a field, by its label
//		tab.Choose("Priority", "high")
//		tab.Submit("Create ticket")
//		tab.See("Paper jam")                         // visible text
//
//		list.In("tr", "Paper jam").See("high")       // a part of a page; a live tab waits for what is not there yet
//		list.Cut()                                   // the network breaks; the tab connects again
//		site.Restart()                               // a deploy
//		list.EqualsFresh()                           // and the tab shows what a new document shows
//	}
//
// # Two ways
//
// Every page works with scripts and without, so most tests should run both ways: see [EachWay], and [Visitor.NoScript]. With scripts,
// a tab does what the client does by the rules of docs/protocol.md: clicks and submits ask for patches, a refused form keeps its input,
// a failure keeps the page. Without, it loads documents and follows redirects. The verbs are the same.
//
// Two things differ, as they do in browsers. [Tab.URL] after a refused form is the page's address with scripts, and the form's without.
// And [Tab.Fill] sets off a form that declares it (data-on), which without scripts waits for [Tab.Enter] or a button.
//
// # Live tabs
//
// A tab is live from [Tab.Live] on, until its page is one that is not, such as an error page. Then whatever asks for something to be
// there waits for it, up to [Site.Wait]; [Tab.Await] waits for anything, and [Tab.Next] takes the states that the stream brings one by one. A tab
// that is not live changes only by what it does itself, so there nothing waits.
//
// # What a tab is not
//
// It runs no script of the app's own, applies no styles and lays nothing out: what CSS hides is seen, and what stands in a closed menu,
// details or dialog is not seen but can be clicked. It asks no questions (data-confirm) and checks no fields before it sends them, so
// that the server's answer can be tested.
package frameworktest

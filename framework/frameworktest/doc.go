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
//		site.Restart()                               // the app crashes, and starts again
//		site.Deploy(nextBuild)                       // another build of it takes its place
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
// And [Tab.Fill] sets off a form that declares it (data-gf-on), which without scripts waits for [Tab.Enter] or a button.
//
// # Live tabs
//
// A tab is live from [Tab.Live] on, until its page is one that is not, such as an error page. Then whatever asks for something to be
// there waits for it, up to [Site.Wait]; [Tab.Await] waits for anything, and [Tab.Next] takes the states that the stream brings one by one. A tab
// that is not live changes only by what it does itself, so there nothing waits.
//
// # Restarts and deploys
//
// [Site.Restart] starts the same build again. [Site.Deploy] starts another build, which may have another shell, other templates and
// another client. Neither is a reason to load a document. After a deploy the tab patches its page, fetches the new shell around it,
// and goes on; what the person has typed and opened stays. It loads a document with the next visit to another path.
// [Tab.Documents] counts how many it has loaded.
//
// A page that the person must not see any more is left only if nothing was typed on it. Else it stays, and [Tab.Stale] says so.
//
// # Drafts
//
// With scripts, a tab keeps what was typed in forms that post when it leaves a page: for the page's URL and the viewer. It fills that
// in again after [Tab.Reload], [Tab.Back], [Tab.Forward] and signing in. After a fresh visit, such as [Tab.Go] or a link, it only
// keeps it, where the browser would offer it. Not kept are passwords, files, hidden fields, and what has data-gf-draft="off".
//
// # What a tab is not
//
// It runs no script of the app's own, applies no styles and lays nothing out: what CSS hides is seen, and what stands in a closed menu,
// details or dialog is not seen but can be clicked. It asks no questions (data-gf-confirm) and checks no fields before it sends them, so
// that the server's answer can be tested. It never loads a document because it is idle or hidden. Its drafts hold fields alone, not
// what is open, and do not end after 30 minutes without a session.
package frameworktest

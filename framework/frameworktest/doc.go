// Package frameworktest tests an app without a browser: over HTTP, by what a page shows.
//
// A test starts the app, opens tabs for visitors, and does what people do:
//
//	func TestTickets(t *testing.T) {
//		store := newStore(t)
//		site := frameworktest.Start(t, func() http.Handler { return New(store).Handler() })
//		ana, ben := site.Visitor(t), site.Visitor(t) // two people, each with cookies of their own
//
//		list := ben.Open("/tickets").Live()          // a live tab: it receives changes
//
//		tab := ana.Open("/tickets")
//		tab.Click("New ticket")                      // a link or a button, by its text
//		tab.Fill("Subject", "Paper jam")             // a field, by its label
//		tab.Choose("Priority", "high")
//		tab.Submit("Create ticket")
//		tab.See("Paper jam")                         // visible text
//
//		list.In("tr", "Paper jam").See("high")       // a live tab waits for the change
//		list.Disconnect()                            // the network breaks; the tab reconnects
//		site.Restart()                               // the app crashes and starts again
//		site.Deploy(nextBuild)                       // another build of it replaces this one
//		list.AssertMatchesReload()                   // the tab shows what a new document shows
//	}
//
// # With and without scripts
//
// Every page works with and without scripts, so most tests should run both ways: see
// [WithAndWithoutScripts] and [Visitor.NoScript]. With scripts, a tab does what the client does by
// the rules of docs/protocol.md: clicks and submits request patches, a refused form keeps its
// input, a failed request keeps the page. Without scripts, it loads documents and follows
// redirects. The methods are the same.
//
// As in browsers, two things differ:
//
//   - [Tab.URL] after a refused form is the address of the page with scripts, and that of the form
//     without.
//   - [Tab.Fill] submits a form that declares it (data-gf-on). Without scripts, use [Tab.Enter] or
//     a button.
//
// # Live tabs
//
// After [Tab.Live] a tab is live, until it shows a page that is not, such as an error page. In a
// live tab, methods wait for what they expect, at most [Site.Wait]. [Tab.Await] waits for any
// condition, and [Tab.Next] returns the states that the stream brings one by one. A tab that is not
// live changes only by its own actions, so nothing waits.
//
// # Restarts and deploys
//
// [Site.Restart] starts the same build again. [Site.Deploy] starts another build, which may have
// another shell, other templates and another client. No document is loaded for either. After a
// deploy the tab patches its page and fetches the new shell. What the person has typed and opened
// stays. The next visit to another path loads a document. [Tab.Documents] counts them.
//
// If the person must not see a page any more, the tab leaves it, unless something was typed on it.
// Then the page stays, and [Tab.Stale] reports true.
//
// # Drafts
//
// With scripts, a tab saves what was typed in forms that post when it leaves a page, by the URL of
// the page and the viewer. It restores that after [Tab.Reload], [Tab.Back], [Tab.Forward] and a
// sign-in. On a fresh visit, such as [Tab.Go] or a link, it keeps the draft; the browser would
// offer it. Passwords, files, hidden fields and what has data-gf-draft="off" are not saved.
//
// # Lost answers
//
// [Tab.LoseAnswers] loses the answers to the next posts, after the app has handled them. If the app
// has a durable store, the tab sends them again by itself, with their key; so a test of an action
// that is not in a write of the store sees its effect twice. Without one, [Tab.Unanswered] reports
// that the person is asked.
//
// # Rows
//
// A button that adds, removes or moves a row of a form is pressed by its name:
//
//	tab.Click("Add Line")
//	tab.Click("Remove Line 2")
//
// The tab does this as a browser without scripts: the server answers with a document that has the
// rows and all input, and [Tab.URL] is the address of the form. Files that were chosen are lost.
//
// # Limits
//
// A tab runs no scripts of the app, applies no styles and has no layout: what CSS hides is visible
// here. The content of a closed menu, details element or dialog is not visible but can be clicked.
// A tab asks no questions (data-gf-confirm) and does not check constraints before it submits, so
// that the answer of the server can be tested. It never loads a document because it is idle or
// hidden. Its drafts contain fields only, not what is open, and do not expire after 30 minutes
// without a session.
package frameworktest

package desk

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/router"
)

// TestEndToEnd goes through all that the desk can do, by links and plain forms.
func TestEndToEnd(t *testing.T) {
	server := newServer(t)
	b := newBrowser(t, server)

	// A stranger is sent to sign in, and then to where they were going.
	resp := b.do("GET", Tickets.URL(TicketsURL{Tab: Closed}), nil, "")
	b.read(resp, http.StatusSeeOther)
	signIn := router.URL(resp.Header.Get("Location"))
	form := action(b, b.get(signIn, http.StatusOK), "in")
	b.see(b.post(form, url.Values{"person": {"mallory"}}, http.StatusUnprocessableEntity), "Choose one of these people.")
	if next := b.post(form, url.Values{"person": {"amara"}}, http.StatusSeeOther); next != "/tickets?tab=closed" {
		t.Fatalf("signed in, and sent to %s", next)
	}

	// An empty form comes back with a sentence for each field, and with what was typed.
	form = action(b, b.get(NewTicket.URL(NewTicketURL{}), http.StatusOK), "create")
	page := b.post(form, url.Values{"subject": {"Kettle <b>broken</b>"}, "priority": {"low"}}, http.StatusUnprocessableEntity)
	b.see(page, "Say who asks.", "Choose a label.", "Say what happened.", `value="Kettle &lt;b&gt;broken&lt;/b&gt;"`)

	kettle := url.Values{"subject": {"Kettle <b>broken</b>"}, "requester": {"Zoë"}, "priority": {"low"}, "label": {"hardware"}, "body": {"Cold tea.\r\nEvery day."}}
	next := b.post(form, kettle, http.StatusSeeOther)
	if next != "/tickets/1001" {
		t.Fatalf("the new ticket is at %s", next)
	}
	ticket := OneTicket.URL(TicketURL{1001})
	page = b.get(ticket, http.StatusOK)
	b.see(page, "Ticket #1001 created.", "Kettle &lt;b&gt;broken&lt;/b&gt;", "Zoë", "Cold tea.\nEvery day.", "Nobody yet")
	b.miss(b.get(ticket, http.StatusOK), "created.</p>") // a flash is said once
	b.see(b.get(Tickets.URL(TicketsURL{Q: "zoë kettle"}), http.StatusOK), `id="t1001"`, "1 of 1 tickets")

	// Assign, take, close twice, reopen, comment.
	b.post(action(b, page, "assign"), url.Values{"person": {"ben"}}, http.StatusSeeOther)
	b.see(b.get(ticket, http.StatusOK), "Ben Šimić")
	b.post(action(b, page, "assign"), url.Values{"person": {"robin"}}, http.StatusUnprocessableEntity)
	b.post(action(b, page, "take"), nil, http.StatusSeeOther)
	for range 2 {
		b.post(action(b, page, "close"), nil, http.StatusSeeOther)
		b.see(b.get(ticket, http.StatusOK), "Ticket #1001 is closed.", "Reopen")
	}
	b.post(action(b, b.get(ticket, http.StatusOK), "reopen"), nil, http.StatusSeeOther)
	page = b.get(ticket, http.StatusOK)
	b.see(b.post(action(b, page, "comment"), url.Values{"_form": {"comment"}, "text": {" \r\n"}}, http.StatusUnprocessableEntity), "Write something first.")
	b.post(action(b, page, "comment"), url.Values{"text": {"Looking <i>now</i>."}}, http.StatusSeeOther)

	// Edit, and meet somebody who edits too.
	page = b.get(Edit.URL(EditURL{1001}), http.StatusOK)
	form = action(b, page, "save")
	kettle.Set("_base", base(b, page))
	kettle.Set("subject", "Kettle is cold")
	b.post(form, kettle, http.StatusSeeOther)
	kettle.Set("subject", "Kettle is mine")
	page = b.post(form, kettle, http.StatusUnprocessableEntity)
	b.see(page, "Amara Okafor has changed this meanwhile.", `value="Kettle is mine"`, "Kettle is cold", `name="_choice.subject" value="mine" required`)
	kettle.Set("_base", base(b, page))
	kettle.Set("_choice.subject", "mine")
	b.post(form, kettle, http.StatusSeeOther)
	b.see(b.get(ticket, http.StatusOK), "Ticket #1001 saved.", "Kettle is mine", "Looking &lt;i&gt;now&lt;/i&gt;.", "Amara Okafor")

	history := b.get(History.URL(HistoryURL{1001}), http.StatusOK)
	b.see(history, "wrote in", "assigned Ben Šimić", "assigned Amara Okafor", "closed the ticket", "reopened the ticket", "said", "edited", "“Kettle is cold” → “Kettle is mine”")
	if n := strings.Count(history, "closed the ticket"); n != 1 {
		t.Errorf("closed %d times", n)
	}

	// Sign out.
	if next := b.post(action(b, page, "out"), nil, http.StatusSeeOther); next != "/sign-in" {
		t.Errorf("signed out, and sent to %s", next)
	}
	list := Tickets.URL(TicketsURL{Tab: Closed, Q: "a&b"})
	resp = b.do("GET", list, nil, "")
	b.read(resp, http.StatusSeeOther)
	if next := resp.Header.Get("Location"); next != string(SignIn.URL(SignInURL{Next: string(list)})) {
		t.Errorf("a stranger is sent to %s", next)
	}
	b.post(OnePage.Close.URL(TicketURL{1001}), nil, http.StatusUnauthorized)
}

// base returns what the edit form of the page is based on.
func base(b *browser, page string) string {
	b.Helper()
	m := regexp.MustCompile(`name="_base" value="([^"]*)"`).FindStringSubmatch(page)
	if m == nil {
		b.Fatalf("no base in the page:\n%.4000s", page)
	}
	return html.UnescapeString(m[1])
}

// action returns where a form of the page posts to.
func action(b *browser, page, name string) router.URL {
	b.Helper()
	m := regexp.MustCompile(`action="([^"]*_action=` + name + `)"`).FindStringSubmatch(page)
	if m == nil {
		b.Fatalf("no form for %q in the page:\n%.4000s", name, page)
	}
	return router.URL(html.UnescapeString(m[1]))
}

func TestDrawerOpenAfterAction(t *testing.T) {
	b := as(t, newServer(t), "ben")
	u := TicketsURL{Tab: All, Q: "printer", Page: 1, Ticket: 42}
	page := b.get(Tickets.URL(u), http.StatusOK)
	if next := b.post(action(b, page, "take"), nil, http.StatusSeeOther); next != string(Tickets.URL(u)) {
		t.Errorf("after an action in the drawer: %s", next)
	}
	b.see(b.get(Tickets.URL(u), http.StatusOK), `id="drawer"`)
	b.post(Drawer.Close.URL(TicketsURL{}), nil, http.StatusNotFound) // no drawer
}

func TestSignInOpenRedirect(t *testing.T) {
	server := newServer(t)
	for next, want := range map[string]string{
		"":                      "/tickets",
		"/tickets/42/history":   "/tickets/42/history",
		"/tickets?q=a%26b":      "/tickets?q=a%26b",
		"https://evil.example/": "/tickets",
		"//evil.example/":       "/tickets",
		`/\evil.example`:        "/tickets",
		"/\t/evil.example":      "/tickets",
		"javascript:alert(1)":   "/tickets",
		"/../../evil.example":   "/tickets",
	} {
		got := newBrowser(t, server).post(SignInAs.URL(SignInURL{Next: next}), url.Values{"person": {"amara"}}, http.StatusSeeOther)
		if got != want {
			t.Errorf("next=%q leads to %q, want %q", next, got, want)
		}
	}
}

func TestTeamIsolationHTTP(t *testing.T) {
	server := newServer(t)
	robin := as(t, server, "robin")
	robin.see(robin.get(Tickets.URL(TicketsURL{}), http.StatusOK), "Nothing to do")
	robin.see(robin.get(OneTicket.URL(TicketURL{42}), http.StatusNotFound), "There is no such ticket on your desk.")
	page := robin.get(Tickets.URL(TicketsURL{Ticket: 42}), http.StatusOK)
	robin.see(page, "Ticket #42 is not on your desk")
	if strings.Contains(page, `id="drawer"`) || strings.Contains(page, "Printer") {
		t.Error("the drawer shows a ticket of another team")
	}
	robin.post(OnePage.Close.URL(TicketURL{42}), nil, http.StatusNotFound)
	robin.post(Save.URL(EditURL{42}), url.Values{"subject": {"s"}, "requester": {"r"}, "priority": {"low"}, "label": {"login"}, "body": {"b"}}, http.StatusNotFound)
}

func TestSignOutEndsTheStreams(t *testing.T) {
	server := newServer(t)
	b := as(t, server, "amara")
	s := b.stream(Tickets.URL(TicketsURL{}), "")
	s.next()
	for range 2 { // the page itself may come first
		b.post(SignOut.URL(SignInURL{}), nil, http.StatusSeeOther)
		if strings.Contains(s.next(), "recheck") {
			return
		}
	}
	t.Error("the stream goes on")
}

// Of all that happened the newest hundred are on the page. One that comes costs what it says, and
// not the list.
func TestAppendCostsOneRow(t *testing.T) {
	server := newServer(t)
	b := as(t, server, "amara")
	activity := Activity.URL(ActivityURL{})
	page := b.get(activity, http.StatusOK)
	version := regexp.MustCompile(`id="page"[^>]* data-gf-version="([^"]+)"`).FindStringSubmatch(page)[1]
	s := b.stream(activity, version)
	s.next() // hello
	for range 3 {
		b.post(AddComment.URL(TicketURL{42}), url.Values{"text": {"Looking."}}, http.StatusSeeOther)
		if event := s.next(); len(event) > 400 || len(page) < 50*len(event) {
			t.Errorf("%d bytes on a page of %d:\n%.1000s", len(event), len(page), event)
		}
	}
}

// TestSessionsSurviveRestart starts the desk again with the same database.
func TestSessionsSurviveRestart(t *testing.T) {
	store := newStore(t)
	first := newServerOn(t, New(store))
	b := as(t, first, "chiyo")
	second := newServerOn(t, New(store))
	from, _ := url.Parse(first.URL)
	to, _ := url.Parse(second.URL)
	b.client.Jar.SetCookies(to, b.client.Jar.Cookies(from))
	b.server = second
	b.see(b.get(Tickets.URL(TicketsURL{}), http.StatusOK), "Chiyo Tanaka")
}

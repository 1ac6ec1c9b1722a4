package desk

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// What the desk wants to tell somebody, and has not shown yet, is gone when they sign out: the next
// person at the browser does not see it.
func TestFlashIsGoneAfterSignOut(t *testing.T) {
	server := newServer(t)
	b := as(t, server, "amara")
	b.post(OnePage.Close.URL(TicketURL{42}), nil, http.StatusSeeOther)
	const message = "Ticket #42 is closed."
	b.post(SignOut.URL(SignInURL{}), nil, http.StatusSeeOther) // without a look at the page between
	b.miss(b.get(SignIn.URL(SignInURL{}), http.StatusOK), message)
	b.post(SignInAs.URL(SignInURL{}), url.Values{"person": {"ben"}}, http.StatusSeeOther)
	b.miss(b.get(Activity.URL(ActivityURL{}), http.StatusOK), `<p data-gf-flash`+">"+message, message+"</p>")
}

// Somebody signs in over the session of somebody else: the streams of the person before end.
func TestSignInOverAnotherSession(t *testing.T) {
	b := as(t, newServer(t), "amara")
	s := b.stream(Tickets.URL(TicketsURL{}), "")
	s.next()
	b.post(SignInAs.URL(SignInURL{}), url.Values{"person": {"ben"}}, http.StatusSeeOther)
	for range 2 { // the page itself may come first
		if strings.Contains(s.next(), "recheck") {
			return
		}
	}
	t.Error("the stream of the person before goes on")
}

// A sign-out whose session cannot be deleted is no sign-out: the person is told so, is signed in as
// before, and their streams go on. After one that is done, the old cookie is worth nothing.
func TestSignOutThatFails(t *testing.T) {
	store := newStore(t)
	b := as(t, newServerOn(t, New(store)), "amara")
	if _, err := store.write.ExecContext(t.Context(), `CREATE TRIGGER kept BEFORE DELETE ON sessions BEGIN SELECT raise(ABORT, 'read-only'); END`); err != nil {
		t.Fatal(err)
	}
	s := b.stream(Tickets.URL(TicketsURL{}), "")
	s.next()
	home := must(url.Parse(b.server.URL))(t)
	cookie := func() *http.Cookie {
		for _, c := range b.client.Jar.Cookies(home) {
			if c.Name == "desk" {
				return c
			}
		}
		return &http.Cookie{}
	}
	before := cookie()
	b.post(SignOut.URL(SignInURL{}), nil, http.StatusInternalServerError)
	b.see(b.get(Tickets.URL(TicketsURL{}), http.StatusOK), "Amara Okafor")
	if after := cookie(); after.Value != before.Value {
		t.Errorf("the cookie was %v and is %v", before, after)
	}
	b.post(AddComment.URL(TicketURL{42}), url.Values{"text": {"Still here."}}, http.StatusSeeOther)
	for range 2 { // the page itself may come first
		if strings.Contains(s.next(), "recheck") {
			t.Error("a sign-out that has failed ends the streams")
		}
	}
	if _, err := store.write.ExecContext(t.Context(), "DROP TRIGGER kept"); err != nil {
		t.Fatal(err)
	}
	b.post(SignOut.URL(SignInURL{}), nil, http.StatusSeeOther)
	r := httptest.NewRequest("GET", "/tickets", nil)
	r.AddCookie(before)
	w := httptest.NewRecorder()
	b.server.Config.Handler.ServeHTTP(w, r)
	if w.Code != http.StatusSeeOther {
		t.Errorf("the old cookie: status %d", w.Code)
	}
}

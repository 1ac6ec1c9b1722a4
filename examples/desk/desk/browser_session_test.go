package desk

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/level"
)

// A session that expires while its tab is open, live and has input that nobody has sent: the tab
// keeps page, input and focus, and says that the session has ended. Nothing that the open tab does
// by itself has kept the session alive. Who then sends the form signs in, comes back to the same
// URL, finds the input, and sends it once.
func TestSessionExpiresInAnOpenTab(t *testing.T) {
	level.Long(t)
	o := open(t)
	o.signIn(t, "amara")
	const here = "/tickets/42"
	tab := o.tab(t, here)
	tab.Allow("401|404") // of the page, and of its stream
	live(tab)
	tab.Eval("window.mark = 'not reloaded'", nil)
	const field = `document.querySelector("#comment textarea")`
	tab.Run(chromedp.SendKeys("#comment textarea", "A long answer"))

	// The session ends in a second. The tab asks again as after any change of its viewer, and its
	// next stream ends with the session.
	deadline := time.Now().Add(time.Second)
	o.expireSessions(t, deadline)
	amara := must(o.desk.store.User(t.Context(), "amara"))(t)
	o.desk.app.Notify(amara.topic())
	const message = `document.querySelector("[data-gf-flash]").textContent`
	tab.Until(message + `.length > 0 && document.documentElement.hasAttribute("data-gf-stale")`)
	if time.Now().Before(deadline) {
		t.Error("the session ended too soon")
	}
	want := fmt.Sprint([]string{"A long answer", "not reloaded", here})
	if got := fmt.Sprint([]string{tab.Text(field + ".value"), tab.Text("window.mark"), tab.Text("location.pathname")}); got != want {
		t.Errorf("after the session: %s, want %s", got, want)
	}
	if got := tab.Text("document.activeElement === " + field); got != "true" {
		t.Error("the focus is elsewhere")
	}
	tab.Run(chromedp.SendKeys("#comment textarea", ", and more"))
	tab.Run(chromedp.Click("#comment button:not([type=button])", chromedp.ByQuery))
	tab.Until(`location.pathname === "/sign-in" && document.readyState === "complete"`)
	tab.Run(chromedp.Click(`button[value="amara"]`, chromedp.ByQuery))
	tab.Until(`location.pathname === "` + here + `" && ` + field + `?.value === "A long answer, and more"`)
	live(tab)
	comments := func() (n int) {
		t.Helper()
		row := o.desk.store.read.QueryRowContext(t.Context(), "SELECT count(*) FROM events WHERE text = 'A long answer, and more'")
		if err := row.Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := comments(); n != 0 {
		t.Errorf("%d comments before it was sent again", n)
	}
	tab.Run(chromedp.Click("#comment button:not([type=button])", chromedp.ByQuery))
	tab.Until(`document.querySelector(".gf-comments").textContent.includes("A long answer, and more") && ` + field + `.value === ""`)
	if n := comments(); n != 1 {
		t.Errorf("%d comments", n)
	}
}

// expireSessions sets when all sessions end, as if people had signed in that much earlier.
func (o *opened) expireSessions(t *testing.T, deadline time.Time) {
	t.Helper()
	store := o.desk.store
	rows := must(store.read.QueryContext(t.Context(), "SELECT token, data FROM sessions"))(t)
	sessions := map[string][]byte{}
	for rows.Next() {
		var token string
		var data []byte
		if err := rows.Scan(&token, &data); err != nil {
			t.Fatal(err)
		}
		sessions[token] = data
	}
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	for token, data := range sessions {
		_, values, err := o.desk.sessions.Codec.Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		data = must(o.desk.sessions.Codec.Encode(deadline, values))(t)
		if _, err := store.write.ExecContext(t.Context(), "UPDATE sessions SET data = ?, expiry = ? WHERE token = ?", data, deadline.Unix()+1, token); err != nil {
			t.Fatal(err)
		}
	}
	if len(sessions) == 0 {
		t.Fatal("nobody is signed in")
	}
}

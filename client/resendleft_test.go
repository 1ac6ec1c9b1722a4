package client_test

import (
	"net/http"
	"sync"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// The answer of a submission never leads a person away from another page that they have gone to
// meanwhile: by a link, or in another document, by an address.
func TestResendLeft(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	const location = `{"location": "/a", "flash": "Paid."}`
	for name, answer := range map[string]struct {
		handler http.HandlerFunc // nil: the ledger's own, which leads to /a
		flash   string
	}{
		"a page":     {nil, "Saved 1."},
		"a document": {foreign(200, "", wire.PatchType, location), "Paid."},
		"to sign in": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/a?login", http.StatusSeeOther)
		}, "That did not work. Please try again."},
	} {
		for by, leave := range map[string]func(*ledger){
			"by a link": func(l *ledger) { click(l.tab, "a[href='/b']") },
			"by an address": func(l *ledger) {
				l.tab.Eval("setTimeout(() => (location = '/b'))", nil)
				l.tab.Until("location.pathname === '/b' && !!window.goldfish")
			},
		} {
			t.Run(name+" "+by, func(t *testing.T) {
				if name != "a page" {
					level.Long(t)
				}
				l := openLedger(t, chromium, true, saveForm)
				l.on("patch GET /a?login", foreign(200, "", "text/html", "<h1>Sign in</h1>"))
				gate := make(chan struct{})
				answers := sync.OnceFunc(func() { close(gate) })
				t.Cleanup(answers)
				l.on("POST /a?_action=save", func(w http.ResponseWriter, r *http.Request) {
					<-gate
					if answer.handler != nil {
						answer.handler(w, r)
						return
					}
					l.save(w, r)
				})
				l.tab.Eval("Math.random = () => 0.1", nil)
				click(l.tab, "button")
				l.waits("patch POST", 1)
				leave(l)
				l.tab.Until("document.querySelector('h1')?.textContent === '/b'")
				l.tab.Eval("window.stays = true", nil)
				answers()
				l.tab.Until(flashText + " === '" + answer.flash + "'")
				l.tab.Until("sessionStorage.getItem('goldfish:submissions') === '\"\"'")
				want(t, "the page", l.tab.Text("window.stays + ' ' + location.pathname + ' ' + document.querySelector('h1').textContent"), "true /b /b")
			})
		}
	}
}

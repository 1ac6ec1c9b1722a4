package client_test

import (
	"net/http"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// What is typed before the file of the triggers has arrived is sent when it has: nothing waits for
// the next edit. What a person has submitted meanwhile is not sent again.
func TestTriggersThatArriveLate(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	start := func(t *testing.T) (*site, *browser.Tab) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", `<form method="post" action="/a?_action=save" data-gf-on="input delay:50ms"><input name="text"><button>Save</button></form>
			<form id="other" method="post" action="/a?_action=other" data-gf-on="change"><input name="box" type="checkbox"></form>`)})
		for _, action := range []string{"save", "other"} {
			s.on("POST /a?_action="+action, func(w http.ResponseWriter, r *http.Request) {
				s.write(w, r, "patch", reply{Made: made(""), URL: "/a", Version: "va"})
			})
		}
		s.late, s.lateFile = make(chan struct{}), "/triggers-"
		tab := s.open(chromium, t, "/a")
		live(tab)
		s.waits("script /triggers-", 1)
		return s, tab
	}
	t.Run("typed", func(t *testing.T) {
		s, tab := start(t)
		tab.Run(chromedp.SendKeys("[name=text]", "xy"))
		click(tab, "[name=box]")
		close(s.late)
		s.waits("patch POST /a?_action=save", 1)
		s.waits("patch POST /a?_action=other", 1)
	})
	t.Run("submitted", func(t *testing.T) {
		s, tab := start(t)
		tab.Run(chromedp.SendKeys("[name=text]", "xy"))
		click(tab, "button")
		s.waits("patch POST /a?_action=save", 1)
		click(tab, "[name=box]")
		close(s.late)
		// The other form's edit comes after it, and with no delay: so would that of this form.
		s.waits("patch POST /a?_action=other", 1)
		// Timers fire in the order in which they are due.
		tab.Eval("setTimeout(() => window.later = true, 100), 0", nil)
		tab.Until("later && !document.querySelector('form[aria-busy]')")
		want(t, "posts", len(s.requests("patch POST /a?_action=save")), 1)
	})
}

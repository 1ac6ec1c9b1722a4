package client_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/client"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// A form is based on what the server has sent. So what a submission has saved is in the page before
// the form is sent again: if not, the server would take it for the work of another device.
func TestAnswerBeforeAnother(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	const attribute = `data-gf-on="input delay:1ms"`
	body := func(saved int, attribute string) string {
		return fmt.Sprintf(`<h1>/a</h1><form id="f" method="post" action="/a?_action=save" %s><input type="hidden" name="_base" value="%d"><input name="n"><button>Save</button></form>
			<form id="g" method="post" action="/a?_action=other"><button>Other</button></form><a href="/b">b</a>`, attribute, saved)
	}
	// open opens the page. Each save is answered when the gate lets it through.
	open := func(t *testing.T, attribute string, fingerprints string) (*site, *browser.Tab, chan struct{}) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "v0", Body: body(0, attribute)})
		gate, saved := make(chan struct{}, 10), 0
		s.on("POST /a?_action=save", func(w http.ResponseWriter, r *http.Request) {
			<-gate
			saved++
			s.write(w, r, "patch", reply{URL: "/a", Title: "a", Made: fingerprints, Version: fmt.Sprintf("v%d", saved), Body: body(saved, attribute)})
		})
		tab := s.open(chromium, t, "/a")
		tab.Allow("Failed to load|status of|ERR_")
		live(tab)
		started(tab, "forms")
		return s, tab, gate
	}
	bases := func(s *site) (bases []string) {
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, form := range s.forms {
			if values, _ := url.ParseQuery(form); values.Has("_base") {
				bases = append(bases, values.Get("_base"))
			}
		}
		return bases
	}
	based := func(tab *browser.Tab, on string) {
		tab.Until("document.querySelector('[name=_base]').value === '" + on + "'")
	}

	t.Run("while the answer waits for another shell", func(t *testing.T) {
		s, tab, gate := open(t, attribute, client.Fingerprint+".s1.h2.")
		started(tab, "triggers")
		tab.Eval("Math.random = () => 0", nil)
		renewed := make(chan struct{})
		s.on("document GET /a", func(w http.ResponseWriter, r *http.Request) {
			<-renewed
			s.write(w, r, "document", s.answer("/a"))
		})
		s.deploy("h2", "", shell{})
		s.cut("/a")
		s.waits("document GET /a", 2)
		gate <- struct{}{}
		tab.Run(chromedp.SendKeys("[name=n]", "x"))
		s.waits("patch POST /a?_action=save", 1)
		tab.Until("!document.querySelector('[aria-busy]')") // the answer has arrived
		tab.Run(chromedp.SendKeys("[name=n]", "y"))
		tab.Eval("new Promise(done => setTimeout(done, 50))", nil)
		gate <- struct{}{}
		close(renewed)
		based(tab, "2")
		if got := bases(s); !slices.Equal(got, []string{"0", "1"}) {
			t.Errorf("the saves were based on %q, want each on the one before", got)
		}
		want(t, "the field", tab.Text("document.querySelector('[name=n]').value"), "xy")
	})
	t.Run("pressed again while the answer waits", func(t *testing.T) {
		s, tab, gate := open(t, "", client.Fingerprint+".s1.h2.")
		tab.Eval("Math.random = () => 0", nil)
		renewed := make(chan struct{})
		s.on("document GET /a", func(w http.ResponseWriter, r *http.Request) {
			<-renewed
			s.write(w, r, "document", s.answer("/a"))
		})
		s.deploy("h2", "", shell{})
		s.cut("/a")
		s.waits("document GET /a", 2)
		gate <- struct{}{}
		tab.Run(chromedp.SendKeys("[name=n]", "x"))
		click(tab, "#f button")
		s.waits("patch POST /a?_action=save", 1)
		tab.Until("!document.querySelector('[aria-busy]')") // the answer has arrived
		click(tab, "#f button")                             // the same
		tab.Run(chromedp.SendKeys("[name=n]", "y"))
		click(tab, "#f button")
		gate <- struct{}{}
		close(renewed)
		based(tab, "2")
		if got := bases(s); !slices.Equal(got, []string{"0", "1"}) {
			t.Errorf("the saves were based on %q, want each on the one before", got)
		}
		want(t, "the last save", s.lastForm(), "_base=1&n=xy")
	})
	t.Run("a shell that does not come", func(t *testing.T) {
		s, tab, gate := open(t, "", client.Fingerprint+".s1.h2.")
		tab.Eval("Math.random = () => 0", nil)
		tab.Eval("AbortSignal.timeout = (timeout => () => timeout(100))(AbortSignal.timeout.bind(AbortSignal))", nil)
		s.on("document GET /a", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
		s.deploy("h2", "", shell{})
		s.cut("/a")
		s.waitsMore("document GET /a", 1)
		gate <- struct{}{}
		click(tab, "#f button")
		based(tab, "1")
	})
	t.Run("the answer has replaced the form", func(t *testing.T) {
		s := serve(t)
		form := `<form method="post" action="/a?_action=save"><input name="n" value="1"><button>Save</button></form>`
		s.page("/a", reply{Title: "a", Version: "v0", Body: "<h1>/a</h1><div>" + form + "</div>"})
		s.on("POST /a?_action=save", func(w http.ResponseWriter, r *http.Request) {
			s.write(w, r, "patch", reply{URL: "/a", Title: "a", Made: made(""), Version: "v1", Body: "<h1>saved</h1><section>" + form + "</section>"})
		})
		tab := s.open(chromium, t, "/a")
		live(tab)
		tab.Eval("window.old = document.forms[0]", nil)
		click(tab, "form button")
		shows(tab, "saved")
		want(t, "the old form is in the page", tab.Text("old.isConnected"), "false")
		click(tab, "form button")
		s.waits("patch POST", 2)
		if keys := s.headerValues(wire.KeyHeader); len(keys) != 2 || keys[0] == keys[1] {
			t.Errorf("the keys of two submissions are %q", keys)
		}
	})
	for name, other := range map[string]string{"another form is sent": "#g button", "another page is fetched": "#page a"} {
		t.Run(name+", and fails", func(t *testing.T) {
			s, tab, gate := open(t, "", made(""))
			fail := make(chan struct{})
			failing := func(w http.ResponseWriter, r *http.Request) {
				<-fail
				foreign(500, "", "text/html", "<h1>bug</h1>")(w, r)
			}
			s.on("POST /a?_action=other", failing)
			s.on("patch GET /b", failing)
			tab.Run(chromedp.SendKeys("[name=n]", "x"))
			click(tab, "#f button")
			s.waits("patch POST /a?_action=save", 1)
			click(tab, other)
			s.waitsMore("patch", 1)
			gate <- struct{}{}
			based(tab, "1")
			want(t, "the field", tab.Text("document.querySelector('[name=n]').value"), "")
			close(fail)
			tab.Until(flashText + " === 'That did not work. Please try again.'")
			click(tab, "#f button")
			gate <- struct{}{}
			based(tab, "2")
			if got := bases(s); !slices.Equal(got, []string{"0", "1"}) {
				t.Errorf("the saves were based on %q, want each on the one before", got)
			}
		})
	}
}

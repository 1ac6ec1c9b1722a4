package client_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// Content of a person, in a region that leaves navigation to the browser, or that is kept: no
// attribute of ours makes the client do anything there. The same content elsewhere shows that the
// test would see it.
func TestAttributesInContentOfPeople(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	const pasted = `<form class="pasted" method="post" action="/a?_action=evil" data-gf-on="visible"><input name="x" value="y"></form>
<form method="post" action="/a?_action=evil" data-gf-on="every:30ms"></form>
<form class="pasted" method="post" action="/a?_action=evil" data-gf-check><input name="c" value="d"></form>
<form action="/evil" data-gf-on="every:30ms,visible,submit,input,change"><input name="q" value="z"></form>
<a href="/evil" data-gf-on="visible,every:30ms">x</a>
<a id="key" href="/evil" data-gf-on="key:x">key</a>
<div id="evil-part" data-gf-part="/evil">placeholder</div><div id="evil-lazy" data-gf-part="/evil-lazy" data-gf-lazy>placeholder</div>
<div id="tpl" data-gf-part="/a"><template data-gf-version="1">other</template>content</div>
<b data-gf-hook="h">hook</b>
<i data-gf-live="hidden">live</i>
<time datetime="2020-01-02T03:04:05Z" data-gf-time>then</time>
<p class="spoof" data-gf-flash>spoof</p><p class="spoof" data-gf-notice>spoof</p><p class="spoof" data-gf-error="n">spoof</p><p class="spoof" data-gf-error="">spoof</p>
<div data-gf-scroll="anchor"><p id="anchor">anchor</p></div>
<meta name="goldfish-messages" content="not JSON">`
	const hooks = `window.mounted = 0; addEventListener("goldfish:mounted", () => mounted++);`
	refuse := func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "refused", http.StatusBadRequest)
	}
	form := `<form id="own" method="post" action="/a?_action=own"><input name="n"><button>send</button>`
	for _, c := range []struct {
		name, open, close string
		acts              bool
	}{
		{"patch off", `<div data-gf-patch="off">`, `</div></form>`, false},
		{"kept", `</form><div id="k" data-gf-keep>`, `</div>`, false},
		{"deep inside", `</form><div id="k" data-gf-keep><p><span><section>`, `</section></span></p></div>`, false},
		{"anywhere else", `</form><div>`, `</div>`, true},
	} {
		if c.acts && testing.Short() {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			s := serve(t)
			body := func(n int) string {
				return fmt.Sprintf(`<h1>%d</h1>`, n) + form + c.open + pasted + c.close + `<a id="on" href="/b">on</a>`
			}
			s.page("/a", reply{Title: "a", Version: "v1", Body: body(1)})
			s.on("patch POST /a?_action=own", func(w http.ResponseWriter, r *http.Request) {
				s.write(w, r, "patch", reply{Status: 422, Fields: map[string]string{"n": "bad", "": "wrong"}})
			})
			for _, url := range []string{"POST /a?_action=evil", "GET /evil", "GET /evil-lazy", "GET /evil?q=z"} {
				s.on(url, refuse)
			}
			tab := chromium.Tab(t)
			tab.Allow("422|400|Failed to load")
			early(tab, hooks+keepWarnings)
			tab.Open(s.URL + "/a")
			if c.acts {
				s.waitsMore("patch POST /a?_action=evil", 0)
				s.waitsMore("patch GET /evil", 0)
				return
			}
			live(tab)
			l := s.listening("/a")
			tab.Eval("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'x', bubbles: true}))", nil)
			tab.Eval(`document.querySelectorAll('.pasted input, form[action="/evil"] input').forEach((el) => el.dispatchEvent(new InputEvent('input', {bubbles: true})))`, nil)
			l.push("v2", "a", body(2))
			tab.Until("document.querySelector('h1').textContent === '2'")
			// Longer than every trigger, by the clock of the page.
			tab.Eval("new Promise((done) => setTimeout(done, 600))", nil)
			tab.Eval("document.querySelector('#own button').click()", nil)
			tab.Until("document.querySelector('#own [aria-invalid]') && !document.documentElement.hasAttribute('aria-busy')")
			for _, prefix := range []string{"patch POST /a?_action=evil", "document POST", "patch GET /evil", "document GET /evil", "patch GET /a"} {
				want(t, "requests for "+prefix, s.requests(prefix), []string{})
			}
			want(t, "hooks", tab.Text("mounted"), "0")
			want(t, "time", tab.Text("document.querySelector('time').textContent"), "then")
			want(t, "messages", tab.Text("[...document.querySelectorAll('.spoof')].every((el) => el.textContent === 'spoof' && !el.hidden)"), "true")
			want(t, "parts", tab.Text("[...document.querySelectorAll('[data-gf-part]')].every((el) => !el.hasAttribute('aria-busy'))"), "true")
			want(t, "what the server is told of parts", strings.Join(s.headerValues(wire.PartsHeader), ""), "")
			want(t, "a file for what is not there", len(s.requests("script /anchor"))+len(s.requests("script /time"))+len(s.requests("script /parts")), 0)
			want(t, "streams of a hidden tab", tab.Text("document.querySelectorAll('[data-gf-live]').length"), "1")
			// The page goes on, and a body that the server changes is shown inside too.
			click(tab, "#on")
			tab.Until("document.querySelector('h1').textContent === '/b'")
		})
	}
}

// What a person does to content of people: a link asks no question of its own, and says nothing of
// how the next page is shown. What is around the region does.
func TestSettingsInContentOfPeople(t *testing.T) {
	t.Parallel()
	level.Long(t)
	chromium := browser.New(t)
	const inside = `<a id="in" href="/b" data-gf-confirm="Really?" data-gf-history="replace" data-gf-focus="#shell" data-gf-scroll="keep" data-gf-indicator="#shell" data-gf-transition="x" data-gf-patch="part">b</a>
<form method="post" action="/a?_action=x" data-gf-confirm="Form?"><button id="send" data-gf-busy="Stolen" data-gf-confirm="Button?" data-gf-indicator="#shell">send</button></form>`
	for _, c := range []struct{ name, open, close, asked, length string }{
		{"kept", `<div id="k" data-gf-keep>`, `</div>`, "", "2"},
		{"anywhere else", `<div>`, `</div>`, "Button?,Really?", "1"},
		{"an outer setting counts", `<div data-gf-history="replace"><div id="k" data-gf-keep>`, `</div></div>`, "", "1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serve(t)
			s.page("/a", reply{Title: "a", Version: "v1", Body: `<h1>/a</h1>` + c.open + inside + c.close})
			gate := make(chan struct{})
			s.on("patch POST /a?_action=x", func(w http.ResponseWriter, r *http.Request) {
				<-gate
				s.write(w, r, "patch", reply{Status: 422, Message: "no"})
			})
			tab := s.open(chromium, t, "/a")
			tab.Allow("422")
			tab.Eval("(window.asked = [], window.confirm = (q) => { asked.push(q); return true; })", nil)
			before := tab.Text("history.length")
			click(tab, "#send")
			s.waits("patch POST", 1)
			acts := c.name == "anywhere else"
			want(t, "label", tab.Text("document.getElementById('send').textContent"), map[bool]string{true: "Stolen", false: "send"}[acts])
			want(t, "indicator", tab.Text("document.getElementById('shell').getAttribute('aria-busy')"), map[bool]string{true: "true", false: "null"}[acts])
			close(gate)
			tab.Until("!document.documentElement.hasAttribute('aria-busy')")
			click(tab, "#in")
			shows(tab, "/b")
			want(t, "questions", tab.Text("asked.join()"), c.asked)
			want(t, "focus", tab.Text("document.activeElement.id === 'shell'"), acts)
			want(t, "entries", tab.Text("history.length - "+before+" + 1"), c.length)
		})
	}
}

// A patch-off region may hold a form of the app: its own attributes count, and its post is the
// browser's.
func TestFormThatIsLeftToTheBrowser(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	s := serve(t)
	s.page("/a", reply{Title: "a", Version: "v1", Body: `<h1>/a</h1><form method="post" action="/a?_action=x" data-gf-patch="off" data-gf-confirm="Sure?"><button>send</button></form>`})
	s.on("document POST /a?_action=x", foreign(200, "", "text/html", "<h1>posted</h1>"))
	tab := s.open(chromium, t, "/a")
	tab.Eval("(window.asked = '', window.confirm = (q) => { sessionStorage.asked = q; return true; })", nil)
	tab.Run(chromedp.Click("button"))
	tab.Until("document.querySelector('h1')?.textContent === 'posted'")
	want(t, "question", tab.Text("sessionStorage.asked"), "Sure?")
}

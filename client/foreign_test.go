package client_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// foreign answers as a proxy does: without anything of the app.
func foreign(status int, header, media, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if header != "" {
			w.Header().Set("Retry-After", header)
		}
		w.Header().Set("Content-Type", media)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

const flashText = "document.querySelector('[data-gf-flash]').textContent"

// A proxy's answer to a form keeps the form, whatever it is.
func TestForeignAnswers(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	again := "That did not work. Please try again."
	for i, c := range []struct {
		name   string
		answer http.HandlerFunc
		wants  string
	}{
		{"404 with a page", foreign(404, "", "text/html", "<h1>no</h1>"), again},
		{"413", foreign(413, "", "text/html", "<h1>no</h1>"), again},
		{"429 with seconds", foreign(429, "30", "text/plain", "no"), "That did not work. Please try again in 30 seconds."},
		{"429 with minutes", foreign(429, "600", "text/html", "no"), "That did not work. Please try again in 10 minutes."},
		{"429 with a nonsensical time", foreign(429, "soon", "text/html", "no"), again},
		{"411 without a body", foreign(411, "", "text/html", ""), again},
		{"400 with JSON", foreign(400, "", "application/json", `{"url":"/b"}`), again},
	} {
		t.Run(c.name, func(t *testing.T) {
			if i != 2 { // one with a time
				level.Long(t)
			}
			for _, form := range []string{
				`<form method="post" action="/a?_action=x"><textarea name="text"></textarea><button>Save</button></form>`,
				`<form method="post" action="/a?_action=x" data-gf-on="input delay:10ms"><textarea name="text"></textarea><button>Save</button></form>`,
			} {
				s := serve(t)
				s.page("/a", reply{Title: "a", Version: "v", Body: "<h1>/a</h1>" + form})
				s.on("POST /a?_action=x", c.answer)
				tab := s.open(chromium, t, "/a")
				tab.Allow("Failed to load|status of")
				tab.Eval("window.same = 1", nil)
				tab.Run(chromedp.SendKeys("textarea", "an hour of work"))
				click(tab, "button")
				tab.Until(flashText + " === '" + c.wants + "'")
				want(t, "the document and the text", tab.Text("[window.same, document.querySelector('textarea').value]"), "1,an hour of work")
			}
		})
	}

	level.Long(t)
	t.Run("200 with a page says nothing of what was sent", func(t *testing.T) {
		for _, c := range []struct{ attribute, shown string }{
			{"", noticeText + "?.startsWith('The server has not answered. It is not known whether this was done.')"},
			{`data-gf-on="input delay:10ms"`, flashText + " === 'The server cannot be reached just now.'"},
		} {
			s := serve(t)
			s.page("/a", reply{Title: "a", Version: "v", Body: `<h1>/a</h1><form method="post" action="/a?_action=x" ` + c.attribute + `><textarea name="text"></textarea><button>Save</button></form>`})
			s.on("POST /a?_action=x", foreign(200, "", "text/html", "<h1>Wi-Fi</h1>"))
			tab := s.open(chromium, t, "/a")
			live(tab) // its hello takes away what was shown of the server
			started(tab, "forms")
			tab.Run(chromedp.SendKeys("textarea", "an hour of work"))
			if c.attribute == "" {
				click(tab, "button")
			}
			tab.Until(c.shown)
			want(t, "the text", tab.Text("document.querySelector('textarea').value"), "an hour of work")
		}
	})

	t.Run("a date", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "v", Body: `<h1>/a</h1><form method="post" action="/a?_action=x"><button>Save</button></form>`})
		s.on("POST /a?_action=x", foreign(429, time.Now().Add(90*time.Minute).UTC().Format(http.TimeFormat), "text/html", ""))
		tab := s.open(chromium, t, "/a")
		tab.Allow("Failed to load|status of")
		live(tab) // its hello takes away what was shown of the server
		click(tab, "button")
		tab.Until(`/^That did not work. Please try again in \d+ minutes.$/.test(` + flashText + ")")
	})

	t.Run("a search form keeps its page too, and so does a link that is asked for too often", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "v", Body: `<h1>/a</h1><form action="/a"><input name="q" value="typed"><button>Go</button></form><a href="/b">b</a>`})
		s.on("patch GET /a?q=typed", foreign(414, "", "text/html", "<h1>no</h1>"))
		s.on("patch GET /b", foreign(429, "5", "text/html", "<h1>no</h1>"))
		tab := s.open(chromium, t, "/a")
		tab.Allow("Failed to load|status of")
		live(tab)
		click(tab, "button")
		tab.Until(flashText + " === '" + again + "'")
		click(tab, "a[href='/b']")
		tab.Until(flashText + " === 'That did not work. Please try again in 5 seconds.'")
		want(t, "address", address(tab), "/a")
	})
}

// A form that posts to something else than an action of the app is the browser's.
func TestForeignForms(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	forms := []string{
		`<form method="post" action="/file"><input name="n" value="1"><button>Go</button></form>`,
		`<form method="POST" action="/file?action=x"><input name="n" value="1"><button>Go</button></form>`,
		`<form method="post" action="/a?_action=x"><input name="n" value="1"><button formaction="/file">Go</button></form>`,
		`<form id="f" method="post" action="/file"></form><input form="f" name="n" value="1"><button form="f">Go</button>`,
		`<form><input name="n" value="1"><button formmethod="post" formaction="/file">Go</button></form>`,
	}
	if testing.Short() {
		forms = forms[1:3]
	}
	for _, form := range forms {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "v", Body: "<h1>/a</h1>" + form})
		for _, url := range []string{"/file", "/file?action=x"} {
			s.on("document POST "+url, foreign(200, "", "text/html", "<h1>file</h1>"))
		}
		tab := s.open(chromium, t, "/a")
		tab.Run(chromedp.Click("button"))
		tab.Until("document.querySelector('h1')?.textContent === 'file'")
		want(t, "patches of "+form, len(s.requests("patch")), 0)
		want(t, "what was sent", s.lastForm(), "n=1")
	}
}

// A proxy may refuse streams while patches pass.
func TestStreamsAreRefused(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	statuses := []int{502, 406, 405, 400}
	if testing.Short() {
		statuses = statuses[:2]
	}
	for _, status := range statuses {
		s := serve(t)
		s.on("stream GET /a", foreign(status, "", "text/html", "<h1>no streams</h1>"))
		tab := s.open(chromium, t, "/a")
		tab.Allow("Failed to load|status of|no stream gets through")
		tab.Until("document.documentElement.dataset.gfStream === 'polling'")
		want(t, "page", tab.Text("document.querySelector('h1').textContent"), "/a")
	}
	t.Run("a server that stops is no such proxy", func(t *testing.T) {
		s := serve(t)
		s.on("stream GET /a", foreign(503, "1", "text/plain", "stopping"))
		tab := s.open(chromium, t, "/a")
		tab.Allow("Failed to load|status of")
		s.mu.Lock()
		s.scripts["stream GET /a"] = nil
		s.mu.Unlock()
		live(tab)
	})
}

// A form that the parser moves: what the browser has is not what the server sent.
func TestFormInTable(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	body := func(n string) string {
		return `<h1>` + n + `</h1><table id="t"><form id="f" method="post" action="/a?_action=x"><tbody><tr><td><input name="text" id="i"></td><td id="n">` + n + `</td></tr></tbody></form></table>`
	}
	s := serve(t)
	s.page("/a", reply{Title: "a", Version: "v1", Body: body("1")})
	tab := s.open(chromium, t, "/a")
	l := s.listening("/a")
	tab.Run(chromedp.SendKeys("#i", "typed"))
	for _, n := range []string{"2", "3", "4", "5"} {
		l.push("v"+n, "a", body(n))
		shows(tab, n)
		want(t, "the row and the text", tab.Text("document.getElementById('n').textContent + document.getElementById('i').value"), n+"typed")
	}
	want(t, "streams", len(s.requests("stream")), 1)
}

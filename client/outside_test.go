package client_test

import (
	"net/http"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// Fields, buttons and places for errors that stand outside their form, and belong to it by form=.
func TestControlsOutside(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	start := func(t *testing.T, body string, r reply) (*site, *browser.Tab) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "v", Body: "<h1>/a</h1>" + body})
		r.Made = made("")
		s.on("POST /a?_action=x", func(w http.ResponseWriter, req *http.Request) { s.write(w, req, "patch", r) })
		tab := s.open(chromium, t, "/a")
		tab.Allow("422")
		return s, tab
	}
	refused := reply{Status: 422, Fields: map[string]string{"text": "Not so.", "": "Look again."}}
	form := func(id string) string {
		return `<form id="` + id + `" method="post" action="/a?_action=x"></form>`
	}

	t.Run("errors", func(t *testing.T) {
		bodies := []string{
			form("f") + `<p><input form="f" name="text"> <span id="e" data-gf-error="text" hidden></span></p><button form="f">Save</button>`,
			form("f") + `<table><tbody><tr><td><input form="f" name="text"></td><td><span id="e" data-gf-error="text" hidden></span></td></tr></tbody></table><button form="f">Save</button>`,
			form("f") + `<input form="f" name="text"><button form="f">Save</button><aside><b id="e" form="f" data-gf-error="text" hidden></b></aside>` + form("g") + `<input form="g" name="text">`,
			`<form id="f" method="post" action="/a?_action=x"><span id="e" data-gf-error="text" hidden></span></form><input form="f" name="text"><button form="f">Save</button>`,
			form("g") + `<p><input form="g" name="text"><span data-gf-error="text" hidden></span></p>` + form("f") + `<p><input form="f" name="text"><span id="e" data-gf-error="text" hidden></span></p><button form="f">Save</button>`,
		}
		if testing.Short() {
			bodies = bodies[1:3] // a table, and a second form with a field of the same name
		}
		for _, body := range bodies {
			_, tab := start(t, body, refused)
			click(tab, "button")
			tab.Until("document.getElementById('e').textContent === 'Not so.'")
			want(t, "fields that are marked, places that are filled", tab.Text("[document.querySelectorAll('[aria-invalid]').length, document.querySelector('[aria-invalid]').getAttribute('form'), [...document.querySelectorAll('[data-gf-error]')].filter(e => e.textContent).length]"), "1,f,2")
			want(t, "the form's own error", tab.Text("document.querySelector('#f > .gf-form-error').textContent"), "Look again.")
			tab.Run(chromedp.SendKeys("[form=f][name=text]", "x"))
			tab.Until("document.getElementById('e').hidden && !document.querySelector('[aria-invalid]')")
		}
	})

	level.Long(t)
	t.Run("the label of the button while the form is under way", func(t *testing.T) {
		gate := make(chan struct{})
		_, tab := start(t, form("f")+`<input form="f" name="text"><button form="f" data-gf-busy="Saving…">Save</button>`, reply{Status: 422, Gate: gate, Fields: map[string]string{}})
		tab.Eval("document.getElementById('f').requestSubmit()", nil)
		tab.Until("document.querySelector('button').textContent === 'Saving…'")
		close(gate)
		tab.Until("document.querySelector('button').textContent === 'Save'")
	})

	t.Run("typing goes on while the path changes", func(t *testing.T) {
		searches := []string{
			`<form id="f" action="/b"><input id="i" name="q" data-gf-on="input delay:10ms"></form>`,
			`<form id="f" action="/b"></form><input id="i" form="f" name="q" data-gf-on="input delay:10ms">`,
			`<form id="f" action="/b" data-gf-on="input delay:10ms"></form><p><input id="i" form="f" name="q"></p>`,
		}
		if testing.Short() {
			searches = searches[1:2]
		}
		for _, search := range searches {
			s, tab := start(t, search, reply{})
			for _, q := range []string{"a", "ab", "abc"} {
				s.page("/b?q="+q, reply{Title: "b", Version: "v" + q, Body: "<h1>" + q + "</h1>" + search})
			}
			tab.Run(chromedp.SendKeys("#i", "a"))
			shows(tab, "a")
			tab.Run(chromedp.KeyEvent("b"))
			shows(tab, "ab")
			want(t, "focus and text", tab.Text("document.activeElement.id + document.getElementById('i').value"), "iab")
		}
	})

	t.Run("what was sent is emptied", func(t *testing.T) {
		body := form("f") + `<input form="f" name="text"><select form="f" name="s"><option>a<option>b</select><button form="f">Save</button>`
		_, tab := start(t, body, reply{URL: "/a", Title: "a", Version: "v", Body: "<h1>/a</h1>" + body})
		tab.Run(chromedp.SendKeys("input", "x"))
		tab.Eval("document.querySelector('select').selectedIndex = 1", nil)
		click(tab, "button")
		tab.Until("document.querySelector('input').value === '' && document.querySelector('select').selectedIndex === 0")
	})
}

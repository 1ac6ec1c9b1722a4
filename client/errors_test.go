package client_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// TestErrorPlaces: the errors of a refused form stand in the places that it has, or at its top.
func TestErrorPlaces(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	form := func(place string) string {
		return `<h1>/a</h1><form method="post" action="/a?_action=x"><input name="n">` + place + `<button>go</button></form>`
	}
	refuse := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", wire.PatchType)
		w.WriteHeader(422)
		_, _ = w.Write([]byte(`{"fields":{"n":"Too short.","":"Look again."}}`))
	}
	const top = "document.querySelector('form').firstElementChild"
	open := func(t *testing.T, place string) (*site, *browser.Tab) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "v", Body: form(place)})
		s.on("POST /a?_action=x", refuse)
		tab := s.open(chromium, t, "/a")
		tab.Allow("422")
		return s, tab
	}

	t.Run("the form's own error has no place", func(t *testing.T) {
		_, tab := open(t, `<p data-gf-error="n" hidden></p>`)
		for range 2 {
			click(tab, "button")
			tab.Until("!document.querySelector('[data-gf-error=n]').hidden && !document.querySelector('[aria-busy]')")
			want(t, "at the top", tab.Text(top+".outerHTML"), `<p class="gf-error gf-form-error" role="alert" data-gf-error="">Look again.</p>`)
			want(t, "places", tab.Text("document.querySelectorAll('form p').length"), "2")
		}
		want(t, "flash", tab.Text("document.querySelector('[data-gf-flash]').textContent"), "")
	})

	t.Run("no error has a place", func(t *testing.T) {
		s, tab := open(t, "")
		click(tab, "button")
		tab.Until(top + ".textContent === 'Look again. Too short.'")
		want(t, "field in use", tab.Text("document.activeElement.name"), "n")
		l := s.listening("/a")
		l.push("v2", "a", strings.Replace(form(""), "/a</h1>", "news</h1>", 1))
		shows(tab, "news")
		want(t, "after a push", tab.Text(top+".textContent"), "Look again. Too short.")
		s.on("POST /a?_action=x", func(w http.ResponseWriter, r *http.Request) {
			s.write(w, r, "patch", reply{URL: "/a", Title: "a", Version: "v3", Body: strings.Replace(form(""), "/a</h1>", "done</h1>", 1)})
		})
		click(tab, "button")
		shows(tab, "done")
		want(t, "after a submit", tab.Text(top+".hidden || "+top+".localName === 'input'"), "true")
	})

	level.Long(t)
	t.Run("a document that comes with errors", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Body: form(`<p data-gf-error="n">Too short.</p>`)})
		tab := s.open(chromium, t, "/a")
		started(tab, "forms")
		tab.Run(chromedp.Focus("input"), input.InsertText("a"))
		tab.Until("document.querySelector('[data-gf-error=n]').hidden")
	})
}

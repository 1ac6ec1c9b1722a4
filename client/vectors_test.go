package client_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/vectors"
)

// The rules of the client, as internal/test/vectors holds them for frameworktest too.
func TestVectors(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	cases := vectors.Cases
	if testing.Short() {
		cases = vectors.Short()
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			c.Run(t, func(handler http.Handler, path string) vectors.Tab {
				server := httptest.NewServer(handler)
				t.Cleanup(func() {
					server.CloseClientConnections()
					server.Close()
				})
				tab := chromium.Tab(t)
				tab.Allow("Failed to load resource")
				tab.Open(server.URL + path)
				live(tab)
				var entries int
				tab.Eval("history.length", &entries)
				return vectorTab{t, tab, server.URL, entries - 1}
			})
		})
	}
}

// A vectorTab does the steps of a case in Chromium.
type vectorTab struct {
	t       *testing.T
	tab     *browser.Tab
	site    string
	entries int // of the history before the tab was opened
}

func (v vectorTab) Click(name string) {
	element := fmt.Sprintf("[...document.querySelectorAll('a, button')].find(e => e.textContent === %q)", name)
	v.tab.Until("window.goldfish && " + element)
	v.tab.Eval(element+".click()", nil)
}

func (v vectorTab) Fill(name, value string) {
	v.tab.Until(fmt.Sprintf("window.goldfish && document.querySelector('[name=%q]')", name))
	v.tab.Eval(fmt.Sprintf("(e => { e.focus(); e.value = %q; e.dispatchEvent(new InputEvent('input', {bubbles: true})) })(document.querySelector('[name=%q]'))", value, name), nil)
}

func (v vectorTab) Back()          { v.tab.Go(-1) }
func (v vectorTab) Forward()       { v.tab.Go(1) }
func (v vectorTab) Reload()        { v.tab.Eval("setTimeout(() => location.reload())", nil) }
func (v vectorTab) Go(path string) { v.tab.Open(v.site + path) }

func (v vectorTab) State() (s vectors.State) {
	v.t.Helper()
	text := v.tab.Text(`JSON.stringify((shown => ({
		URL: location.pathname + location.search + location.hash,
		Title: document.title,
		Text: document.getElementById('page')?.innerText ?? '',
		Chrome: shown(document.querySelector('header')),
		Flash: shown(document.querySelector('[data-gf-flash]')),
		Notice: shown(document.querySelector('[data-gf-notice]')),
		Entries: history.length,
		Errors: Object.fromEntries([...document.querySelectorAll('[data-gf-error]')].filter(e => shown(e)).map(e => [e.dataset.gfError, shown(e)])),
		Fields: Object.fromEntries([...document.querySelectorAll('input')].map(e => [e.name, e.value])),
		Focus: document.activeElement?.name ?? '',
		Stale: !!document.documentElement?.hasAttribute('data-gf-stale'),
		Delayed: !!document.documentElement?.hasAttribute('data-gf-delayed'),
		Offered: !!document.querySelector('.goldfish-draft'),
	}))(e => e && !e.hidden ? e.textContent.trim() : ''))`)
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		v.t.Fatal(err)
	}
	s.Entries -= v.entries
	return s
}

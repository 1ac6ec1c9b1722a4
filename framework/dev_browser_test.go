package framework_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/a-h/templ"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/framework/testdata/mistakes"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A stage is an app whose first page a test changes, in a browser.
type stage struct {
	*bench
	tab  *browser.Tab
	url  string
	html atomic.Value
}

// The overlay's own tree.
const overlay = `document.querySelector("[data-goldfish-dev]").shadowRoot`

func newStage(t *testing.T, dev bool, html string) *stage {
	chromium := browser.New(t)
	s := &stage{}
	s.html.Store(html)
	s.bench = newBenchIn(t, dev, func(int64) (framework.Page, error) {
		return framework.Page{Title: "Stage", Body: templ.Join(templ.Raw(s.html.Load().(string)), mistakes.DuplicateIDs()), Topics: []string{"stage"}}, nil
	})
	framework.Get(s.app, router.New("/other", struct{}{}), framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: "Other", Body: templ.Raw(strings.Repeat("<p>All is different here.</p>", 20))}, nil
	})
	server := httptest.NewServer(s.app)
	t.Cleanup(func() {
		s.app.Close()
		server.Close()
	})
	s.url = server.URL
	s.tab = chromium.Tab(t)
	s.tab.Allow("favicon")
	return s
}

// open opens the page and waits until it is live.
func (s *stage) open() {
	s.tab.Open(s.url)
	s.tab.Until(`document.documentElement.dataset.gfStream === "live"`)
}

// change changes the page for everybody.
func (s *stage) change(html string) {
	s.html.Store(html)
	s.app.Notify("stage")
}

// text is what the overlay shows in an element.
func (s *stage) text(selector string) string {
	return s.tab.Text(overlay + `.querySelector("` + selector + `").innerText`)
}

func TestOverlay(t *testing.T) {
	s := newStage(t, true, `<p id="a">one</p><p id="b">two</p><a id="go" href="/other">Other</a>`)
	s.open()
	s.tab.Until(overlay + `.querySelector("[role=status]").textContent === "1 warning"`)
	want(t, "closed at first", s.tab.Text(overlay+`.querySelector(".panel").hidden`), "true")
	s.tab.Eval(overlay+`.querySelector(".pill").click()`, nil)
	contains(t, "warnings", s.text(".warnings"), written(t, `<i id="x">HERE`), `The id "x" stands 2 times`, written(t, "FIRST</b>"))

	// A push: what changed, and how much came for it.
	s.change(`<p id="a">one!</p><p id="b">two</p><a id="go" href="/other">Other</a>`)
	s.tab.Until(overlay + `.querySelector(".patches li")`)
	contains(t, "push", s.text(".patches li"), "push", "B difference", "changed", "p#a", "text")
	want(t, "flashes", s.tab.Text(`document.querySelector("#a").getAnimations().map(a => a.id)`), "goldfish-dev")
	want(t, "the rest does not", s.tab.Text(`document.querySelector("#b").getAnimations().length`), "0")
	want(t, "and nothing is written to it", s.tab.Text(`document.querySelector("#a").outerHTML`), `<p id="a">one!</p>`)

	// Replaced, and why; come and gone.
	s.change(`<div id="a">one!</div><p id="b">two</p><p id="c">three</p><a id="go" href="/other">Other</a>`)
	s.tab.Until(overlay + `.querySelectorAll(".patches > ol > li").length === 2`)
	contains(t, "replaced", s.text(".patches li"), "replaced", "div#a", "it was a <p>", "new", "p#c")
	s.change(`<div id="a">one!</div><a id="go" href="/other">Other</a>`)
	s.tab.Until(overlay + `.querySelectorAll(".patches > ol > li").length === 3`)
	contains(t, "removed", s.text(".patches li"), "removed", "p#b", "p#c")

	// A visit to what is quite different.
	s.tab.Eval(`document.querySelector("#go").click()`, nil)
	s.tab.Until(overlay + `.querySelector(".patches li .why").textContent.includes("More than a quarter")`)
	contains(t, "visit", s.text(".patches li"), "visit", "whole", "/other")
	contains(t, "count", s.text(".pill"), "4 patches", "1 warning")
}

func TestOverlayIsPutAway(t *testing.T) {
	level.Long(t)
	s := newStage(t, true, `<p id="a">one</p>`)
	s.open()
	s.tab.Until(`document.querySelector("[data-goldfish-dev]")`)
	key := func(name string, code int64) {
		s.tab.Run(
			input.DispatchKeyEvent(input.KeyDown).WithKey(name).WithCode(name).WithWindowsVirtualKeyCode(code).WithText(map[string]string{"Enter": "\r"}[name]),
			input.DispatchKeyEvent(input.KeyUp).WithKey(name).WithCode(name).WithWindowsVirtualKeyCode(code))
	}
	// By the keyboard alone.
	s.tab.Eval(overlay+`.querySelector(".pill").focus()`, nil)
	key("Enter", 13)
	s.tab.Until(`!` + overlay + `.querySelector(".panel").hidden`)
	s.tab.Open(s.url)
	s.tab.Until(`document.querySelector("[data-goldfish-dev]") && !` + overlay + `.querySelector(".panel").hidden`)
	s.tab.Eval(overlay+`.querySelector("header button").focus()`, nil)
	key("Escape", 27)
	s.tab.Until(overlay + `.querySelector(".panel").hidden`)
	want(t, "the focus", s.tab.Text(overlay+`.activeElement.className`), "pill")

	// Hidden, for as long as the tab is open.
	s.tab.Eval(`[...`+overlay+`.querySelectorAll("header button")].find(b => b.textContent === "Hide").click()`, nil)
	s.tab.Until(`!document.querySelector("[data-goldfish-dev]")`)
	s.open()
	s.change(`<p id="a">two</p>`)
	s.tab.Until(`document.querySelector("#a").textContent === "two"`)
	want(t, "still hidden", s.tab.Text(`document.querySelector("[data-goldfish-dev]")`), "null")
	want(t, "no flash", s.tab.Text(`document.querySelector("#a").getAnimations().length`), "0")
}

// What a page and its parts have changed is told of each, also where a part is shown while its page
// is.
func TestOverlayTellsParts(t *testing.T) {
	level.Long(t)
	s := newStage(t, true, `<p id="a">one</p><a id="go" href="/parts">Parts</a>`)
	var count atomic.Int64
	framework.Get(s.app, router.New("/badge", struct{}{}), framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Body: templ.Raw(fmt.Sprintf(`<b id="n">%d</b>`, count.Load())), Topics: []string{"badge"}}, nil
	})
	framework.Get(s.app, router.New("/parts", struct{}{}), framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Body: templ.Join(templ.Raw(`<h1 id="h">Parts</h1><a id="back" href="/">Back</a>`), markup.Part{URL: "/badge"})}, nil
	})
	s.open()
	s.tab.Until(overlay + `.querySelector("[role=status]").textContent`)
	lines := func(n int) (lines []string) {
		s.tab.Until(fmt.Sprint(overlay, `.querySelectorAll(".patches > ol > li").length === `, n))
		s.tab.Eval(`[...`+overlay+`.querySelectorAll(".patches > ol > li")].slice(0, 2).map(li => li.textContent)`, &lines)
		slices.SortFunc(lines, func(a, b string) int { return strings.Index(b, "/badge") - strings.Index(a, "/badge") })
		return lines
	}
	for n := range 2 { // the first time the client loads what it needs for parts
		s.tab.Eval(`document.querySelector("#go").click()`, nil)
		both := lines(3*n + 2)
		contains(t, "part", both[0], "push", "/badge", "b#n")
		contains(t, "page", both[1], "visit", "/parts", "h1#h", "div#part-badge")
		if strings.Contains(both[1], "b#n") {
			t.Errorf("what the part changed is told of the page: %s", both[1])
		}
		s.tab.Eval(`document.querySelector("#back").click()`, nil)
		lines(3*n + 3)
	}
	s.tab.Eval(`document.querySelector("#go").click()`, nil)
	lines(8)
	s.tab.Until(`document.documentElement.dataset.gfStream === "live"`)
	count.Store(7)
	s.app.Notify("badge")
	contains(t, "a push to the part", s.tab.Text("(async () => { for (;;) { const n = "+overlay+`.querySelectorAll(".patches > ol > li"); if (n.length === 9) return n[0].textContent; await new Promise(r => setTimeout(r, 10)) } })()`),
		"push", "B difference", "/badge", "b#n", "text")
}

// Who wants less motion sees the place, and nothing that moves.
func TestOverlayWithoutMotion(t *testing.T) {
	level.Long(t)
	s := newStage(t, true, `<p id="a">one</p>`)
	s.tab.Run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}))
	s.open()
	s.tab.Until(`document.querySelector("[data-goldfish-dev]")`)
	s.change(`<p id="a">two</p>`)
	s.tab.Until(`document.querySelector("#a").getAnimations().length`)
	want(t, "frames", s.tab.Text(`new Set(document.querySelector("#a").getAnimations()[0].effect.getKeyframes().map(f => f.outlineColor + f.outlineOffset)).size`), "1")
}

// Without the development mode nothing of it is there: no attribute, no request, no element.
func TestNoOverlay(t *testing.T) {
	level.Long(t)
	s := newStage(t, false, `<p id="a">one</p>`)
	s.open()
	s.change(`<p id="a">two</p>`)
	s.tab.Until(`document.querySelector("#a").textContent === "two"`)
	want(t, "element", s.tab.Text(`document.querySelector("[data-goldfish-dev],[data-gf-dev]")`), "null")
	want(t, "requests", s.tab.Text(`performance.getEntriesByType("resource").filter(e => e.name.includes("/dev")).length`), "0")
	var shown string
	s.tab.Run(chromedp.OuterHTML("html", &shown))
	if strings.Contains(shown, "data-gf-dev") {
		t.Error(shown)
	}
}

package components_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	. "github.com/goldfish-go/goldfish/components"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/test/axe"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
)

// A stage shows widgets in a real browser.
type stage struct {
	*browser.Tab
	url   string
	pages map[string]string
}

func newStage(t *testing.T) *stage {
	t.Helper()
	chromium := browser.New(t)
	s := &stage{pages: map[string]string{}}
	mux := http.NewServeMux()
	mux.Handle("/assets/", http.StripPrefix("/assets/", http.FileServerFS(Files)))
	mux.HandleFunc("/favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(s.pages[r.URL.Path]))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	s.url, s.Tab = server.URL, chromium.Tab(t)
	return s
}

// width makes the window so wide.
func (s *stage) width(pixels int64) { s.Run(emulation.SetDeviceMetricsOverride(pixels, 800, 1, false)) }

// show opens a page of widgets, with these stylesheets.
func (s *stage) show(t *testing.T, c templ.Component, stylesheets ...string) {
	t.Helper()
	s.write(render(t, c), stylesheets...)
}

func (s *stage) write(body string, stylesheets ...string) {
	var links strings.Builder
	for _, name := range stylesheets {
		fmt.Fprintf(&links, `<link rel="stylesheet" href="/assets/%s">`, name)
	}
	path := fmt.Sprintf("/%d", len(s.pages))
	s.pages[path] = `<!DOCTYPE html><html lang="en"><head><title>t</title><style>@layer base, goldfish;</style>` + links.String() + `</head><body>` + body + `</body></html>`
	s.Open(s.url + path)
}

var both = []string{"reset.css", "goldfish.css"}

var virtualKeys = map[string]int64{"Backspace": 8, "Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "End": 35, "Home": 36, "ArrowUp": 38, "ArrowDown": 40, "c": 67}

// texts are what keys write.
var texts = map[string]string{"Enter": "\r", " ": " "}

func (s *stage) press(keys ...string) {
	for _, key := range keys {
		s.Run(input.DispatchKeyEvent(input.KeyDown).WithKey(key).WithCode(key).WithText(texts[key]).WithWindowsVirtualKeyCode(virtualKeys[key]),
			input.DispatchKeyEvent(input.KeyUp).WithKey(key).WithCode(key).WithWindowsVirtualKeyCode(virtualKeys[key]))
	}
}

func want(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %s, want %s", what, got, want)
	}
}

// One field is refused, and the one beside it stays as it is.
func TestRefusedFieldKeepsTheNeighbour(t *testing.T) {
	s := newStage(t)
	const height = `document.getElementById("field-to").getBoundingClientRect().height`
	const top = `document.getElementById("field-to").getBoundingClientRect().top - document.getElementById("field-from").getBoundingClientRect().top`
	row := func(from string) string {
		return `<div style="display:grid;grid-template-columns:1fr 1fr"><div class="gf-field"><label>From</label><input class="gf-input" id="field-from"><p class="gf-error">` + from +
			`</p></div>` + render(t, Field{Name: "to", Label: "To"}) + `</div>`
	}
	s.write(row(""), both...)
	before := s.Text(height)
	s.write(row("There is another booking at that time, and it is not yours."), both...)
	want(t, "height of the neighbour", s.Text(height), before)
	want(t, "it is lower by", s.Text(top), "0")
}

// What an author puts between fields is as wide as they are; a button is as wide as its words.
func TestAFormHasFullWidth(t *testing.T) {
	s := newStage(t)
	s.width(600)
	s.write(`<form style="inline-size:500px">`+render(t, Field{Name: "a", Label: "A"})+`<fieldset id="b" style="margin:0">x</fieldset><div id="c">x</div>`+
		render(t, Submit{Label: "Save", Attrs: templ.Attributes{"id": "d"}})+`</form>`, both...)
	for _, id := range []string{"field-a", "b", "c"} {
		want(t, "width of "+id, s.Text(fmt.Sprintf(`document.getElementById(%q).offsetWidth`, id)), "500")
	}
	want(t, "the button is narrow", s.Text(`document.getElementById("d").offsetWidth < 100`), "true")
}

// A checkbox stands in the middle of its line, beside its label.
func TestCheckboxIsLevelWithTheLabel(t *testing.T) {
	s := newStage(t)
	s.show(t, with(FilterBar{Action: "/"}, Checkbox{Name: "vip", Label: "VIP only"}, Select{Name: "s", Label: "Status"}), both...)
	const middle = `(e => { const r = e.getBoundingClientRect(); return r.top + r.height / 2 })`
	off := s.Text(`Math.abs(` + middle + `(document.querySelector("input")) - ` + middle + `(document.querySelector("label")))`)
	var by float64
	if _, err := fmt.Sscan(off, &by); err != nil || by > 0.75 {
		t.Errorf("they are %s pixels apart", off)
	}
}

// Where a table is narrow, each of its heads is still there for assistive technology, and each cell
// belongs to one.
func TestHeadsOfANarrowTableAreAccessible(t *testing.T) {
	s := newStage(t)
	s.width(390)
	s.show(t, with(Table{ID: "t", Columns: []Column{{Label: "Subject", Sort: "/"}, {Label: "Status"}, {Label: "Age", Number: true}, {Label: "Owner", LowPriority: true}}},
		with(Row{ID: "r", Label: "Printer"}, Cell{Text: "Open"}, Cell{}, Cell{Text: "Ann", LowPriority: true})), both...)
	heads, cells := 0, 0
	for _, n := range s.accessibleText(t) {
		switch n.role {
		case "columnheader":
			heads++
			if n.name == "" {
				t.Error("a head without a name")
			}
		case "cell", "rowheader":
			cells++
		}
	}
	if heads != 3 || cells != 3 {
		t.Errorf("%d heads and %d cells are heard, want 3 of each: %v", heads, cells, s.accessibleText(t))
	}
	want(t, "a head that is no link takes room", s.Text(`document.querySelectorAll("th")[1].offsetWidth`), "1")
	want(t, "the row is wider than the window", s.Text(`document.documentElement.scrollWidth > innerWidth`), "false")
}

// A page with a dialog in its state, in an app with scripts.
func TestADialogInTheStateIsModal(t *testing.T) {
	type state struct {
		New bool `url:"new,push"`
	}
	route := router.New("/", state{})
	assets := layout.NewAssets("/assets/", Files)
	shell := func(_ framework.Anyone, doc layout.Document) templ.Component {
		head := []templ.Component{layout.Stylesheet(assets.URL("reset.css")), layout.Stylesheet(assets.URL("goldfish.css"))}
		return with(layout.HTML(doc, head...), raw(`<a id="outside" href="/">Home</a>`), layout.Messages(doc), layout.Body(doc))
	}
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{Shell: shell})
	framework.Get(app, route, framework.Everyone, func(_ context.Context, _ framework.Anyone, u state) (framework.Page, error) {
		body := []templ.Component{LinkButton{Label: "New", Href: route.URL(state{New: true}), Attrs: templ.Attributes{"id": "open"}}, Field{Name: "behind", Label: "Behind"}}
		if u.New {
			body = append(body, with(Dialog{ID: "new", Title: "New", Close: route.URL(state{}), ReturnFocusTo: "open", Footer: Submit{Attrs: templ.Attributes{"id": "last"}}}, Field{Name: "inside", Label: "Inside"}))
		}
		return framework.Page{Title: "Dialog", Body: with(Main(), body...)}, nil
	})
	mux := http.NewServeMux()
	mux.Handle("/assets/", assets)
	mux.Handle("/", app)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	t.Cleanup(app.Close)
	s := &stage{Tab: browser.New(t).Tab(t)}
	s.Allow("favicon")

	modal := func(how string) {
		t.Helper()
		s.Until(`document.activeElement.id === "new"`)
		var seen []string
		for range 8 {
			s.press("Tab")
			seen = append(seen, s.Text(`document.activeElement.closest("#new") ? document.activeElement.id || document.activeElement.className : document.activeElement.localName`))
		}
		all := strings.Join(seen, " ")
		if !strings.HasPrefix(all, "gf-close field-inside last") || strings.Contains(strings.ReplaceAll(all, "body", ""), " a") || strings.Contains(all, "input") {
			t.Errorf("%s: Tab leads to %s", how, all)
		}
		for _, id := range []string{"outside", "open", "field-behind"} {
			want(t, how+": the focus goes to "+id, s.Text(fmt.Sprintf(`(document.getElementById(%q).focus(), document.activeElement.id === %q)`, id, id)), "false")
		}
		inside := false
		for _, n := range s.accessibleText(t) {
			inside = inside || n.name == "Inside"
			if n.name == "Behind" || n.name == "Home" {
				t.Errorf("%s: %q is heard behind the dialog", how, n.name)
			}
		}
		if !inside {
			t.Errorf("%s: the dialog is not heard", how)
		}
	}
	s.Open(server.URL + "/?new=true")
	s.Until(`document.documentElement.dataset.gfStream === "live"`)
	modal("a document")
	s.press("Escape")
	s.Until(`!location.search && !document.querySelector("dialog")`)
	want(t, "then the focus is on", s.Text(`document.activeElement.id`), "open")
	s.Run(chromedp.Click("#open", chromedp.ByQuery))
	s.Until(`location.search && document.querySelector("dialog")`)
	modal("a patch")
	s.Run(chromedp.MouseClickXY(5, 400)) // beside it
	s.Until(`!location.search && !document.querySelector("dialog")`)

	// Without scripts the same holds, and the close link closes it.
	s.Run(emulation.SetScriptExecutionDisabled(true))
	s.Open(server.URL + "/?new=true")
	modal("without scripts")
	s.Run(chromedp.Click(".gf-close", chromedp.ByQuery))
	s.Until(`!location.search && !document.querySelector("dialog")`)
	s.Run(chromedp.SendKeys("#field-behind", "x", chromedp.ByQuery))
}

// A drawer beside a list is not modal; one that covers all of a small screen is.
func TestADrawerIsModalWhereItCoversAll(t *testing.T) {
	level.Long(t)
	s := newStage(t)
	for _, width := range []int64{1300, 800, 390} {
		inert := width < 768
		s.width(width)
		s.show(t, with(Split(), raw(`<a href="/" id="behind">x</a>`), with(Drawer{Title: "One", Close: "/"}, raw(`<a href="/" id="inside">x</a>`))), both...)
		focus := func(id string) string {
			return s.Text(fmt.Sprintf(`(document.getElementById(%q).focus(), document.activeElement.id === %q)`, id, id))
		}
		want(t, fmt.Sprint(width, ": behind"), focus("behind"), fmt.Sprint(!inert))
		want(t, fmt.Sprint(width, ": inside"), focus("inside"), "true")
	}
	want(t, "it covers the window", s.Text(`(r => [r.left, r.top, r.width, r.height])(document.querySelector(".gf-drawer").getBoundingClientRect())`), "0,0,390,800")
}

// The state of the connection is said where something is wrong, and only then.
func TestConnectionIsAnnounced(t *testing.T) {
	level.Long(t)
	s := newStage(t)
	s.show(t, Connection(), both...)
	for _, c := range []struct{ stream, also, wants string }{
		{"", "", ""},
		{"live", "", ""},
		{"hidden", "", ""},
		{"connecting", "", ""}, // at once
		{"waiting", "", "Connection lost, trying again…"},
		{"polling", "", "Updates a few times a minute"},
		{"live", "data-gf-stale", "May be out of date"},
		{"waiting", "data-gf-stale", "May be out of date"},
		{"live", "data-gf-delayed", "Live updates are delayed"},
		{"live", "data-gf-delayed data-gf-stale", "May be out of date"},
		{"waiting", "data-gf-delayed", "Connection lost, trying again…"},
		{"waiting", "data-gf-offline", "No connection"},
		{"waiting", "data-gf-offline data-gf-stale", "No connection"},
	} {
		got := s.Text(fmt.Sprintf(`(() => {
			const root = document.documentElement;
			for (const a of ["data-gf-stream", "data-gf-stale", "data-gf-offline", "data-gf-delayed"]) root.removeAttribute(a);
			if (%q) root.setAttribute("data-gf-stream", %q);
			for (const a of %q.split(" ")) if (a) root.setAttribute(a, "");
			return document.querySelector("[role=status][aria-live=polite]").innerText.trim();
		})()`, c.stream, c.stream, c.also))
		want(t, c.stream+" "+c.also, got, c.wants)
	}
	for state, wants := range map[string]string{"connecting": "Connecting…", "off": "Does not update by itself"} {
		s.Eval(fmt.Sprintf(`(() => { const root = document.documentElement; root.removeAttribute("data-gf-stale"); root.removeAttribute("data-gf-offline"); root.setAttribute("data-gf-stream", %q) })()`, state), nil)
		// After a while.
		s.Until(fmt.Sprintf(`document.querySelector(".gf-connection").innerText.trim() === %q`, wants))
	}
}

// A small bar keeps its height whatever the connection has to say.
func TestTheConnectionMovesNothing(t *testing.T) {
	s := newStage(t)
	for _, width := range []int64{390, 1300} {
		s.width(width)
		s.show(t, with(TopBar{Brand: "Goldfish Desk", Home: "/"}, Nav("Desk", Tab{Label: "Tickets", Href: "/"}), with(Cluster(), Connection(), Menu{ID: "me", Label: "Amara Okafor"})), both...)
		const height = `document.querySelector(".gf-top-bar").offsetHeight`
		before := s.Text(height)
		for _, state := range []string{"connecting", "polling", "waiting", "live"} {
			want(t, fmt.Sprint(width, ": the bar, ", state), s.Text(fmt.Sprintf(`(document.documentElement.setAttribute("data-gf-stream", %q), %s)`, state, height)), before)
		}
	}
}

// Without reset.css the widgets change nothing of an app: its own elements are as they were.
func TestWidgetsAloneLeaveAnAppAsItIs(t *testing.T) {
	level.Long(t)
	s := newStage(t)
	const app = `<h1>a</h1><h2>b</h2><p>c <a href="/">d</a> <code>e</code> <small>f</small> <b>g</b></p><hr><ul><li>h</li></ul><form><fieldset><legend>i</legend>
		<input name="j"><button>k</button><select><option>l</option></select><textarea></textarea></fieldset></form><table><thead><tr><th>m</th></tr></thead></table>
		<div hidden style="display:block">n</div><section class="card"><header><h2>o</h2><p>p</p></header></section>`
	const looks = `(() => [document.documentElement, ...document.querySelectorAll("body, body > .app, body > .app *")].map(e => e.localName + JSON.stringify(
		["", "::before", "::after"].map(pseudo => { const s = getComputedStyle(e, pseudo); return [...s].filter(p => !p.startsWith("--")).map(p => p + ":" + s[p]) }))).join("\n"))()`
	widgets := render(t, with(TopBar{Brand: "x"}, Connection())) + render(t, with(Stack(), Field{Name: "w", Label: "w"}, Alert{Text: "w"}))
	body := `<div class="app">` + app + `</div><div style="position:absolute">` + widgets + `</div>`
	for _, scheme := range []string{"light", "dark"} {
		s.Run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
		s.write(`<style>html { height: 2000px }</style>` + body)
		before := s.Text(looks)
		s.write(`<style>html { height: 2000px }</style>`+body, "goldfish.css")
		after := s.Text(looks)
		if before == after {
			continue
		}
		was, is := strings.Split(before, "\n"), strings.Split(after, "\n")
		for i := range was {
			if was[i] != is[i] {
				t.Errorf("%s: an element of the app is another: %s", scheme, parting(was[i], is[i]))
			}
		}
	}
}

// parting shows where two texts part.
func parting(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	around := func(s string) string { return s[max(0, min(i-60, len(s))):min(i+60, len(s))] }
	return fmt.Sprintf("%.20s… %q, then %q", a, around(a), around(b))
}

// Where an app has base styles of its own in a layer before, the widgets look as they do with
// reset.css.
func TestWidgetsAloneLookTheSame(t *testing.T) {
	level.Long(t)
	s := newStage(t)
	s.width(1000)
	var all []templ.Component
	for _, w := range widgets {
		if w.name != "dialog" {
			for _, e := range w.cases {
				all = append(all, e.c)
			}
		}
	}
	const base = `<style>@layer base { body { margin: 0; font: 14px/1.5 sans-serif } * { box-sizing: content-box } h1, h2, p { margin: 3rem } h1, h2 { font-size: 4rem; font-weight: 900 } a { color: red; outline: 0 } small { font-size: 3rem } }</style>`
	const sizes = `JSON.stringify([...document.querySelectorAll('[class^="gf-"], [class^="gf-"] :is(h1, h2, p, small, a, button, input, select)')].map(e => [e.localName, e.className, e.offsetWidth, e.offsetHeight, getComputedStyle(e).margin, getComputedStyle(e).fontWeight]))`
	s.write(`<style>body { --gf-font: sans-serif; font: 14px/1.5 sans-serif }</style>`+render(t, with(Stack(), all...)), both...)
	was := strings.Split(s.Text(sizes), "],")
	s.write(`<style>body { --gf-font: sans-serif; overflow-wrap: break-word }</style>`+base+render(t, with(Stack(), all...)), "goldfish.css")
	is := strings.Split(s.Text(sizes), "],")
	if len(was) < 300 || len(was) != len(is) {
		t.Fatalf("%d elements, then %d", len(was), len(is))
	}
	for i := range was {
		if was[i] != is[i] {
			t.Errorf("%s, with base styles of an app %s", was[i], is[i])
		}
	}
}

// axe finds nothing in the widgets, in pages as apps make of them.
func TestNothingKeepsPeopleOut(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: it looks at each page four times")
	}
	script := axe.Script(t)
	s := newStage(t)
	for name, body := range gallery() {
		if name == "widgets" { // the cases of one widget have the same ids
			continue
		}
		for _, theme := range []string{"light", "dark"} {
			s.pages["/"+name+"-"+theme] = framed(t, name, theme, "/assets/", body)
			for _, width := range []int64{390, 1300} {
				s.width(width)
				s.Open(s.url + "/" + name + "-" + theme)
				axe.Check(t, s.Tab, script, fmt.Sprintf("%s, %s, %d wide", name, theme, width))
			}
		}
	}
}

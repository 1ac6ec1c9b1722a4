package main

import (
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

func TestMain(m *testing.M) { os.Exit(browser.Main{M: m}.Run()) }

// A desk is a tab that shows the invoice, and the office behind it.
type desk struct {
	*browser.Tab
	t      *testing.T
	office *office
	app    *framework.App[framework.Anyone]
	url    string
}

func open(t *testing.T, chromium *browser.Browser, actions ...chromedp.Action) *desk {
	o := newOffice()
	app := newApp(o, framework.Options[framework.Anyone]{})
	server := httptest.NewServer(handler(app))
	t.Cleanup(server.Close)
	t.Cleanup(app.Close)
	d := &desk{Tab: chromium.Tab(t), t: t, office: o, app: app, url: server.URL}
	d.Allow("favicon")
	d.Allow("nowhere")
	d.Run(actions...)
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("shown: %s, focus: %s", d.Text(shown), d.Text("document.activeElement.outerHTML.slice(0, 200)"))
		}
	})
	d.Open(server.URL)
	return d
}

// live waits until the page is live and its files have arrived.
func (d *desk) live() *desk {
	d.Until(`document.documentElement.dataset.gfStream === "live"`)
	return d
}

// focus gives the button or field with this name the focus: an aria-label, a text or a field's
// name.
func (d *desk) focus(name string) {
	d.t.Helper()
	d.Until(`(() => {
		const el = [...document.querySelectorAll("button,input")].find((el) => !el.closest("[hidden]") && el.type !== "hidden" &&
			(el.getAttribute("aria-label") ?? (el.name === "goldfish-rows" || !el.name ? el.textContent : el.name)) === ` + quote(name) + `);
		el?.focus();
		return el && el === document.activeElement;
	})()`)
}

func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"` }

// press presses a button by the keyboard.
func (d *desk) press(name string) {
	d.t.Helper()
	d.focus(name)
	d.Run(chromedp.KeyEvent(kb.Enter))
}

// enter types into a field, in the place of what is there.
func (d *desk) enter(field, text string) {
	d.t.Helper()
	d.focus(field)
	d.Eval(`document.activeElement.select()`, nil)
	d.Run(chromedp.KeyEvent(text))
}

// typed types where the focus is.
func (d *desk) typed(text string) { d.Run(chromedp.KeyEvent(text)) }

const shown = `[...document.querySelectorAll("#rows-line > [data-gf-row]")].map((row) => {
	const value = (end, around = row) => around.querySelector(":scope > div > input[name$='." + end + "']").value;
	const inner = [...row.querySelectorAll("[data-gf-row]")].map((el) => el.dataset.gfRow + ":" + value("reason", el) + " " + value("percent", el));
	return row.dataset.gfRow + ":" + value("text") + " " + value("quantity") + (inner.length ? "[" + inner.join(",") + "]" : "");
}).join("|")`

// rows waits until these rows are shown. The keys of new ones are "_".
func (d *desk) rows(want string) {
	d.t.Helper()
	d.Until(`(` + shown + `).replace(/_[a-z0-9]+:/g, "_:") === ` + quote(want))
	// Titles and buttons count them.
	d.Until(`[...document.querySelectorAll("#rows-line > [data-gf-row]")].every((row, i, all) =>
		row.querySelector(".gf-row-title").textContent === "Line " + (i + 1) &&
		row.querySelector("button[value$=up]").disabled === !i && row.querySelector("button[value$=down]").disabled === (i === all.length - 1) &&
		row.querySelector("button[value$=remove]").ariaLabel === "Remove Line " + (i + 1))`)
}

// focused waits until the focus is on a field or button, by name or label.
func (d *desk) focused(want string) {
	d.t.Helper()
	d.Until(`((el) => el.getAttribute("aria-label") ?? (el.name === "goldfish-rows" ? el.textContent : el.name).replace(/_[a-z0-9]+/g, "_"))(document.activeElement) === ` + quote(want))
}

// saved waits until the invoice is this.
func (d *desk) saved(want string) {
	d.t.Helper()
	d.Until(`document.querySelector("[data-gf-flash]").textContent === "Saved."`)
	if got := d.office.text(); got != want {
		d.t.Errorf("saved is %q, want %q", got, want)
	}
}

// text is the invoice in one line.
func (o *office) text() string {
	var b strings.Builder
	for i, l := range o.read().Lines {
		if i > 0 {
			b.WriteString("|")
		}
		b.WriteString(l.Key + ":" + l.Text)
		for _, d := range l.Discounts {
			b.WriteString("[" + d.Key + ":" + d.Reason + " " + percent(d) + "]")
		}
	}
	return b.String()
}

const atFirst = "1:Paper 10[2:Ten or more 5]|3:Ink 2"

// What a person does to rows by the keyboard, with scripts.
func TestRowsInABrowser(t *testing.T) {
	level.Long(t)
	chromium := browser.New(t)
	start := func(t *testing.T) *desk {
		t.Parallel()
		d := open(t, chromium).live()
		d.rows(atFirst)
		return d
	}

	t.Run("add, type, move, remove and save by the keyboard", func(t *testing.T) {
		d := start(t)
		d.press("Add Line")
		d.rows(atFirst + "|_: 1")
		d.focused("line._.text")
		d.typed("Glue")
		d.press("Move Line 3 up")
		d.rows("1:Paper 10[2:Ten or more 5]|_:Glue 1|3:Ink 2")
		d.focused("Move Line 2 up")
		d.press("Move Line 2 up")
		d.rows("_:Glue 1|1:Paper 10[2:Ten or more 5]|3:Ink 2")
		d.focused("Move Line 1 down")
		d.press("Remove Line 2")
		d.rows("_:Glue 1|3:Ink 2")
		d.focused("Remove Line 2")
		if got := d.Text("location.pathname + location.search"); got != "/" {
			t.Errorf("the address is %s", got)
		}
		if got := d.office.text(); got != "1:Paper[2:Ten or more 5]|3:Ink" {
			t.Errorf("something was saved: %s", got)
		}
		d.press("Save")
		d.saved("4:Glue|3:Ink")
		d.rows("4:Glue 1|3:Ink 2")
	})

	t.Run("rows in a row", func(t *testing.T) {
		d := start(t)
		d.press("Add Line")
		d.typed("Pens")
		d.Eval(`[...document.querySelectorAll("button")].filter((el) => el.textContent === "Add Discount").at(-1).focus()`, nil)
		d.Run(chromedp.KeyEvent(kb.Enter))
		d.focused("line._.discount._.reason")
		d.typed("New" + kb.Tab + "7")
		d.rows(atFirst + "|_:Pens 1[_:New 7]")
		d.press("Move Line 3 up")
		d.rows("1:Paper 10[2:Ten or more 5]|_:Pens 1[_:New 7]|3:Ink 2")
		d.press("Save")
		d.saved("1:Paper[2:Ten or more 5]|4:Pens[5:New 7]|3:Ink")
		d.rows("1:Paper 10[2:Ten or more 5]|4:Pens 1[5:New 7]|3:Ink 2")
	})

	t.Run("Enter in a field saves", func(t *testing.T) {
		d := start(t)
		d.focus("line.3.text")
		d.typed(kb.End + "!" + kb.Enter)
		d.saved("1:Paper[2:Ten or more 5]|3:Ink!")
	})

	t.Run("a refused form", func(t *testing.T) {
		d := start(t)
		d.press("Add Line")
		d.press("Move Line 3 up")
		d.Allow("422")
		d.press("Save")
		d.Until(`document.querySelector("#rows-line > :nth-child(3) [data-gf-error$='.text']").textContent === "Write what was delivered."`)
		d.focused("line._.text")
		d.rows("1:Paper 10[2:Ten or more 5]|_: 1|3:Ink 2")
		d.typed("Glue")
		d.press("Save")
		d.saved("1:Paper[2:Ten or more 5]|4:Glue|3:Ink")
		d.rows("1:Paper 10[2:Ten or more 5]|4:Glue 1|3:Ink 2")
	})

	t.Run("a push", func(t *testing.T) {
		d := start(t)
		d.press("Add Line")
		d.typed("Glue")
		d.press("Move Line 3 up")
		d.press("Move Line 3 up") // the ink
		d.rows("1:Paper 10[2:Ten or more 5]|3:Ink 2|_:Glue 1")
		d.press("Move Line 2 up")
		d.press("Remove Line 2") // the paper
		d.rows("3:Ink 2|_:Glue 1")
		d.focus("line.3.quantity")
		// Somebody else changes both lines and adds one.
		v := d.office.read()
		d.office.save(Invoice{Customer: v.Customer, Lines: []Line{
			{Row: v.Lines[0].Row, Text: "Paper A4", Quantity: 11},
			{Row: v.Lines[1].Row, Text: "Ink, black", Quantity: 2},
			{Text: "Stamps", Quantity: 5},
		}})
		d.app.Notify("invoice")
		d.rows("3:Ink, black 2|_:Glue 1|4:Stamps 5")
		d.focused("line.3.quantity")
		d.app.Notify("invoice")
		d.press("Save")
		d.saved("3:Ink, black|5:Glue|4:Stamps")
		d.rows("3:Ink, black 2|5:Glue 1|4:Stamps 5")
	})

	t.Run("a submit", func(t *testing.T) {
		d := start(t)
		d.press("Add Line")
		d.typed("Glue")
		d.press("Remove Line 1")
		d.press("Save")
		d.saved("3:Ink|4:Glue")
		d.rows("3:Ink 2|4:Glue 1")
		d.press("Add Line")
		d.rows("3:Ink 2|4:Glue 1|_: 1")
	})

	t.Run("a push before the answer", func(t *testing.T) {
		d := start(t)
		d.Eval(`void addEventListener("goldfish:submit", () => {
			const { fetch } = window;
			const pushed = new Promise((done) => addEventListener("goldfish:patch", done, { once: true }));
			window.fetch = async (...args) => {
				const answer = await fetch(...args);
				await pushed;
				return answer;
			};
		}, { once: true })`, nil)
		d.press("Add Line")
		d.typed("Glue")
		d.press("Save")
		d.saved("1:Paper[2:Ten or more 5]|3:Ink|4:Glue")
		d.rows(atFirst + "|4:Glue 1")
	})

	t.Run("undo", func(t *testing.T) {
		d := start(t)
		d.enter("line.1.text", "Card")
		d.press("Remove Line 1")
		d.rows("3:Ink 2")
		d.focused("Add Line") // one line is the fewest
		d.press("Undo")
		d.rows("1:Card 10[2:Ten or more 5]|3:Ink 2")
		d.focused("line.1.text")
		d.Until(`!document.querySelector(".goldfish-rows")`)
	})

	t.Run("most and fewest rows", func(t *testing.T) {
		d := start(t)
		for range 2 {
			d.Eval(`[...document.querySelectorAll("button")].find((el) => el.textContent === "Add Discount").focus()`, nil)
			d.Run(chromedp.KeyEvent(kb.Enter))
		}
		d.Until(`[...document.querySelectorAll("button")].find((el) => el.textContent === "Add Discount").disabled`)
		d.press("Remove Discount 3")
		d.Until(`![...document.querySelectorAll("button")].find((el) => el.textContent === "Add Discount").disabled`)
		d.press("Remove Line 2")
		d.Until(`document.querySelector("[aria-label='Remove Line 1']").disabled`)
	})

	t.Run("a reload restores the rows", func(t *testing.T) {
		d := start(t)
		d.press("Add Line")
		d.typed("Glue")
		d.Eval(`[...document.querySelectorAll("button")].filter((el) => el.textContent === "Add Discount").at(-1).focus()`, nil)
		d.Run(chromedp.KeyEvent(kb.Enter))
		d.typed("New")
		d.press("Move Line 3 up")
		d.enter("line.3.text", "Toner")
		d.press("Move Line 3 up")
		d.press("Remove Line 1")
		want := "3:Toner 2|_:Glue 1[_:New ]"
		d.rows(want)
		for range 2 {
			d.Run(chromedp.Reload())
			d.rows(want)
			d.live()
			d.rows(want)
		}
		d.Open(d.url + "/nowhere")
		d.Go(-1)
		d.rows(want)
		if got := d.Text(`document.querySelector(".goldfish-draft")?.textContent ?? ""`); got != "" {
			t.Errorf("a notice: %s", got)
		}
		d.enter("line.3.text", "Ink")
		d.Eval(`[...document.querySelectorAll("[name$=percent]")].at(-1).focus()`, nil)
		d.typed("9")
		d.press("Save")
		d.saved("3:Ink|4:Glue[5:New 9]")
		d.rows("3:Ink 2|4:Glue 1[5:New 9]")
		d.Run(chromedp.Reload())
		d.rows("3:Ink 2|4:Glue 1[5:New 9]")
	})
}

// Without scripts the server does what the buttons say.
func TestRowsInABrowserWithoutScripts(t *testing.T) {
	d := open(t, browser.New(t), emulation.SetScriptExecutionDisabled(true))
	d.rows(atFirst)
	d.enter("line.3.text", "Toner")
	d.press("Add Line")
	d.rows("1:Paper 10[2:Ten or more 5]|3:Toner 2|_: 1")
	d.focused("line._.text")
	d.typed("Glue")
	d.press("Move Line 3 up")
	d.rows("1:Paper 10[2:Ten or more 5]|_:Glue 1|3:Toner 2")
	d.focused("Move Line 2 up")
	d.press("Move Line 2 up")
	d.rows("_:Glue 1|1:Paper 10[2:Ten or more 5]|3:Toner 2")
	d.focused("Move Line 1 down")
	d.press("Remove Line 2")
	d.rows("_:Glue 1|3:Toner 2")
	d.focused("Remove Line 2")
	d.press("Save")
	d.saved("4:Glue|3:Toner")
	d.rows("4:Glue 1|3:Toner 2")
}

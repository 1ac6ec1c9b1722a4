package client_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// What is typed in place, with a real keyboard, stays.
func TestContentEditable(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	for i, c := range []struct{ name, before, after string }{
		{"beside it", `<p>1</p><div class="ed" contenteditable="true">hello</div>`, `<p>2</p><div class="ed" contenteditable="true">hello</div>`},
		{"in it", `<div class="ed" contenteditable>hello</div>`, `<div class="ed" contenteditable>bye</div>`},
		{"with elements in it", `<p>1</p><div class="ed" contenteditable="plaintext-only"><b>hello</b></div>`, `<p>2</p><div class="ed" contenteditable="plaintext-only"><b>hello</b><i>new</i></div>`},
		{"around it", `<p>1</p><div id="ed" class="ed" contenteditable>hello</div>`, `<section><p>2</p><div id="ed" class="ed" contenteditable>hello</div></section>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if i == 0 || i == 3 { // a push that changes the element itself is the harder case
				level.Long(t)
			}
			s := serve(t)
			s.page("/a", reply{Title: "a", Version: "v1", Body: "<h1>1</h1>" + c.before})
			tab := s.open(chromium, t, "/a")
			l := s.listening("/a")
			tab.Run(chromedp.Click(".ed"), chromedp.KeyEvent(kb.End), chromedp.KeyEvent(" world"))
			for n := 2; n < 4; n++ {
				l.push(fmt.Sprint("v", n), "a", fmt.Sprintf("<h1>%d</h1>", n)+c.after)
				shows(tab, fmt.Sprint(n))
				want(t, "the text", tab.Text("document.querySelector('.ed').textContent"), "hello world")
				tab.Run(chromedp.KeyEvent("!"), chromedp.KeyEvent(kb.Backspace))
			}
			want(t, "the text at the end", tab.Text("document.querySelector('.ed').textContent"), "hello world")
		})
	}
}

// Half a date stays half a date.
func TestHalfTyped(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	for _, c := range []struct{ kind, keys, value, more string }{
		{"date", "12", "2026-01-02", ""},
		{"time", "12", "10:30", ` step="1"`},
		{"month", "Ma", "2026-05", ` min="2020-01"`},
		{"week", "12", "2026-W20", ` max="2030-W01"`},
		{"datetime-local", "12", "2026-05-06T07:08", ` step="60"`},
		{"number", "1e", "7", ` max="9"`},
	} {
		t.Run(c.kind, func(t *testing.T) {
			body := func(n int, value, more string) string {
				return fmt.Sprintf(`<h1>%d</h1><form class="c%d"><input id="i" type="%s" name="d" value="%s"%s></form><input id="other">`, n, n, c.kind, value, more)
			}
			s := serve(t)
			s.page("/a", reply{Title: "a", Version: "v1", Body: body(1, "", "")})
			tab := s.open(chromium, t, "/a")
			l := s.listening("/a")
			tab.Eval("document.getElementById('i').focus()", nil)
			tab.Run(chromedp.KeyEvent(c.keys))
			state := "(i => [i.value, i.validity.badInput])(document.getElementById('i'))"
			half := tab.Text(state)
			if half != ",true" {
				t.Fatalf("the field should hold a half: %s", half)
			}
			l.push("v2", "a", body(2, c.value, c.more))
			shows(tab, "2")
			want(t, "the field", tab.Text(state), half)
			tab.Eval("document.getElementById('other').focus()", nil)
			want(t, "the field, when it is left", tab.Text(state), half)
			l.push("v3", "a", body(3, c.value, c.more))
			shows(tab, "3")
			want(t, "the field after another push", tab.Text(state), half)
		})
	}

	t.Run("a field that nobody has touched takes the value and its limits when it is left", func(t *testing.T) {
		s := serve(t)
		body := func(n int, value, more string) string {
			return fmt.Sprintf(`<h1>%d</h1><form><input id="i" type="date" value="%s"%s></form><input id="other">`, n, value, more)
		}
		s.page("/a", reply{Title: "a", Version: "v1", Body: body(1, "2026-01-01", "")})
		tab := s.open(chromium, t, "/a")
		l := s.listening("/a")
		tab.Eval("document.getElementById('i').focus()", nil)
		l.push("v2", "a", body(2, "2026-01-02", ` max="2027-01-01"`))
		shows(tab, "2")
		tab.Eval("document.getElementById('other').focus()", nil)
		want(t, "when it is left", tab.Text("(i => [i.value, i.max])(document.getElementById('i'))"), "2026-01-02,2027-01-01")
		tab.Eval("document.getElementById('i').focus()", nil)
		l.push("v3", "a", body(3, "2026-01-03", ""))
		shows(tab, "3")
		l.push("v4", "a", body(4, "2026-01-02", ` max="2027-01-01"`))
		shows(tab, "4")
		tab.Eval("document.getElementById('other').focus()", nil)
		want(t, "when the server has gone back", tab.Text("(i => [i.value, i.max])(document.getElementById('i'))"), "2026-01-02,2027-01-01")
	})
}

// A field that has the focus takes what a person has entered on another device, if nobody uses it
// here: its window is in the background. What was typed here stays.
func TestFieldOfAWindowInTheBackground(t *testing.T) {
	level.Long(t)
	t.Parallel()
	s := serve(t)
	page := func(n int, value string) string {
		return fmt.Sprintf(`<h1>%d</h1><form><input id="i" name="text" value="%s"><input id="d" name="date" type="date" value="2026-01-0%d"></form>`, n, value, n)
	}
	s.page("/a", reply{Title: "a", Version: "v1", Body: page(1, "one")})
	tab := s.open(browser.New(t), t, "/a")
	l := s.listening("/a")
	const value = "document.activeElement.value"
	tab.Eval("document.getElementById('i').focus()", nil)
	l.push("v2", "a", page(2, "two"))
	shows(tab, "2")
	want(t, "in the window in front", tab.Text(value), "one")
	tab.Eval("(Document.prototype.hasFocus = () => false, document.activeElement.dispatchEvent(new FocusEvent('focusout', {bubbles: true})))", nil)
	l.push("v3", "a", page(3, "three"))
	shows(tab, "3")
	want(t, "in the background", tab.Text(value), "three")
	tab.Eval("document.getElementById('d').focus()", nil)
	l.push("v4", "a", page(4, "four"))
	shows(tab, "4")
	want(t, "a date in the background", tab.Text(value), "2026-01-04")
	tab.Eval("document.getElementById('i').focus()", nil)
	tab.Run(chromedp.SendKeys("#i", "!"))
	l.push("v5", "a", page(5, "five"))
	shows(tab, "5")
	want(t, "typed before", tab.Text(value), "four!")
}

package client_test

import (
	"net/http"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// A page with controls, and the same page where each control has moved or is another element.
const (
	beforePress = `<form><input type="checkbox" id="box"> <input type="radio" name="r" id="radio"> <button type="button" class="a">Save</button>
		<details id="more"><summary>More</summary>text</details> <input id="text"></form><a class="a" href="/b">b</a>`
	afterPress = `<form><div><input type="checkbox" id="box"></div><p><input type="radio" name="r" id="radio"></p><div><button type="button" class="b">Keep</button></div>
		<section><details id="more"><summary>Less</summary>text</details></section><input id="text"></form><p><a class="b" href="/b">b, again</a></p>`
)

// readsChunks counts what has been read of streams.
const readsChunks = `(read => ReadableStreamDefaultReader.prototype.read = async function () {
	const result = await read.call(this); window.chunks++
	return result })(ReadableStreamDefaultReader.prototype.read, window.chunks = 0)`

func key(kind input.KeyType, name, text string, repeat bool) chromedp.Action {
	e := input.DispatchKeyEvent(kind).WithKey(name).WithCode(map[string]string{" ": "Space", "a": "KeyA", "ArrowRight": "ArrowRight"}[name]).WithAutoRepeat(repeat)
	e = e.WithWindowsVirtualKeyCode(map[string]int64{" ": 32, "a": 65, "ArrowRight": 39}[name])
	if kind == input.KeyDown && text != "" {
		e = e.WithText(text).WithUnmodifiedText(text)
	}
	return e
}

// pressing opens a page whose stream is live and whose chunks are counted.
func pressing(t *testing.T, chromium *browser.Browser) (*browser.Tab, *listener) {
	s := serve(t)
	s.page("/a", reply{Title: "a", Version: "v0", Body: bodyOf("0", beforePress)})
	tab := s.open(chromium, t, "/a")
	tab.Eval(readsChunks, nil)
	tab.Eval(`document.addEventListener("click", e => window.clicked = e.target.closest("button,a,summary,input")?.localName)`, nil)
	l := s.listening("/a")
	l.push("v1", "a", bodyOf("1", beforePress))
	shows(tab, "1")
	return tab, l
}

func heading(tab *browser.Tab) string { return tab.Text("document.querySelector('h1').textContent") }

// arrives waits until a push has been read.
func arrives(tab *browser.Tab, l *listener) {
	before := tab.Text("window.chunks")
	l.push("v2", "a", bodyOf("2", afterPress))
	tab.Until("window.chunks > " + before)
}

func TestPushesWaitForAPress(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	space := func(tab *browser.Tab, selector string) (press, release func()) {
		tab.Eval("document.querySelector('"+selector+"').focus()", nil)
		return func() { tab.Run(key(input.KeyDown, " ", " ", false)) }, func() { tab.Run(key(input.KeyUp, " ", "", false)) }
	}
	mouse := func(tab *browser.Tab, selector string) (press, release func()) {
		var at []float64
		tab.Eval("(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelector('"+selector+"').getBoundingClientRect())", &at)
		button := func(kind input.MouseType) func() {
			return func() {
				tab.Run(input.DispatchMouseEvent(kind, at[0], at[1]).WithButton(input.Left).WithClickCount(1))
			}
		}
		return button(input.MousePressed), button(input.MouseReleased)
	}
	for _, c := range []struct {
		name, selector, done string
		how                  func(*browser.Tab, string) (press, release func())
	}{
		{"Space on a box", "#box", "document.querySelector('#box').checked", space},
		{"Space on a radio button", "#radio", "document.querySelector('#radio').checked", space},
		{"Space on a button", "button", "window.clicked === 'button'", space},
		{"Space on a summary", "summary", "document.querySelector('details').open", space},
		{"the mouse on a box", "#box", "document.querySelector('#box').checked", mouse},
		{"the mouse on a button", "button", "window.clicked === 'button'", mouse},
		{"the mouse on a link", "a.a", "window.clicked === 'a'", mouse},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.name != "Space on a box" && c.name != "the mouse on a link" {
				level.Long(t)
			}
			tab, l := pressing(t, chromium)
			press, release := c.how(tab, c.selector)
			press()
			arrives(tab, l)
			want(t, "the page while it is pressed", heading(tab), "1")
			release()
			tab.Until(c.done)
			if c.selector != "a.a" {
				shows(tab, "2")
			}
			want(t, "what the press did, afterwards", tab.Text(c.done), "true")
		})
	}

	level.Long(t)
	t.Run("a held key that types or moves the caret holds nothing", func(t *testing.T) {
		for _, held := range []string{"a", " ", "ArrowRight"} {
			tab, l := pressing(t, chromium)
			tab.Eval("document.querySelector('#text').focus()", nil)
			text := held
			if held == "ArrowRight" {
				text = ""
			}
			tab.Run(key(input.KeyDown, held, text, false), key(input.KeyDown, held, text, true), key(input.KeyDown, held, text, true))
			arrives(tab, l)
			shows(tab, "2")
			if text != "" {
				want(t, "the text", tab.Text("document.querySelector('#text').value"), text+text+text)
			}
			tab.Run(key(input.KeyUp, held, "", false))
		}
	})

	t.Run("what ends a press", func(t *testing.T) {
		for _, end := range []string{"window.dispatchEvent(new Event('blur'))", "document.body.dispatchEvent(new PointerEvent('pointercancel', {bubbles: true}))",
			"document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))", "document.body.dispatchEvent(new MouseEvent('contextmenu', {bubbles: true}))"} {
			tab, l := pressing(t, chromium)
			press, release := mouse(tab, "button")
			press()
			arrives(tab, l)
			want(t, "before "+end, heading(tab), "1")
			tab.Eval(end, nil)
			shows(tab, "2")
			release()
		}
	})

	t.Run("a stuck key holds pushes for a while only", func(t *testing.T) {
		tab, l := pressing(t, chromium)
		press, release := space(tab, "#box")
		press()
		arrives(tab, l)
		shows(tab, "2")
		l.push("v3", "a", bodyOf("3", afterPress))
		shows(tab, "3")
		release()
	})

	t.Run("an answer to the person's own click is not held", func(t *testing.T) {
		tab, _ := pressing(t, chromium)
		press, release := space(tab, "#box")
		press()
		tab.Eval("void goldfish.visit('/b')", nil)
		shows(tab, "/b")
		release()
	})
}

// The answer to a submit comes while the person presses something else: the press is not lost.
func TestAnswersWaitForAPress(t *testing.T) {
	t.Parallel()
	s := serve(t)
	form := `<form id="f" method="post" action="/a?_action=x"><input name="n"></form>`
	s.page("/a", reply{Title: "a", Version: "v0", Body: bodyOf("0", form+beforePress)})
	tab := s.open(browser.New(t), t, "/a")
	live(tab)
	asked, answer := make(chan struct{}), make(chan struct{})
	s.on("patch POST /a?_action=x", func(w http.ResponseWriter, r *http.Request) {
		close(asked)
		<-answer
		s.write(w, r, "patch", reply{Title: "a", Version: "v1", Body: bodyOf("1", afterPress+form)})
	})
	tab.Eval("document.getElementById('f').requestSubmit()", nil)
	<-asked
	tab.Eval("document.getElementById('box').focus()", nil)
	tab.Run(key(input.KeyDown, " ", " ", false))
	close(answer)
	tab.Until("document.documentElement.getAttribute('aria-busy') === null || document.querySelector('h1').textContent === '1'" +
		" || performance.getEntriesByName(location.origin + '/a?_action=x').length")
	tab.Eval("new Promise(done => setTimeout(done, 100))", nil)
	tab.Run(key(input.KeyUp, " ", "", false))
	shows(tab, "1")
	want(t, "the box is checked", tab.Text("document.getElementById('box').checked"), "true")
}

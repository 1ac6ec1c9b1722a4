package engines

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"
)

// A driver drives one window of a browser. It is WebDriver, in either of its two protocols.
type driver interface {
	// open loads a document and waits for its load event.
	open(url string) error
	// eval runs the body of an async function in the page and returns its result as JSON, "null"
	// for undefined.
	eval(body string) (json.RawMessage, error)
	// press presses and releases keys, one after the other, where the focus is. Other keys than
	// characters are those below.
	press(keys string) error
	// move moves the pointer to a point of the viewport; click also presses its main button there.
	move(x, y int) error
	click(x, y int) error
	// choose chooses a file in the file input of this selector, as in the browser's dialog.
	choose(selector, path string) error
	back() error
	forward() error
	reload() error
	// cover opens another tab in front of the page, or closes it again.
	cover() error
	uncover() error
	// quit ends the session, with its window.
	quit()
}

// Keys that are no characters (WebDriver, 17.4.2).
const (
	Enter     = "\uE007"
	Left      = "\uE012"
	Space     = " "
	TabKey    = "\uE004"
	Backspace = "\uE003"
)

// A Tab is a page in a browser, and a person in front of it. What fails ends the test.
type Tab struct {
	t      testing.TB
	driver driver
	base   string
}

func (tab *Tab) check(what string, err error) {
	tab.t.Helper()
	if err != nil {
		tab.t.Fatalf("%s: %v", what, err)
	}
}

// Open loads the document of a path, and waits for its stream.
func (tab *Tab) Open(path string) {
	tab.t.Helper()
	tab.check("open "+path, tab.driver.open(tab.base+path))
	tab.Live()
}

// Live waits until the page's stream is open, and what the client loads after its start is there.
func (tab *Tab) Live() {
	tab.t.Helper()
	tab.Until("document.documentElement.dataset.gfStream === 'live' && performance.now() > 300")
}

// Text is the value of an expression as a string.
func (tab *Tab) Text(expression string) string {
	tab.t.Helper()
	out, err := tab.driver.eval("return String(await (" + expression + "))")
	tab.check(expression, err)
	var text string
	tab.check(expression, json.Unmarshal(out, &text))
	return text
}

// Do runs statements in the page.
func (tab *Tab) Do(statements string) {
	tab.t.Helper()
	_, err := tab.driver.eval(statements)
	tab.check(statements, err)
}

// Until waits until an expression is true, in whatever document is there by then.
func (tab *Tab) Until(expression string) {
	tab.t.Helper()
	var last error
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		out, err := tab.driver.eval("return !!(" + expression + ")")
		if err == nil && string(out) == "true" {
			return
		}
		last = err
	}
	tab.t.Fatalf("never true: %s (%v)", expression, last)
}

// Same compares the value of an expression with what it has to be.
func (tab *Tab) Same(expression, want string) {
	tab.t.Helper()
	if got := tab.Text(expression); got != want {
		tab.t.Errorf("%s is %q, want %q", expression, got, want)
	}
}

// Press presses keys.
func (tab *Tab) Press(keys string) {
	tab.t.Helper()
	tab.check("press", tab.driver.press(keys))
}

// Click scrolls an element into sight and clicks in its middle.
func (tab *Tab) Click(selector string) {
	tab.t.Helper()
	x, y := tab.middle(selector)
	tab.check("click "+selector, tab.driver.click(x, y))
}

// Hover moves the pointer over an element.
func (tab *Tab) Hover(selector string) {
	tab.t.Helper()
	x, y := tab.middle(selector)
	tab.check("hover "+selector, tab.driver.move(x, y))
}

func (tab *Tab) middle(selector string) (x, y int) {
	tab.t.Helper()
	var at [2]float64
	out, err := tab.driver.eval(fmt.Sprintf(`const el = document.querySelector(%q);
		const seen = () => { const r = el.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight };
		if (!seen()) el.scrollIntoView({ block: "center", behavior: "instant" });
		const r = el.getBoundingClientRect();
		return [r.left + r.width / 2, r.top + r.height / 2]`, selector))
	tab.check("find "+selector, err)
	tab.check("find "+selector, json.Unmarshal(out, &at))
	return int(at[0]), int(at[1])
}

// Type clicks in a field and types.
func (tab *Tab) Type(selector, text string) {
	tab.t.Helper()
	tab.Click(selector)
	tab.Press(text)
}

// Choose chooses a file.
func (tab *Tab) Choose(selector, path string) {
	tab.t.Helper()
	tab.check("choose a file", tab.driver.choose(selector, path))
}

// Back, Forward and Reload are the browser's buttons.
func (tab *Tab) Back()    { tab.t.Helper(); tab.check("back", tab.driver.back()) }
func (tab *Tab) Forward() { tab.t.Helper(); tab.check("forward", tab.driver.forward()) }
func (tab *Tab) Reload()  { tab.t.Helper(); tab.check("reload", tab.driver.reload()) }

// Cover opens another tab in front of this one; Uncover closes it.
func (tab *Tab) Cover()   { tab.t.Helper(); tab.check("another tab", tab.driver.cover()) }
func (tab *Tab) Uncover() { tab.t.Helper(); tab.check("back from another tab", tab.driver.uncover()) }

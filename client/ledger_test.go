package client_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// A ledger does each submission once, and loses answers as the test says.
type ledger struct {
	*site
	tab *browser.Tab

	mu      sync.Mutex
	faults  []http.HandlerFunc // of the next posts; nil: a proxy's 502 after the effect
	tries   []http.Header
	effects []string // key and form
}

const saveForm = `<form id="f" method="post" action="/a?_action=save"><input name="title"><button>Save</button></form><a href="/b">b</a>`

// aborted ends the connection without an answer.
func aborted(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

// cut sends a part of an answer and ends the connection as if that were all.
func cut(part string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, buffered, err := http.NewResponseController(w).Hijack()
		if err == nil {
			_, _ = buffered.WriteString(part)
			_ = buffered.Flush()
			_ = conn.Close()
		}
	}
}

// openLedger opens a page with a form. once: the document says that submissions are done once. The
// client's random waits are 0.
func openLedger(t *testing.T, chromium *browser.Browser, once bool, form string, faults ...http.HandlerFunc) *ledger {
	t.Helper()
	l := &ledger{site: serve(t), faults: faults}
	if once {
		l.shell.root = `lang="en" data-gf-once`
	}
	l.page("/a", reply{Title: "Page A", Version: "v", Body: "<h1>/a</h1>" + form})
	l.on("POST /a?_action=save", l.save)
	l.tab = l.open(chromium, t, "/a")
	l.ready()
	return l
}

// ready waits until what sends again is there.
func (l *ledger) ready() {
	l.t.Helper()
	l.tab.Allow("Failed to load|status of|ERR_")
	live(l.tab)
	l.tab.Until("performance.getEntriesByType('resource').some(r => /resend-/.test(r.name) && r.responseEnd)")
	l.tab.Eval("Math.random = () => 0", nil)
}

func (l *ledger) save(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := r.Header.Get(wire.KeyHeader)
	l.tries = append(l.tries, r.Header.Clone())
	var fault http.HandlerFunc
	if faulty := len(l.faults) > 0; faulty {
		fault, l.faults = l.faults[0], l.faults[1:]
		if fault != nil {
			fault(w, r)
			return
		}
		fault = foreign(502, "60", "text/html", "<h1>Bad Gateway</h1>")
	}
	effect := key + " " + r.PostForm.Encode()
	if !strings.Contains(strings.Join(l.effects, "\n")+"\n", effect+"\n") {
		l.effects = append(l.effects, effect)
	}
	if fault != nil {
		fault(w, r)
		return
	}
	l.write(w, r, "patch", reply{URL: "/a", Title: "Page A", Version: "v", Made: l.answer("/a").Made, Flash: fmt.Sprintf("Saved %d.", len(l.effects))})
}

// fail makes the next posts fail.
func (l *ledger) fail(faults ...http.HandlerFunc) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.faults = append(l.faults, faults...)
}

// always fails so many posts that a test does not come to the end of them.
func always(fault http.HandlerFunc) []http.HandlerFunc {
	all := make([]http.HandlerFunc, 10_000)
	for i := range all {
		all[i] = fault
	}
	return all
}

// heal ends the faults.
func (l *ledger) heal() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.faults = nil
}

func (l *ledger) done() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.effects)
}

func (l *ledger) type_(text string) { l.tab.Run(chromedp.SendKeys("[name=title]", text)) }

// saved waits for the flash, after which nothing waits.
func (l *ledger) saved(n int) {
	l.t.Helper()
	l.tab.Until(fmt.Sprintf("%s === 'Saved %d.'", flashText, n))
	l.tab.Until("!document.querySelector('.goldfish-resend')")
	want(l.t, "effects", l.done(), n)
	want(l.t, "what is kept", l.tab.Text("sessionStorage.getItem('goldfish:submissions')"), `""`)
}

const noticeText = "document.querySelector('.goldfish-resend')?.textContent"

func (l *ledger) expect(sentence string) {
	l.t.Helper()
	l.tab.Until(fmt.Sprintf("%s?.includes(%q)", noticeText, sentence))
}

// press presses a button of the notice, by its text. While a submission is being sent, "Try now"
// does nothing; and it is not there any more if the submission was sent again by itself.
func (l *ledger) press(button string) {
	l.t.Helper()
	l.tab.Until(fmt.Sprintf(`(() => {
		const found = [...document.querySelectorAll(".goldfish-resend button")].find((b) => b.textContent === %[1]q && b.ariaDisabled !== "true");
		found?.click();
		return found || (%[1]q === "Try now" && !document.querySelector(".goldfish-resend"));
	})()`, button))
}

func (l *ledger) reload() {
	l.t.Helper()
	l.tab.Eval("Object.assign(window, {same: 1}), setTimeout(() => location.reload())", nil)
	l.tab.Until("!window.same && window.goldfish")
	l.tab.Eval("Math.random = () => 0", nil)
}

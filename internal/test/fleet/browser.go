package fleet

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
)

// Resend posts in a real browser while the network, the proxy and the process fail. Each submission
// must have one effect, and the page must show its outcome.
func Resend(t *testing.T, hosts []Host, effects func() (all, different int)) {
	f := Start(t, hosts)
	chromium := browser.New(t)
	for name, faults := range map[string][]ProxyFault{
		"cut before the app has it":         {CutBefore, CutBefore, CutBefore},
		"the answer is lost":                {CutAfter, CutAfter, CutAfter},
		"502, 503 and 504 of a proxy":       {GatewayBefore, Refused, GatewayAfter},
		"killed before and after a commit":  {DieBeforeCommit, DieAfterCommit},
		"everything, one after the other":   {DieAfterCommit, CutAfter, GatewayBefore, Refused, CutBefore, DieBeforeCommit},
		"killed, and the answer is lost":    {DieBeforeCommit, CutAfter, CutAfter},
		"killed after the commit, twice":    {DieAfterCommit, DieAfterCommit},
		"503 of a proxy, again and again":   {Refused, Refused, Refused, Refused},
		"the answer is lost, then it comes": {GatewayAfter},
	} {
		t.Run(name, func(t *testing.T) {
			p := f.Proxy(t)
			before, _ := effects()
			tab := p.open(t, chromium)
			p.Fail(faults...)
			tab.fill("once")
			tab.press()
			tab.Until(done)
			one(t, effects, before)
		})
	}

	t.Run("pressed ten times, and loaded again", func(t *testing.T) {
		p := f.Proxy(t)
		before, _ := effects()
		tab := p.open(t, chromium)
		p.Fail(DieAfterCommit)
		p.FailAlways(Refused)
		tab.fill("ten")
		for range 10 {
			tab.press()
		}
		tab.Until("document.querySelector('form > .goldfish-resend')")
		for range 2 {
			until(t, "the node is back", func() bool { return f.nodes[0].version() != "" })
			tab.Eval("Object.assign(window, {same: 1}), setTimeout(() => location.reload())", nil)
			tab.Until("!window.same && document.querySelector('form > .goldfish-resend')")
			tab.press()
		}
		p.Heal()
		tab.Until(done)
		one(t, effects, before)
	})

	t.Run("without scripts: a double click and a reload of the post", func(t *testing.T) {
		p := f.Proxy(t)
		before, _ := effects()
		tab := p.openWithoutScripts(t, chromium)
		p.Fail(DieAfterCommit)
		tab.Run(chromedp.SendKeys("[name=what]", "plain"), chromedp.Click("button"))
		tab.Until("document.title === 'Proxy'") // the answer is lost
		until(t, "the node is back", func() bool { return f.nodes[0].version() != "" })
		tab.Run(chromedp.Reload())
		tab.Until("document.querySelector('[data-gf-flash]')?.textContent.startsWith('This is effect')")
		one(t, effects, before)

		tab.Run(chromedp.SendKeys("[name=what]", "plain2"), chromedp.DoubleClick("button"))
		until(t, "the second effect", func() bool { n, _ := effects(); return n == before+2 })
		tab.Until("document.querySelector('[data-gf-flash]')?.textContent.startsWith('This is effect')")
		tab.Run(chromedp.NavigateBack()) // to the form, as it was sent
		tab.Until("document.querySelector('[name=what]')?.value === 'plain2'")
		tab.Run(chromedp.SendKeys("[name=what]", "changed"), chromedp.Click("button"))
		until(t, "Back, change, send again is another submission", func() bool { n, _ := effects(); return n == before+3 })
		if n, _ := effects(); n != before+3 {
			t.Errorf("%d effects", n-before)
		}
	})
}

// done says that the outcome is shown, and that nothing waits.
const done = "document.querySelector('[data-gf-flash]')?.textContent.startsWith('This is effect') && !document.querySelector('.goldfish-resend')"

func one(t *testing.T, effects func() (all, different int), before int) {
	t.Helper()
	if n, _ := effects(); n != before+1 {
		t.Errorf("%d effects", n-before)
	}
}

type browserTab struct{ *browser.Tab }

func (p *Proxy) open(t *testing.T, chromium *browser.Browser) browserTab {
	t.Helper()
	tab := browserTab{chromium.Tab(t)}
	tab.Allow("Failed to load|status of|ERR_")
	tab.Open(p.URL)
	// What sends again is there before the server is not.
	tab.Until("performance.getEntriesByType('resource').some(r => /resend-/.test(r.name) && r.responseEnd) && document.documentElement.dataset.gfStream === 'live'")
	return tab
}

func (p *Proxy) openWithoutScripts(t *testing.T, chromium *browser.Browser) browserTab {
	t.Helper()
	tab := browserTab{chromium.Tab(t)}
	tab.Allow("Failed to load|status of|ERR_")
	tab.Run(emulation.SetScriptExecutionDisabled(true))
	tab.Open(p.URL)
	return tab
}

// fill types a text that no other test types.
func (tab browserTab) fill(what string) {
	filled++
	tab.Run(chromedp.SendKeys("[name=what]", fmt.Sprint(what, filled)))
}

var filled = 0

func (tab browserTab) press() { tab.Eval("document.querySelector('form button').click()", nil) }

package nginx_test

import (
	"testing"

	"github.com/chromedp/cdproto/security"

	"github.com/goldfish-go/goldfish/internal/test/browser"
)

// What a person sees through nginx: the page is live, a click changes it in place, and while the
// app restarts it stands, and then shows what came meanwhile.
func TestInABrowser(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		way
		protocol string
	}{{ways[0], "http/1.1"}, {http2, "h2"}} {
		t.Run(test.protocol, func(t *testing.T) {
			t.Parallel()
			test.unix = true // its address stays ours while the app is away
			s, p := test.serve(t, speechless)
			tab := browser.New(t).Tab(t)
			tab.Run(security.SetIgnoreCertificateErrors(true))
			tab.Open(p.URL)
			if got := tab.Text("performance.getEntriesByType('navigation')[0].nextHopProtocol"); got != test.protocol {
				t.Errorf("the browser speaks %s", got)
			}
			tab.Eval("window.mark = 'not reloaded'", nil)
			live := "document.documentElement.dataset.gfStream === 'live'"
			tab.Until(live)
			s.set(t, 1)
			tab.Until("document.querySelector('h1').textContent === 'number 1'")
			tab.Eval("document.querySelector('#page a').click()", nil)
			tab.Until("location.search === '?half=1' && document.querySelector('#page p').textContent === '1'")
			tab.Until(live)

			tab.Allow("502|503|favicon") // 503: the app is about to stop
			s.stop()
			tab.Until("document.documentElement.dataset.gfStream !== 'live'")
			s.number.Store(2)
			s.start(t)
			tab.Until("document.querySelector('h1').textContent === 'number 2'")
			tab.Until(live)
			s.set(t, 3)
			tab.Until("document.querySelector('h1').textContent === 'number 3'")
			if got := tab.Text("window.mark + ' ' + location.search"); got != "not reloaded ?half=1" {
				t.Errorf("the tab is not what it was: %s", got)
			}
		})
	}
}

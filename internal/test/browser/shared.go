package browser

import (
	"context"
	"os"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Main runs the tests of a package with one Chromium for all of them, because to start a Chromium
// costs more than most tests do. Each [New] is then a browser context of that Chromium: it has
// windows, cookies, storage and a cache of its own.
//
//	func TestMain(m *testing.M) { os.Exit(browser.Main{M: m}.Run()) }
type Main struct{ M *testing.M }

// Run runs the tests, and then closes Chromium.
func (m Main) Run() int {
	shared.on = true
	code := m.M.Run()
	shared.end()
	return code
}

// A chromium is started by the first test that needs it.
type chromium struct {
	on bool

	mu  sync.Mutex
	ctx context.Context // of the running Chromium
	end func()
}

var shared = chromium{end: func() {}}

// part returns a browser context that ends with the test.
func (c *chromium) part(t testing.TB, path string) *Browser {
	t.Helper()
	if err := c.start(path); err != nil {
		t.Fatalf("starting %s: %v", path, err)
	}
	var profile cdp.BrowserContextID
	err := chromedp.Run(c.ctx, chromedp.ActionFunc(func(ctx context.Context) (err error) {
		profile, err = target.CreateBrowserContext().Do(ofBrowser(ctx))
		return err
	}))
	if err != nil {
		t.Fatalf("opening a browser context: %v", err)
	}
	t.Cleanup(func() {
		// Chromium now and then does not answer, when a page in the context asks before it is left.
		// The context then lives until Chromium ends.
		ctx, over := context.WithTimeout(c.ctx, closeTimeout)
		defer over()
		_ = chromedp.Run(ctx, chromedp.ActionFunc(func(ctx context.Context) error {
			return target.DisposeBrowserContext(profile).Do(ofBrowser(ctx))
		}))
	})
	return &Browser{ctx: c.ctx, id: profile}
}

// ofBrowser is the context of a command to the browser, not to one of its tabs.
func ofBrowser(ctx context.Context) context.Context {
	return cdp.WithExecutor(ctx, chromedp.FromContext(ctx).Browser)
}

func (c *chromium) start(path string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ctx != nil {
		return nil
	}
	profile, err := os.MkdirTemp("", "goldfish-chromium-")
	if err != nil {
		return err
	}
	ctx, end, err := start(path, profile)
	if err != nil {
		end()
		_ = os.RemoveAll(profile)
		return err
	}
	c.ctx = ctx
	c.end = func() {
		end()
		_ = os.RemoveAll(profile)
	}
	return nil
}

package browser

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Among opens an empty tab in the browser's newest window: it comes to the front, and those that
// were there before are hidden behind it, as they are for a person.
func (b *Browser) Among(t testing.TB) *Tab {
	t.Helper()
	tab := b.newTab(t)
	tab.Front()
	return tab
}

// Window opens an empty tab in a window of its own, which is visible beside all others.
func (b *Browser) Window(t testing.TB) *Tab {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.open(t, chromedp.WithTargetID(b.window(t)))
}

// window opens a window with an empty page.
func (b *Browser) window(t testing.TB) (id target.ID) {
	t.Helper()
	err := chromedp.Run(b.ctx, chromedp.ActionFunc(func(ctx context.Context) (err error) {
		id, err = target.CreateTarget("about:blank").WithNewWindow(true).WithBrowserContextID(b.id).Do(ofBrowser(ctx))
		return err
	}))
	if err != nil {
		t.Fatalf("opening a window: %v", err)
	}
	return id
}

// Front brings a tab of [Browser.Among] to the front of its window.
func (tab *Tab) Front() {
	tab.t.Helper()
	tab.Run(page.BringToFront())
}

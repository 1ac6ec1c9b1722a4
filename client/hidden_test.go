package client_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// The stream of a tab that nobody looks at says so.
func TestHiddenStream(t *testing.T) {
	t.Parallel()
	level.Long(t)
	chromium := browser.Whole(t)
	s := serve(t)
	s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", `<p data-gf-live="hidden"></p>`)})
	tab := chromium.Among(t)
	tab.Open(s.URL + "/a")
	live(tab)
	want(t, "a tab in front", len(s.headerValues(wire.HiddenHeader)), 0)
	chromium.Among(t)
	tab.Until("document.hidden")
	tab.Run(chromedp.Reload())
	live(tab)
	want(t, "a tab behind another", len(s.headerValues(wire.HiddenHeader)), 1)
}

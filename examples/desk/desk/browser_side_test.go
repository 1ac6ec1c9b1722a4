package desk

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	chromium "github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// Eight windows side by side over HTTP/1.1, all visible, where a browser has six connections to a
// site: each shows its page, each answers a click, and a change from outside appears in each.
func TestHTTP1ConnectionLimitWindows(t *testing.T) {
	level.Long(t)
	o := open(t)
	var ids []string
	t.Run("sign in", func(t *testing.T) { // its tabs are closed with it
		o.signIn(t, "amara")
		list := o.tab(t, "/tickets")
		ids = strings.Split(list.Text("[...document.querySelectorAll('#tickets tbody tr')].slice(0, 8).map(r => r.id.slice(1)).join()"), ",")
	})
	button := func(tab *chromium.Tab, label string) {
		t.Helper()
		tab.Until(fmt.Sprintf("[...document.querySelectorAll('#page button')].some(b => b.textContent.trim() === %q)", label))
	}
	var windows []*chromium.Tab
	for _, id := range ids {
		window := o.browser.Window(t)
		window.Open(o.server.URL + "/tickets/" + id)
		button(window, "Close ticket")
		windows = append(windows, window)
	}
	for i, window := range windows {
		id, _ := strconv.ParseInt(ids[i], 10, 64)
		press(window, "Close ticket")
		button(window, "Reopen")
		if err := o.desk.store.SetClosed(t.Context(), amara, id, false); err != nil {
			t.Fatal(err)
		}
		o.desk.changed(id)
	}
	for i, window := range windows {
		button(window, "Close ticket")
		if got := window.Text("document.visibilityState"); got != "visible" {
			t.Errorf("window %d is %s", i, got)
		}
	}
}

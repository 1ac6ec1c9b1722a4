package desk

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	chromium "github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// Twenty tabs of one desk over HTTP/1.1, where a browser has six connections to a site: each shows
// its page, the one in front is live and answers, and those behind it let go of their streams.
func TestHTTP1ConnectionLimitTabs(t *testing.T) {
	level.Long(t)
	o := open(t)
	o.browser = chromium.Whole(t)
	var ids []string
	t.Run("sign in", func(t *testing.T) { // its tabs are closed with it
		o.signIn(t, "amara")
		list := o.tab(t, "/tickets")
		ids = strings.Split(list.Text("[...document.querySelectorAll('#tickets tbody tr')].slice(0, 20).map(r => r.id.slice(1)).join()"), ",")
	})
	streams := func() int { return o.desk.app.Stats().Streams }
	button := func(tab *chromium.Tab, label string) {
		t.Helper()
		tab.Until(fmt.Sprintf("[...document.querySelectorAll('#page button')].some(b => b.textContent.trim() === %q)", label))
	}
	if len(ids) != 20 {
		t.Fatalf("%d tickets", len(ids))
	}
	var tabs []*chromium.Tab
	for _, id := range ids {
		tab := o.browser.Among(t)
		tab.Open(o.server.URL + "/tickets/" + id)
		button(tab, "Close ticket")
		tabs = append(tabs, tab)
	}
	settle := func() {
		t.Helper()
		for late := time.Now().Add(time.Minute); streams() != 1; time.Sleep(10 * time.Millisecond) {
			if time.Now().After(late) {
				t.Fatalf("%d streams for the one tab in front", streams())
			}
		}
	}
	settle()
	for i, tab := range tabs {
		id, _ := strconv.ParseInt(ids[i], 10, 64)
		tab.Front()
		press(tab, "Close ticket")
		button(tab, "Reopen")
		live(tab)
		if err := o.desk.store.SetClosed(t.Context(), amara, id, false); err != nil {
			t.Fatal(err)
		}
		o.desk.changed(id)
		button(tab, "Close ticket")
	}
	settle()

	// A change while a tab was behind is there when it comes to the front.
	id, _ := strconv.ParseInt(ids[0], 10, 64)
	if err := o.desk.store.SetClosed(t.Context(), amara, id, true); err != nil {
		t.Fatal(err)
	}
	o.desk.changed(id)
	tabs[0].Front()
	button(tabs[0], "Reopen")
	for _, tab := range tabs {
		if got := tab.Text("document.visibilityState"); (got == "visible") != (tab == tabs[0]) {
			t.Errorf("a tab is %s", got)
		}
	}
}

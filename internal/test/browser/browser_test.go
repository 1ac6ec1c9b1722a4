package browser_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
)

func serve(t *testing.T) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<!doctype html><title>hello</title><link rel=icon href=data:,><h1>Hello</h1>"))
	}))
	t.Cleanup(server.Close)
	return server
}

func TestTab(t *testing.T) {
	server := serve(t)
	tab := browser.New(t).Tab(t)
	tab.Open(server.URL)
	tab.Until("document.title === 'hello'")
	if got := tab.Text("document.querySelector('h1').textContent"); got != "Hello" {
		t.Errorf("the heading says %q, want Hello", got)
	}
	tab.Allow("meant to be heard")
	tab.Eval("console.error('meant to be heard')", nil)
}

// Which tabs are visible: the one in front of each window, but for tabs that each take themselves
// for it.
func TestFront(t *testing.T) {
	server := serve(t)
	b := browser.New(t)
	first, second, pretender, window := b.Among(t), b.Among(t), b.Tab(t), b.Window(t)
	all := map[string]*browser.Tab{"first": first, "second": second, "window": window, "pretender": pretender}
	for _, tab := range all {
		tab.Open(server.URL)
	}
	visible := func(names ...string) {
		t.Helper()
		for name, tab := range all {
			state := "hidden"
			if slices.Contains(names, name) {
				state = "visible"
			}
			tab.Until("document.visibilityState === '" + state + "'")
		}
	}
	first.Front()
	visible("first", "window", "pretender")
	second.Front()
	visible("second", "window", "pretender")
}

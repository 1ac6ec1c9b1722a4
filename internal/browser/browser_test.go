package browser_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/goldfish-go/goldfish/internal/browser"
)

func TestTab(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<!doctype html><title>hello</title><link rel=icon href=data:,><h1>Hello</h1>"))
	}))
	defer server.Close()
	tab := browser.New(t).Tab(t)
	tab.Open(server.URL)
	tab.Until("document.title === 'hello'")
	if got := tab.Text("document.querySelector('h1').textContent"); got != "Hello" {
		t.Errorf("the heading says %q, want Hello", got)
	}
	tab.Allow("meant to be heard")
	tab.Eval("console.error('meant to be heard')", nil)
}

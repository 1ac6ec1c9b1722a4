package main

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/xss"
)

func TestMain(m *testing.M) { os.Exit(browser.Main{M: m}.Run()) }

// What stands in the address runs nowhere, not even in the message that it is no number.
func TestNoTextRuns(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: a hundred visits")
	}
	server := httptest.NewServer(app())
	t.Cleanup(server.Close)
	tab := browser.New(t).Tab(t)
	xss.Watch(t, tab, true)
	tab.Allow("Failed to load")
	for _, payload := range xss.Payloads[:4] {
		tab.Open(server.URL + "/?n=" + url.QueryEscape(payload))
		tab.Until("document.readyState === 'complete' && window.goldfish")
	}
	for _, payload := range xss.Payloads {
		path, _ := json.Marshal("/?n=" + url.QueryEscape(payload))
		tab.Eval(fmt.Sprintf("goldfish.visit(%s)", path), nil)
		tab.Eval("document.querySelector('[data-gf-notice]').click()", nil)
	}
	xss.Check(t, tab, "the counter")
}

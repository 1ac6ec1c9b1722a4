package xss_test

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/xss"
)

func TestMain(m *testing.M) { os.Exit(browser.Main{M: m}.Run()) }

// The payloads would be seen: without escaping they run, or the policy holds them back. With
// escaping nothing happens.
func TestPayloadsAreSeen(t *testing.T) {
	if n := len(xss.Payloads); n < 60 {
		t.Errorf("%d payloads, want at least 60", n)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'self'")
		w.Header().Set("X-Xss-Protection", "0")
		var payloads []string
		switch r.URL.Path {
		case "/script":
			payloads = xss.Payloads[:1]
		case "/handler":
			payloads = []string{`<img src=x onerror=xss()>`}
		case "/escaped":
			for _, p := range xss.Payloads {
				payloads = append(payloads, html.EscapeString(p))
			}
		}
		_, _ = fmt.Fprintf(w, `<!doctype html><title>x</title><link rel="icon" href="/x.png"><main>%s</main>`, strings.Join(payloads, "</p><p>"))
	}))
	t.Cleanup(server.Close)
	b := browser.New(t)
	for _, bypass := range []bool{true, false} {
		for _, path := range []string{"/script", "/handler", "/escaped"} {
			tab := b.Tab(t)
			tab.Allow("Content Security Policy|Failed to load|xss")
			xss.Watch(t, tab, bypass)
			tab.Open(server.URL + path)
			tab.Until("document.readyState === 'complete'")
			ran, held := xss.Found(tab)
			if path == "/escaped" {
				if ran != "" || held != "" {
					t.Errorf("escaped text did something: %s %s", ran, held)
				}
			} else if bypass && ran == "" || !bypass && (held == "" || ran != "") {
				t.Errorf("%s, policy bypassed: %t: ran %q, held back %q", path, bypass, ran, held)
			}
		}
	}
}

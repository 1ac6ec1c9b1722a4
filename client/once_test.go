package client_test

import (
	"net/http"
	"slices"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// TestSubmissionKey: a form that is sent again after its answer was lost has the same key, so that
// the server does it once. After an answer the next submission has another key. Chromium itself
// sends a post again if a connection ends without an answer.
func TestSubmissionKey(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	for name, lost := range map[string]http.HandlerFunc{
		"no answer":      func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"502 of a proxy": foreign(502, "", "text/html", "<h1>Bad Gateway</h1>"),
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t)
			s.page("/a", reply{Title: "a", Version: "v", Body: `<h1>/a</h1><form method="post" action="/a?_action=x"><input name="n" value="1"><button>go</button></form>`})
			var mu sync.Mutex
			var keys []string // of all posts since the last call of take
			down := true
			take := func(answer bool) []string {
				mu.Lock()
				defer mu.Unlock()
				defer func() { keys, down = nil, !answer }()
				return slices.Compact(keys)
			}
			s.on("POST /a?_action=x", func(w http.ResponseWriter, r *http.Request) {
				mu.Lock()
				keys = append(keys, r.Header.Get(wire.KeyHeader))
				lose := down
				mu.Unlock()
				if lose {
					lost(w, r)
					return
				}
				s.write(w, r, "patch", reply{URL: "/a", Made: made(""), Title: "a", Version: "v", Flash: "Done."})
			})
			tab := s.open(chromium, t, "/a")
			live(tab)
			tab.Allow("ERR_|Failed to load|status of")
			post := func(wants string) {
				t.Helper()
				tab.Eval("document.querySelector('[data-gf-flash]').textContent = ''", nil)
				tab.Run(chromedp.Click("button"))
				tab.Until(flashText + wants)
			}
			tab.Run(chromedp.Click("button"))
			tab.Until("document.querySelector('.goldfish-resend')")
			first := take(true)
			if len(first) != 1 || len(first[0]) != 24 {
				t.Fatalf("the keys are %q", first)
			}
			post(" === 'Done.'")
			want(t, "key of the second try", take(true)[0], first[0])
			post(" === 'Done.'")
			if next := take(true); len(next) != 1 || next[0] == first[0] {
				t.Errorf("another submission has the keys %q, after %q", next, first)
			}
		})
	}
}

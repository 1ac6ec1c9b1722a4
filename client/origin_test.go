package client_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// No answer makes the client leave its origin, whichever of its fields leads away. The page stays
// usable. It runs without a policy, which would hide what the client does.
func TestNoAnswerLeavesTheOrigin(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	var reached atomic.Int64
	evil := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/favicon.ico" {
			return
		}
		reached.Add(1)
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
		w.Header().Set("Access-Control-Allow-Headers", "*")
		w.Header().Set("Access-Control-Allow-Credentials", "true")
		w.Header().Set("Content-Type", wire.PatchType)
		body := "<h1>evil</h1>"
		_, _ = w.Write(wire.Encode(wire.Patch{URL: "/a", Version: "evil", Body: &body}))
	}))
	t.Cleanup(evil.Close)
	host := strings.TrimPrefix(evil.URL, "http://")
	away := []string{
		"//" + host + "/x", `/\` + host + "/x", `\\` + host + "/x", "/\t/" + host + "/x", "\t//" + host + "/x", "/\n/" + host,
		"http://" + host + "/x", "///" + host, `\/\/` + host, " //" + host,
		"http://user:secret@" + host + "/", "javascript:document.title='ran'", "java\nscript:document.title='ran'", " javascript:document.title='ran'",
		"data:text/html,<h1>evil</h1>", "blob:http://" + host + "/1", "vbscript:x", "file:///etc/passwd", "about:blank", "http://[", "view-source:http://" + host,
	}
	body := `<h1>/a</h1><form method="post" action="/a?_action=x"><input name="n"><button>send</button></form><a href="/b">b</a>`
	fields := []struct {
		name   string
		answer func(to string) reply
		post   bool
	}{
		{"url of a visit", func(to string) reply { return reply{URL: to, Title: "b", Version: "vb", Body: "<h1>b</h1>"} }, false},
		{"location of a visit", func(to string) reply { return reply{To: to} }, false},
		{"url of an action", func(to string) reply { return reply{URL: to, Title: "b", Version: "vb", Body: "<h1>b</h1>"} }, true},
		{"next of an action", func(to string) reply { return reply{Next: to} }, true},
		{"location of an action", func(to string) reply { return reply{To: to} }, true},
		{"a part", func(to string) reply {
			return reply{URL: "/b", Title: "b", Version: "vb", Body: `<h1>b</h1><div id="p" data-gf-part="/p">wait</div>`, Parts: []partMessage{{URL: to, Version: "v", Body: "<h1>evil</h1>"}}}
		}, false},
	}
	// The client itself must refuse.
	const permissive = "default-src * 'unsafe-inline' 'unsafe-eval' data: blob:"
	for _, field := range fields {
		t.Run(field.name, func(t *testing.T) {
			s := serve(t)
			s.policy = permissive
			s.page("/a", reply{Title: "a", Version: "va", Body: body})
			tab := s.open(chromium, t, "/a")
			tab.Allow("Failed to load|status of")
			tab.Until("window.goldfish")
			cases := away
			if testing.Short() {
				cases = away[:4]
			}
			for _, to := range cases {
				before := len(s.requests("patch"))
				answer := func(w http.ResponseWriter, r *http.Request) { s.write(w, r, "patch", field.answer(to)) }
				s.on("patch GET /b", answer)
				s.on("patch POST /a?_action=x", answer)
				if field.post {
					click(tab, "button")
				} else {
					click(tab, "a[href='/b']")
				}
				s.waitsMore("patch", before)
				tab.Until("document.readyState === 'complete' && window.goldfish && !document.documentElement.hasAttribute('aria-busy')")
				if got := tab.Text("location.origin + ' ' + document.title + ' ' + document.querySelector('h1')?.textContent"); !strings.HasPrefix(got, s.URL+" ") || strings.Contains(got, "evil") || strings.Contains(got, "ran") || strings.HasSuffix(got, " b") {
					t.Errorf("%q leads to %s", to, got)
					tab.Open(s.URL + "/a")
				}
				if tab.Text("location.pathname") != "/a" {
					tab.Open(s.URL + "/a")
					tab.Until("window.goldfish")
				}
			}
		})
	}
	want(t, "requests to the other origin", reached.Load(), 0)

	t.Run("an action whose redirect leads to another origin", func(t *testing.T) {
		s := serve(t)
		s.policy = permissive
		s.page("/a", reply{Title: "a", Version: "va", Body: body})
		s.on("patch POST /a?_action=x", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, evil.URL+"/x", http.StatusTemporaryRedirect)
		})
		tab := s.open(chromium, t, "/a")
		tab.Allow("Failed to load|status of|Fetch API cannot load|Unsafe attempt")
		click(tab, "button")
		// It is not known whether it was done.
		tab.Until("document.querySelector('.goldfish-resend')")
		want(t, "page", tab.Text("location.pathname + document.querySelector('h1').textContent"), "/a/a")
		want(t, "requests to the other origin", reached.Load(), 0)
	})
	t.Run("a link with a trigger to another origin is not requested", func(t *testing.T) {
		s := serve(t)
		s.policy = permissive
		s.page("/a", reply{Title: "a", Version: "va", Body: fmt.Sprintf(`<h1>/a</h1><a href="%s/x" data-gf-on="every:20ms">away</a><a href="/b" data-gf-on="visible">here</a>`, evil.URL)})
		tab := s.open(chromium, t, "/a")
		shows(tab, "/b")
		want(t, "requests to the other origin", reached.Load(), 0)
	})
	t.Run("a part of another origin is not requested", func(t *testing.T) {
		s := serve(t)
		s.policy = permissive
		s.page("/a", reply{Title: "a", Version: "va", Body: fmt.Sprintf(`<h1>/a</h1><div id="p" data-gf-part="%s/x">wait</div>`, evil.URL)})
		tab := chromium.Tab(t)
		tab.Allow("Failed to load|status of|Fetch API cannot load")
		tab.Open(s.URL + "/a")
		tab.Until("document.querySelector('#p [role=alert]')")
		want(t, "requests to the other origin", reached.Load(), 0)
	})
}

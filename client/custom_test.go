package client_test

import (
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// What a custom element has made of itself stays, and the client asks for what the server had sent
// only if the element could change the page before the client read it.
func TestBaseOfCustomElements(t *testing.T) {
	t.Parallel()
	level.Long(t)
	chromium := browser.New(t)
	body := func(n, text string) string { return "<h1>" + n + "</h1><p><x-base>" + text + "</x-base></p>" }
	for _, c := range []struct {
		name, head, later string
		requests          int
	}{
		{"defined earlier", `<script defer src="/test/early.js"></script>`, "", 1},
		{"defined later", "", `customElements.define("x-base", class extends HTMLElement { connectedCallback() { this.textContent = "mine"; } })`, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serve(t)
			s.page("/a", reply{Title: "a", Version: "v1", Body: body("one", "sent"), Head: c.head})
			tab := s.open(chromium, t, "/a")
			l := s.listening("/a")
			if c.later != "" {
				tab.Eval(c.later, nil)
			}
			for _, step := range []struct{ heading, sent, want string }{{"two", "sent", "mine"}, {"three", "changed", "changed"}} {
				l.push("version "+step.heading, "a", body(step.heading, step.sent))
				tab.Until("document.querySelector('h1').textContent === '" + step.heading + "'")
				want(t, "the element in "+step.heading, tab.Text("document.querySelector('x-base').textContent"), step.want)
			}
			want(t, "requests of what was sent", len(s.requests("patch GET /a")), c.requests)
		})
	}
}

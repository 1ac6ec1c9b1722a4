package frameworktest

import (
	"crypto/rand"
	"maps"
	"net/http"
	"slices"

	"golang.org/x/net/html"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// maxTries bounds how often a tab sends a form that is not answered, since it does not wait between
// the tries.
const maxTries = 4

// LoseAnswers loses the answers to the next n posts of the tab with scripts, after the app has
// handled them, as a network does that breaks just then.
//
// If the app has a durable store ([framework.Options].Store), the tab sends such a form again by
// itself, at once and at most three times, and shows the outcome. Else [Tab.Unanswered] reports
// true, and the same button sends the same submission again.
func (t *Tab) LoseAnswers(n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lostAnswers = n
}

// Unanswered reports whether nobody knows if the last form was done: the person is asked.
func (t *Tab) Unanswered() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.unanswered
}

// loseAnswer reports whether the answer to a request is lost.
func (b *tab) loseAnswer(r request) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	lost := r.method == http.MethodPost && b.lostAnswers > 0
	if lost {
		b.lostAnswers--
	}
	return lost
}

// askUntilKnown posts a form, again with the same key where submissions are done once.
func (b *tab) askUntilKnown(r request, form string, w navOptions) (a answer, p *patch, known bool) {
	b.t.Helper()
	b.mu.Lock()
	if b.keys[form] == "" {
		b.keys[form] = rand.Text()
	}
	r.header = http.Header{wire.KeyHeader: {b.keys[form]}}
	sender := b.fingerprints.viewer
	if sender == "" {
		sender = wire.NoViewer
	}
	root := find(b.doc, func(n *html.Node) bool { return n.Data == "html" })
	once := root != nil && has(root, wire.OnceAttr)
	b.unanswered = false
	b.mu.Unlock()
	for try := 1; ; try++ {
		a, p = b.askPatch(r, w)
		unknown := slices.Contains([]int{0, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout}, a.status) && (once || p == nil)
		known = !unknown
		if known || !once || try == maxTries {
			break
		}
		r.header.Set(wire.ViewerHeader, sender)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.unanswered = !known
	if p != nil && a.status < 500 {
		delete(b.keys, form)
	}
	return a, p, known
}

// withHeader adds what a request has of its own to the headers of a patch.
func withHeader(header, own http.Header) http.Header {
	maps.Copy(header, own)
	return header
}

// askPerson leaves the form as it is.
func (b *tab) askPerson(a answer) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.status = a.status
	b.notify()
}

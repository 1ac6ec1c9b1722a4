package frameworktest

import (
	"net/http"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/vectors"
)

// The rules of the client, as internal/test/vectors holds them for the client in Chromium too.
func TestVectors(t *testing.T) {
	for _, c := range vectors.Cases {
		t.Run(c.Name, func(t *testing.T) {
			c.Run(t, func(handler http.Handler, path string) vectors.Tab {
				tab := Start(t, func() http.Handler { return handler }).Visitor(t).Open(path).Live()
				return vectorTab{tab}
			})
		})
	}
}

// A vectorTab does the steps of a case in a tab.
type vectorTab struct{ *Tab }

func (t vectorTab) State() vectors.State {
	address := t.URL()
	text := ""
	if page := t.In("#page"); t.pageNode != nil {
		text = page.Text()
	}
	s := vectors.State{
		URL: address, Title: t.Title(), Text: text, Chrome: t.In("header").Text(), Flash: t.Flash(), Notice: t.Notice(),
		Entries: len(t.History()), Errors: t.Errors(), Fields: map[string]string{}, Focus: "?", Stale: t.Stale(), Delayed: t.Delayed(),
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.render()
	for n := range elements(t.doc) {
		if isField(n) {
			s.Fields[attr(n, "name")] = t.currentValue(n).value
		}
	}
	page := t.drafts[draftPage{t.Tab.fingerprints.viewer, t.url}]
	s.Offered = page != nil && len(page.edits) > 0 && strings.HasPrefix(address, t.url)
	return s
}

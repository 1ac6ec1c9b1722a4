package framework_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// Past the budget the screens that changed least recently keep only their version: such a page is
// sent whole again, and nothing is lost.
func TestCacheBytesEviction(t *testing.T) {
	const budget = 100_000
	s := newSite(t, "", framework.Options[User]{CacheBytes: budget, ScreenIdleTimeout: time.Hour})
	texts := make([]string, 20)
	for id := range texts {
		s.does(id, func(context.Context) (framework.Page, error) {
			// About 13 KB.
			filler := templ.Raw(strings.Repeat(fmt.Sprintf("<p>page %d</p>", id), 1000))
			return framework.Page{Body: templ.Join(list("a", texts[id]), filler), Topics: []string{"note"}}, nil
		})
	}
	versions := make([]string, len(texts))
	for id := range texts {
		versions[id] = s.patch(t, fmt.Sprint("/notes/", id)).Version
	}
	if used := s.app.Stats().CacheBytes; used > budget || used < budget/2 {
		t.Errorf("%d bytes are kept of %d", used, budget)
	}
	for id := range texts {
		if p := s.patch(t, fmt.Sprint("/notes/", id), wire.VersionHeader, versions[id]); p.Body != nil || p.Version != versions[id] {
			t.Errorf("page %d: a client that is up to date was sent its body", id)
		}
	}
	for id := range texts {
		texts[id] = "changed"
		p := s.patch(t, fmt.Sprint("/notes/", id), wire.VersionHeader, versions[id])
		if versions[id] = p.Version; p.Body == nil {
			t.Errorf("page %d: a difference from a body that the others have pushed out", id)
		}
	}
	for id := 18; id < 20; id++ {
		texts[id] = "changed again"
		if p := s.patch(t, fmt.Sprint("/notes/", id), wire.VersionHeader, versions[id]); p.Delta == nil {
			t.Errorf("page %d: no difference, but it is one of the last that changed", id)
		}
	}
	if used := s.app.Stats().CacheBytes; used > budget {
		t.Errorf("%d bytes are kept of %d", used, budget)
	}
}

// What is kept beside a body counts too, such as the event that holds it whole.
func TestCacheBytesOfEvents(t *testing.T) {
	s := newSite(t, "")
	s.does(1, func(context.Context) (framework.Page, error) {
		return framework.Page{Body: templ.Raw("<p>" + strings.Repeat("x", 10_000) + "</p>")}, nil
	})
	s.get("/notes/1")
	before := s.app.Stats().CacheBytes
	follow(t, s, "/notes/1").await(t, "xxx</p>")
	if grown := s.app.Stats().CacheBytes - before; grown < 10_000 || grown > 12_000 {
		t.Errorf("an event with a body of 10 KB counts %d bytes", grown)
	}
}

// A body that is larger than the budget alone is served all the same, from one run of the view.
func TestCacheBytesOfLargePage(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{CacheBytes: 1000})
	runs := 0
	s.does(1, func(context.Context) (framework.Page, error) {
		runs++
		return framework.Page{Body: templ.Raw("<p>" + strings.Repeat("x", 1<<20) + "</p>")}, nil
	})
	for range 2 {
		contains(t, "document", s.get("/notes/1").body, "xxx</p>")
	}
	want(t, "runs of the view for two requests", runs, 2)
	s.get("/notes/2")
	if used := s.app.Stats().CacheBytes; used > 5000 {
		t.Errorf("%d bytes are kept when another page came after the giant", used)
	}
}

// What nobody looks at any more is not counted either.
func TestCacheBytesAreReleased(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{ScreenIdleTimeout: -1})
	for id := range 10 {
		s.get(fmt.Sprint("/notes/", id))
	}
	if used := s.app.Stats().CacheBytes; used != 0 {
		t.Errorf("%d bytes are counted of screens that are no more", used)
	}
}

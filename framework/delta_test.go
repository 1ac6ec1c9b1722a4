package framework_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// A reply is the JSON of a patch.
type reply struct {
	URL, Title, Version, Message string
	Body                         *string
	Delta                        json.RawMessage
	Parts                        []reply
}

func (s *site) patch(t *testing.T, target string, headers ...string) reply {
	t.Helper()
	a := s.do("GET", target, asPatch, "", headers...)
	var p reply
	if err := json.Unmarshal([]byte(a.body), &p); err != nil {
		t.Fatalf("%s: %v\n%s", target, err, a.body)
	}
	return p
}

// list is the body of a page: rows with ids, so that there is something to name.
func list(rows ...string) templ.Component {
	var b strings.Builder
	for i, row := range rows {
		fmt.Fprintf(&b, `<p id="row-%d">%s</p>`, i, row)
	}
	return templ.Raw("<main>" + b.String() + strings.Repeat("<hr>", 100) + "</main>")
}

// become applies what a patch says to what was held.
func become(t *testing.T, was snapshot.Snapshot, p reply) snapshot.Snapshot {
	t.Helper()
	if p.Body != nil {
		return snapshot.New(p.Title, *p.Body)
	}
	now, err := snapshot.ApplyChecked(was, p.Delta)
	if err != nil {
		t.Fatalf("%v: %s", err, p.Delta)
	}
	if now.Version != p.Version {
		t.Errorf("the difference makes version %s, not %s", now.Version, p.Version)
	}
	return now
}

func TestDeltaFromEarlierVersion(t *testing.T) {
	s := newSite(t, "")
	row := "first"
	s.does(1, func(context.Context) (framework.Page, error) {
		return framework.Page{Title: "T", Body: list("a", row, "c"), Topics: []string{"note"}}, nil
	})
	p := s.patch(t, "/notes/1")
	held := become(t, snapshot.Snapshot{}, p)
	first := held
	for i := range 5 {
		row = fmt.Sprint("row ", i)
		p = s.patch(t, "/notes/1", wire.VersionHeader, held.Version)
		if p.Body != nil || len(p.Delta) == 0 || len(p.Delta) > 60 {
			t.Fatalf("change %d: %d bytes of difference, body %t", i, len(p.Delta), p.Body != nil)
		}
		held = become(t, held, p)
	}
	contains(t, "the page", held.Body, "row 4")
	// Five versions behind, and none.
	p = s.patch(t, "/notes/1", wire.VersionHeader, first.Version)
	if p.Body != nil {
		t.Error("a client that is five versions behind was sent the whole")
	}
	want(t, "what it has then", become(t, first, p).Body, held.Body)
	p = s.patch(t, "/notes/1", wire.VersionHeader, held.Version)
	if p.Body != nil || p.Delta != nil {
		t.Errorf("a client that is up to date was sent %+v", p)
	}
	if p = s.patch(t, "/notes/1", wire.VersionHeader, "unknown-one"); p.Body == nil {
		t.Error("a client with an unknown version was sent no body")
	}
}

// A navigation to a page that is much the same costs what differs.
func TestDeltaFromPreviousPage(t *testing.T) {
	s := newSite(t, "")
	for id, row := range []string{"zero", "one", "two"} {
		s.does(id, func(context.Context) (framework.Page, error) {
			return framework.Page{Title: "Note " + row, Body: list("a", row, "c"), Topics: []string{"note"}}, nil
		})
	}
	held := become(t, snapshot.Snapshot{}, s.patch(t, "/notes/1"))
	from := []string{wire.FromHeader, "/notes/1", wire.VersionHeader, held.Version}
	p := s.patch(t, "/notes/2", from...)
	if p.Body != nil || len(p.Delta) > 100 {
		t.Fatalf("a navigation to a page that is much the same: body %t, %s", p.Body != nil, p.Delta)
	}
	now := become(t, held, p)
	want(t, "title", now.Title, "Note two")
	contains(t, "the page", now.Body, "two")
	want(t, "the same again", string(s.patch(t, "/notes/2", from...).Delta), string(p.Delta))

	if p := s.patch(t, "/notes/2", wire.FromHeader, "/notes/1", wire.VersionHeader, "unknown-one"); p.Body == nil {
		t.Error("a version that is not the one of the page left got a difference")
	}
	if p := s.patch(t, "/notes/2", wire.FromHeader, "/nowhere", wire.VersionHeader, held.Version); p.Body == nil {
		t.Error("a page left that is none got a difference")
	}
	// Another person's page is not known to this one, even with its version.
	if p := s.patch(t, "/notes/2", wire.FromHeader, "/notes", wire.VersionHeader, held.Version); p.Body == nil {
		t.Error("the version of another page got a difference")
	}
}

// Pages that have little in common go whole.
func TestPatchToAnotherPage(t *testing.T) {
	s := newSite(t, "")
	s.does(1, func(context.Context) (framework.Page, error) { return framework.Page{Body: list("a", "b")}, nil })
	s.does(2, func(context.Context) (framework.Page, error) {
		return framework.Page{Body: templ.Raw("<h1>quite</h1>" + strings.Repeat("<p>another one</p>", 100))}, nil
	})
	held := become(t, snapshot.Snapshot{}, s.patch(t, "/notes/1"))
	p := s.patch(t, "/notes/2", wire.FromHeader, "/notes/1", wire.VersionHeader, held.Version)
	if p.Body == nil || !strings.Contains(*p.Body, "another one") {
		t.Errorf("got %+v", p)
	}
}

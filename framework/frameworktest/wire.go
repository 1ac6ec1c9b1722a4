package frameworktest

import (
	"fmt"

	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// typeDocument is what a browser accepts when it loads a document.
const typeDocument = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

// A patch is the answer to a patch request, what it says of a part, or the data of an event.
type patch struct {
	wire.Patch

	// What the tab held when it asked: it is this that the patch is a difference from, whatever a
	// stream has brought meanwhile.
	base  contentState
	parts map[string]contentState
}

// readEvent parses the data of an event without a name: a whole page, or a delta (an array).
func partPatch(p wire.Part) *patch {
	return &patch{Patch: wire.Patch{URL: p.URL, Title: p.Title, Version: p.Version, Body: p.Body, Delta: p.Delta, Message: p.Message}}
}

// state returns what the patch makes of what was held.
func (p *patch) state() (contentState, error) {
	next := p.base
	switch {
	case p.Body != nil:
		next.body = *p.Body
	case p.Delta != nil:
		was := snapshot.New(next.title, next.body)
		now, err := snapshot.ApplyChecked(was, p.Delta)
		if err != nil {
			return next, fmt.Errorf("the difference does not fit what is held, %q: %w\n%s", next.version, err, p.Delta)
		}
		if now.Version != p.Version {
			return next, fmt.Errorf("the difference from %q makes %q of what is held, not %q\n%s", next.version, now.Version, p.Version, p.Delta)
		}
		next.title, next.body = now.Title, now.Body
	case p.Version != next.version:
		return next, fmt.Errorf("the answer has neither body nor delta, but its version %q is not the one held, %q", p.Version, next.version)
	}
	if p.Title != nil {
		next.title = *p.Title
	}
	next.version = p.Version
	return next, nil
}

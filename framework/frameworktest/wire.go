package frameworktest

import (
	"encoding/json"
	"fmt"

	"github.com/goldfish-go/goldfish/internal/snapshot"
)

// Names on the wire; docs/protocol.md says what they mean.
const (
	typeDocument = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	typePatch    = "application/vnd.goldfish.patch+json"
	typeStream   = "text/event-stream"

	headerFrom    = "Goldfish-From"
	headerVersion = "Goldfish-Version"
	headerParts   = "Goldfish-Parts"

	eventHello   = "hello"
	eventStale   = "stale"
	eventFresh   = "fresh"
	eventShell   = "shell"
	eventRecheck = "recheck"
	eventPart    = "part"
)

// A patch is the answer to a patch request, what it says of a part, and the data of an event.
type patch struct {
	URL          string            `json:"url"`
	History      string            `json:"history"`
	Fingerprints string            `json:"fingerprints"`
	Title        *string           `json:"title"`
	Version      string            `json:"version"`
	Body         *string           `json:"body"`
	Delta        json.RawMessage   `json:"delta"`
	Notice       string            `json:"notice"`
	Flash        string            `json:"flash"`
	Fields       map[string]string `json:"fields"`
	Message      string            `json:"message"`
	Next         string            `json:"next"`
	Location     string            `json:"location"`
	Parts        []*patch          `json:"parts"`

	// What the tab held when it asked: it is this that the patch is a difference from, whatever a stream has brought meanwhile.
	base  region
	parts map[string]region
}

// readEvent reads the data of an event without a name: a page whole, or an array, the difference.
func readEvent(version string, data []byte) (patch, error) {
	p := patch{Version: version}
	if len(data) > 0 && data[0] == '[' {
		p.Delta = data
		return p, nil
	}
	err := json.Unmarshal(data, &p)
	p.Version = version
	return p, err
}

// state returns what the patch makes of what was held.
func (p *patch) state() (region, error) {
	next := p.base
	switch {
	case p.Body != nil:
		next.body = *p.Body
	case p.Delta != nil:
		was := snapshot.New(next.title, next.body)
		now, err := snapshot.Apply(was, p.Delta)
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

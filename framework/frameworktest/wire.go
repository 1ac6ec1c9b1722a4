package frameworktest

import (
	"encoding/json"
	"errors"
	"fmt"
)

// Names on the wire; docs/protocol.md says what they mean.
const (
	typeDocument = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	typePatch    = "application/vnd.goldfish.patch+json"
	typeStream   = "text/event-stream"

	headerFrom    = "Goldfish-From"
	headerVersion = "Goldfish-Version"

	eventHello  = "hello"
	eventStale  = "stale"
	eventFresh  = "fresh"
	eventReload = "reload"
)

// A patch is the answer to a patch request, and the whole kind of event.
type patch struct {
	URL      string            `json:"url"`
	History  string            `json:"history"`
	Mark     string            `json:"mark"`
	Title    *string           `json:"title"`
	Version  string            `json:"version"`
	Body     *string           `json:"body"`
	Delta    json.RawMessage   `json:"delta"`
	Notice   string            `json:"notice"`
	Flash    string            `json:"flash"`
	Fields   map[string]string `json:"fields"`
	Say      string            `json:"say"`
	Location string            `json:"location"`

	// What the tab held when it asked: it is this that the patch is a difference from, whatever a stream has brought meanwhile.
	base, held string
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

// body returns the body that the patch makes of what was held.
func (p *patch) body() (string, error) {
	switch {
	case p.Body != nil:
		return *p.Body, nil
	case p.Delta != nil:
		return difference(p.base, p.Delta)
	case p.Version != p.held:
		return "", fmt.Errorf("the answer has neither body nor delta, but its version %q is not the one held, %q", p.Version, p.held)
	}
	return p.base, nil
}

// difference returns what the delta makes of the body held.
func difference(base string, delta json.RawMessage) (string, error) {
	return "", errors.New("frameworktest does not know deltas yet")
}

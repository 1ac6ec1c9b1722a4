package devmode

import (
	"fmt"

	"github.com/goldfish-go/goldfish/internal/snapshot"
)

// maxFull limits the versions whose reason is remembered.
const maxFull = 100

// NoteFull remembers why the body of a version was sent whole and not as a delta.
func (m *Mode) NoteFull(version, reason string) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.full == nil || len(m.full) >= maxFull {
		m.full = map[string]string{}
	}
	m.full[version] = reason
}

// WhyNoDelta says why there is no delta between two bodies.
func WhyNoDelta(from, to snapshot.Snapshot) string {
	for _, s := range []snapshot.Snapshot{from, to} {
		if _, ok := snapshot.Diff(s, s); !ok {
			return "The HTML is such that only a browser can tell what it makes of it, so it is never compared."
		}
	}
	return "More than a quarter of the page is different."
}

// UnplacedErrors warns of fields that were refused and that no element of their form shows errors
// for.
func (m *Mode) UnplacedErrors(page string, fields []string) {
	if m == nil || len(fields) == 0 {
		return
	}
	m.Warn(Warning{Kind: "error", Page: page, Message: fmt.Sprintf("Errors for %q were shown at the top of the form, because nothing in it shows errors for "+
		"these names. Call markup.FieldError(ctx, %q) beside the field, or correct the name in the action.", fields, fields[0])})
}

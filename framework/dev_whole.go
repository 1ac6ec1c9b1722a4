package framework

import "github.com/goldfish-go/goldfish/internal/snapshot"

// maxWhole is of how many versions the development mode remembers why they were sent whole.
const maxWhole = 100

// sentWhole notes why a version was sent whole and not as a difference.
func (d *dev) sentWhole(version, why string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.whole == nil || len(d.whole) >= maxWhole {
		d.whole = map[string]string{}
	}
	d.whole[version] = why
}

// grew looks at the step from one body of a screen to the next, nil outside the development mode.
func (d *dev) grew(was, is *body) {
	if d == nil {
		return
	}
	if _, ok := is.past.DeltaFrom(was.Version); !ok {
		d.sentWhole(is.Version, tooMuch(was, is))
	}
}

// explain notes why the answer to a visit holds the page whole.
func (x *exchange[V]) explain(b *body, held string, left address[V]) {
	d := x.app.dev
	if d == nil || held == "" {
		return
	}
	var why string
	switch from := x.left(left); {
	case left.place == nil:
		why = "The request does not say which page was left, as after Back, so there was nothing to compare with."
	case from != nil && from.Version == held:
		why = tooMuch(from, b)
	case left.url == b.url:
		why = "More has changed since the version that was held than is worth to be remembered."
	default:
		why = "The server had no copy of the page that was left."
	}
	d.sentWhole(b.Version, why)
}

// tooMuch says why there is no difference between two bodies.
func tooMuch(from, to *body) string {
	for _, b := range []*body{from, to} {
		if _, ok := snapshot.Diff(b.Snapshot, b.Snapshot); !ok {
			return "The HTML is such that only a browser can tell what it makes of it, so it is never compared."
		}
	}
	return "More than a quarter of the page is different."
}

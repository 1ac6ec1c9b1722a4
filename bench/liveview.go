//go:build linux

package main

import "strings"

// What Phoenix LiveView sends, from two sources.
const (
	// Computed after lib/phoenix_live_view/diff.ex of LiveView 1.2, for the changes and the pages
	// of wire: the difference of a view whose lists are keyed comprehensions, in the envelope of a
	// Phoenix channel. WebSockets of Phoenix are not compressed unless that is asked for.
	liveViewStudy = "liveview-study"

	// Measured on LiveView 1.2.10, for the pages and changes of data.go; its variant for long lists
	// is "streams".
	liveView        = "liveview"
	liveViewStreams = "liveview-streams"
)

type liveViewBytes struct {
	subject string
	bytes   float64
}

// studied are the bytes of the changes of boardChanges, in their order, by the rows of the board.
var studied = map[string][]float64{
	"10":   {56, 105, 222, 128, 87, 361, 1627},
	"200":  {56, 108, 226, 1848, 94, 1271, 31830},
	"1000": {56, 106, 224, 9848, 97, 1273, 161874},
}

// studiedDeflated are those at 200 rows, each message compressed by itself.
var studiedDeflated = []float64{62, 102, 181, 730, 98, 364, 7061}

func (r *run) liveViewStudy(label string) {
	name, rows, _ := strings.Cut(label, "/")
	if name == "chat" { // a message more
		r.add(label, liveViewStudy, raw, "B", 212)
		r.add(label, liveViewStudy, deflated, "B", 175)
		return
	}
	for i, c := range boardChanges {
		if c.name == name {
			r.add(label, liveViewStudy, raw, "B", studied[rows][i])
			if rows == "200" {
				r.add(label, liveViewStudy, deflated, "B", studiedDeflated[i])
			}
		}
	}
}

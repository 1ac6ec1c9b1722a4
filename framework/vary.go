package framework

import (
	"net/http"
	"net/textproto"
	"slices"
	"strings"
)

// varyNames are the request headers that answers of the app depend on.
func (o Options[V]) varyNames() []string {
	names := []string{"Accept", "Cookie"}
	if !o.DisableCompression {
		names = append(names, acceptEncoding)
	}
	if len(o.Languages) > 1 {
		names = append(names, "Accept-Language")
	}
	return append(names, o.VaryHeaders...)
}

const acceptEncoding = "Accept-Encoding"

// addVary names the request headers that an answer depends on: in one line, with those that are
// named already, because nginx before 1.23 reads one line only.
func (app *App[V]) addVary(h http.Header) {
	names := app.options.varyNames()
	for _, line := range h.Values("Vary") {
		for name := range strings.SplitSeq(line, ",") {
			name = textproto.TrimString(name)
			again := slices.ContainsFunc(names, func(known string) bool { return strings.EqualFold(known, name) })
			if name != "" && !again {
				names = append(names, name)
			}
		}
	}
	//mutant:arg(2, "Accept, Cookie") TestVary: a cache gives nobody an encoding that was not asked for
	h.Set("Vary", strings.Join(names, ", "))
}

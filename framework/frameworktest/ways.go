package frameworktest

import (
	"net/http"
	"testing"
)

// EachWay runs a test twice, each time with a new site: once for visitors with scripts and once for visitors without. What the two
// share is what every page should do: links, forms and their answers. A test that needs a stream is for scripts alone.
func EachWay(t *testing.T, app func() http.Handler, test func(t *testing.T, site *Site)) {
	t.Helper()
	for _, way := range []struct {
		name    string
		scripts bool
	}{{"scripts", true}, {"no scripts", false}} {
		t.Run(way.name, func(t *testing.T) {
			site := Start(t, app)
			site.scripts = way.scripts
			test(t, site)
		})
	}
}

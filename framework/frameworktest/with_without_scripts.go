package frameworktest

import (
	"net/http"
	"testing"
)

// WithAndWithoutScripts runs a test twice, each time with a new site: for visitors with and without
// scripts. Use it for links, forms and their answers. A test that needs a stream works with scripts
// only.
func WithAndWithoutScripts(t *testing.T, app func() http.Handler, test func(t *testing.T, site *Site)) {
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

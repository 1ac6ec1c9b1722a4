package client_test

import (
	"net/http/httptest"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/checkspage"
)

// policy is the strictest under which apps run. All tests run under it.
const policy = "default-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types goldfish; base-uri 'none'; form-action 'self'"

// TestMorphChecks runs the checks of test/checks in the browser: the morph, the event stream's
// reader, the back-off. They run twice: as the browser is, and without moveBefore, as in older
// ones.
func TestMorphChecks(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(checkspage.Handler("test", policy))
	defer server.Close()
	chromium := browser.New(t)
	t.Log("the fuzz of test/checks/fuzz.ts runs the seeds 1 to 4; the address takes others: ?seed=5&seeds=100")
	for _, c := range []struct{ name, address string }{
		{"with moveBefore", server.URL},
		{"without moveBefore", server.URL + "/?nomove"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tab := chromium.Tab(t)
			tab.Open(c.address)
			tab.Until("window.runAll")
			var results []struct{ Kind, Name, Error string }
			tab.Eval("runAll()", &results)
			if len(results) < 100 {
				t.Errorf("only %d checks ran", len(results))
			}
			for _, r := range results {
				t.Run(r.Kind+"/"+r.Name, func(t *testing.T) {
					if r.Error != "" {
						t.Error(r.Error)
					}
				})
			}
		})
	}
}

package client_test

import (
	"flag"
	"fmt"
	"net/http/httptest"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/checkspage"
	"github.com/goldfish-go/goldfish/internal/test/level"
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
	with := server.URL
	if testing.Short() {
		with += "/?seeds=1" // all checks, and one random sequence
	}
	for _, c := range []struct{ name, address string }{
		{"with moveBefore", with},
		{"without moveBefore", server.URL + "/?nomove"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.address != with {
				level.Long(t)
			}
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

// firstSeed and seeds choose what TestFuzz runs:
//
//	go test ./client -run TestFuzz -args -seed 1000 -seeds 5000
var (
	firstSeed = flag.Int("seed", 1, "the first seed of TestFuzz")
	seeds     = flag.Int("seeds", 120, "the number of seeds of TestFuzz")
)

// TestFuzz runs sequences of random pages, scripts, people and pushes (test/fuzz): nothing throws,
// nothing that a person did is lost, and the page is what the server sent but for what scripts did.
// A sequence that fails is printed, shortened. TestMorphChecks runs the seeds 1 to 4;
// of those without moveBefore, -short has one.
func TestFuzz(t *testing.T) {
	t.Parallel()
	level.Long(t)
	server := httptest.NewServer(checkspage.Handler("test", policy))
	defer server.Close()
	chromium := browser.New(t)
	const batch = 20
	for _, c := range []struct {
		name, query string
		seeds       int
	}{{"with moveBefore", "", *seeds}, {"without moveBefore", "nomove&", *seeds / 3}} {
		t.Run(c.name, func(t *testing.T) {
			tab := chromium.Tab(t)
			for seed := *firstSeed; seed < *firstSeed+c.seeds; seed += batch {
				tab.Open(fmt.Sprintf("%s/?%sseed=%d&seeds=%d", server.URL, c.query, seed, batch))
				tab.Until("window.runAll")
				var results []struct{ Name, Error string }
				tab.Eval("runAll('fuzz/')", &results)
				if len(results) != batch {
					t.Errorf("%d sequences ran, not %d", len(results), batch)
				}
				for _, r := range results {
					if r.Error != "" {
						t.Errorf("%s: %s", r.Name, r.Error)
					}
				}
			}
		})
	}
}

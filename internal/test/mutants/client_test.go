package mutants

import (
	"encoding/json"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/test/checkspage"
	"github.com/goldfish-go/goldfish/internal/test/wait"
)

// clientMarker is what client/mutate.mjs prints for a marker in the client's sources.
type clientMarker struct{ Place, Operator, Test, Promise string }

// clientMarkers returns the markers of the client. Without npm they are left out, but not in CI.
func clientMarkers(t *testing.T) []clientMarker {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: it builds a client and runs a browser for each guard")
	}
	if _, err := os.Stat(filepath.Join(root, "client", "node_modules", "typescript")); err != nil && os.Getenv("CI") != "true" {
		t.Skip("missing: npm ci --prefix client")
	}
	cmd := exec.CommandContext(t.Context(), "node", "mutate.mjs")
	cmd.Dir = filepath.Join(root, "client")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []clientMarker
	if err := json.Unmarshal(out, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) < 20 {
		t.Errorf("there are %d markers, which is fewer than there were", len(all))
	}
	tests := namesOfTests(t, "client")
	for _, m := range all {
		for _, name := range (marker{test: m.Test}).functions() {
			if !strings.Contains(tests, "\n"+name+"\n") {
				t.Errorf("%s: client has no test %s", m.Place, name)
			}
		}
	}
	return all
}

// Every guard of the client is taken out in turn, and the test that its marker names must fail.
func TestClientGuards(t *testing.T) {
	all := clientMarkers(t)
	t.Parallel()
	temp := t.TempDir()
	goTestC(t, root, temp, "./client")
	run := func(t *testing.T, pattern string, limit time.Duration, without string, env ...string) result {
		t.Helper()
		defer slot(time.Hour)() // browsers are heavy
		folder := t.TempDir()
		bundle := exec.CommandContext(t.Context(), "node", "build.mjs", "--without", without, "--into", folder)
		bundle.Dir = filepath.Join(root, "client")
		if out, err := bundle.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		binary := filepath.Join(temp, "client.test")
		return runTests(t, binary, absolute(t, "client"), pattern, limit, append(env, checkspage.DistEnv+"="+folder)...)
	}
	// The tests of a folder of sources, run with every guard in place.
	usual := map[string]func(*testing.T) result{}
	for folder, patterns := range patternsByFolder(all) {
		var once sync.Once
		var r result
		usual[folder] = func(t *testing.T) result {
			once.Do(func() { r = run(t, strings.Join(patterns, "|"), 10*time.Minute, "nothing") })
			return r
		}
	}
	for _, m := range all {
		t.Run(m.Place, func(t *testing.T) {
			t.Parallel()
			// Otherwise a test that fails by itself would notice everything.
			inPlace := usual[path.Dir(m.Place)](t)
			if inPlace.failed {
				t.Fatalf("the tests fail with all guards in place:\n%s", inPlace.out)
			}
			// What a test waits for mostly never comes without its guard. Several may wait one
			// after the other. One that takes far longer than it took can be taken to never end.
			took := inPlace.longest([]string{m.Test})
			patience := wait.Env + "=" + (5*time.Second + 2*took).String()
			if !run(t, m.Test, time.Minute+5*took, m.Place, patience).failed {
				t.Errorf("%s %s (%s): %s passes without the guard", m.Place, m.Operator, m.Promise, m.Test)
			}
		})
	}
}

// patternsByFolder returns the tests of the markers, by the folders of the sources.
func patternsByFolder(all []clientMarker) map[string][]string {
	patterns := map[string][]string{}
	for _, m := range all {
		folder := path.Dir(m.Place)
		if !slices.Contains(patterns[folder], m.Test) {
			patterns[folder] = append(patterns[folder], m.Test)
		}
	}
	return patterns
}

package mutants

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/test/checkspage"
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
	return all
}

// Every guard of the client is taken out in turn, and the test that its marker names must fail.
func TestClientGuards(t *testing.T) {
	for _, m := range clientMarkers(t) {
		t.Run(m.Place, func(t *testing.T) {
			t.Parallel()
			if out := runClient(t, m); !failed(out) {
				t.Errorf("%s %s (%s): %s passes without the guard", m.Place, m.Operator, m.Promise, m.Test)
			}
		})
	}
}

// runClient runs a test of the client on a bundle without a guard.
func runClient(t *testing.T, m clientMarker) []byte {
	t.Helper()
	folder, err := filepath.Abs(filepath.Join(root, "client"))
	if err != nil {
		t.Fatal(err)
	}
	temp := t.TempDir()
	bundle := exec.CommandContext(t.Context(), "node", "build.mjs", "--without", m.Place, "--into", temp)
	bundle.Dir = folder
	if out, err := bundle.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	replace := map[string]string{}
	files, err := os.ReadDir(temp)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		replace[filepath.Join(folder, "dist", file.Name())] = filepath.Join(temp, file.Name())
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	// The deadline is for tests that never end. A test that ends must not reach it.
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Minute)
	defer cancel()
	test := exec.CommandContext(ctx, "go", "test", "-vet=off", "-ldflags=-s", "-count=1",
		"-timeout=5m", "-overlay="+list, "-run="+m.Test, "-json", ".")
	test.Dir = folder
	test.Env = append(os.Environ(), checkspage.DistEnv+"="+temp)
	out, err := test.CombinedOutput()
	if ctx.Err() != nil || !happened(out, "run") {
		t.Fatalf("no test ran: %v\n%s", err, out)
	}
	return out
}

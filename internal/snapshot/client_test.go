package snapshot

import (
	"bufio"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const clientDir = "../../client"

// compile makes JavaScript of the client's part of this package.
func compile(t *testing.T) (dir string) {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: needs esbuild from npm")
	}
	esbuild, err := filepath.Abs(clientDir + "/node_modules/.bin/esbuild")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("skipped: this test needs node")
	}
	if _, err := os.Stat(esbuild); err != nil {
		t.Skip("skipped: this test needs esbuild: run npm ci in client")
	}
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "package.json"), []byte(`{"type":"module"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(esbuild, "src/delta/delta.ts", "src/delta/checksum.ts", "--format=esm", "--target=es2022", "--outdir="+dir)
	cmd.Dir = clientDir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

// A vector is one difference, for the other side.
type vector struct {
	Name    string          `json:"name,omitempty"`
	Old     string          `json:"old"`
	Title   string          `json:"title"`
	Delta   json.RawMessage `json:"delta,omitempty"`
	HTML    string          `json:"html"`
	Version string          `json:"version"`
	Touched json.RawMessage `json:"touched,omitempty"`
}

// TestClientAppliesDelta has the client apply what Diff makes of random trees: its text and its sum
// are those of Go.
func TestClientAppliesDelta(t *testing.T) {
	dir := compile(t)
	file, err := os.Create(filepath.Join(dir, "pairs"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	w := bufio.NewWriter(file)
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	g := &randomTrees{Rand: rand.New(rand.NewPCG(3, 4))}
	sent := 0
	for n := range *trees {
		g.wild = n%4 == 0
		before, after := g.pair()
		titles := []string{"Tickets", "grüße \"🐟\""}
		old, new := New(titles[0], before), New(titles[n%2], after)
		delta, ok := diffWhatever(old, new)
		if !ok {
			t.Fatalf("refused: %s\n%s", old.Body, new.Body)
		}
		if err := out.Encode(vector{Old: old.Body, Title: old.Title, Delta: WithChecksum(delta, new), HTML: new.Body, Version: new.Version}); err != nil {
			t.Fatal(err)
		}
		sent++
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	got, err := exec.Command("node", filepath.Join(clientDir, "test/delta/check.mjs"), dir, file.Name()).CombinedOutput()
	if right, _ := strconv.Atoi(strings.TrimSpace(string(got))); err != nil || right != sent {
		t.Errorf("%v: %.3000s", err, got)
	}
}

// diffWhatever is Diff without its limit.
func diffWhatever(old, new Snapshot) ([]byte, bool) {
	d := differs.Get().(*differ)
	defer d.release()
	d.reset(old.Body, new.Body, old.index(), new.index())
	d.limit = 1 << 30
	d.compute(old, new)
	return append([]byte(nil), d.out...), d.verify(old, new)
}

// Package mutants answers: if a guard were taken out, would a test notice?
//
// Each guard of the table is taken out of a copy of its file, and the test that watches over it has to fail. The work tree is not touched: the copy
// goes into the build by the -overlay flag of the go command.
package mutants

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"
)

// A guard is a piece of code without which a promise is broken.
type guard struct {
	promise string
	file    string
	from    string // stands once in the file
	to      string
	test    string // a pattern for go test -run, in the folder of the file
}

// More run at once than there are processors: many only wait for what does not come any more.
func TestMain(m *testing.M) {
	flag.Parse()
	_ = flag.Set("test.parallel", strconv.Itoa(runtime.GOMAXPROCS(0)+2))
	m.Run()
}

func TestGuards(t *testing.T) {
	for _, g := range slices.Concat(streams, pages) {
		t.Run(g.promise, func(t *testing.T) {
			t.Parallel()
			if out := run(t, filepath.Dir(g.file), g.test, fault{g.file, g.from, g.to}); !failed(out) {
				t.Errorf("no test notices: %s, with %q in place of %q, passes %s", g.file, g.to, g.from, g.test)
			}
		})
	}
}

// A patch is replayed before it is sent, so that a fault of our own cannot reach a browser. It is the replay that stands in the way.
func TestReplayKeepsFaultsIn(t *testing.T) {
	wrong := fault{"templ/snapshot/encode.go", "d.number(last - a)\n", "d.number(last - a + len(d.out)%7/6)\n"}
	unseen := fault{"templ/snapshot/diff.go", " || !d.check(old, new)", ""}
	if out := run(t, "templ/snapshot", "TestRandomTrees", wrong); failed(out) {
		t.Errorf("a wrong patch was sent: %s", out)
	}
	if out := run(t, "templ/snapshot", "TestRandomTrees", wrong, unseen); !failed(out) {
		t.Error("without the replay the fault does not show, so this test shows nothing")
	}
}

// A fault is put into a file.
type fault struct{ file, from, to string }

// run runs tests of a folder on code with faults, and returns what go test -json says.
func run(t *testing.T, folder, pattern string, faults ...fault) []byte {
	t.Helper()
	replace := map[string]string{}
	browsers, _ := filepath.Glob(filepath.Join(path(t, folder), "*browser_test.go"))
	for _, file := range browsers {
		replace[file] = "" // it is not needed here, and what it links takes longer than all else
	}
	for _, f := range faults {
		file, mutant := f.put(t)
		replace[file] = mutant
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	test := exec.CommandContext(ctx, "go", "test", "-vet=off", "-ldflags=-s", "-count=1", "-timeout=20s", "-overlay="+list, "-run="+pattern, "-json", ".")
	test.Dir = path(t, folder)
	out, err := test.CombinedOutput()
	if ctx.Err() != nil || !happened(out, "run") {
		t.Fatalf("nothing ran: %v\n%s", err, out)
	}
	return out
}

// put makes the file as it is with the fault.
func (f fault) put(t *testing.T) (file, mutant string) {
	t.Helper()
	file = path(t, f.file)
	code, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(code, []byte(f.from)); n != 1 {
		t.Fatalf("this stands %d times in %s, and should once:\n%s", n, f.file, f.from)
	}
	mutant = filepath.Join(t.TempDir(), "mutant.go")
	if err := os.WriteFile(mutant, bytes.Replace(code, []byte(f.from), []byte(f.to), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	return file, mutant
}

func path(t *testing.T, file string) string {
	t.Helper()
	abs, err := filepath.Abs(filepath.Join("..", "..", filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

// failed reports whether a test failed, or never ended.
func failed(out []byte) bool { return happened(out, "fail") }

func happened(out []byte, action string) bool {
	for line := range bytes.Lines(out) {
		var e struct{ Action string }
		if json.Unmarshal(line, &e) == nil && e.Action == action {
			return true
		}
	}
	return false
}

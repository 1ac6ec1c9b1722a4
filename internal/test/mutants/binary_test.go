package mutants

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// A binary is the test binary of a folder, with all mutants of the folder.
type binary struct {
	folder  string
	path    string // of the executable file
	markers []marker
}

// build builds the binaries of all folders with markers, and returns them by folder.
func build(t *testing.T, all []marker) map[string]*binary {
	t.Helper()
	temp := t.TempDir()
	binaries := map[string]*binary{}
	modules := map[string][]string{} // the folders of each module
	files := map[string][]marker{}
	replace := map[string]string{} // what the go command reads instead of a file
	for _, m := range all {
		folder := path.Dir(m.file)
		if binaries[folder] == nil {
			module := moduleOf(folder)
			modules[module] = append(modules[module], folder)
			file := filepath.Join(temp, module, path.Base(folder)+".test")
			binaries[folder] = &binary{folder: folder, path: file}
			helper := []byte("package " + m.parsed.Name.Name + helpers)
			replace[absolute(t, folder+"/mutant_helpers.go")] = write(t, "mutant_helpers.go", helper)
		}
		binaries[folder].markers = append(binaries[folder].markers, m)
		files[m.file] = append(files[m.file], m)
	}
	for file, markers := range files {
		source, err := switched(markers)
		if err != nil {
			t.Fatal(err)
		}
		replace[absolute(t, file)] = write(t, path.Base(file), source)
	}
	for _, b := range binaries {
		for _, file := range b.unneeded(t) {
			replace[file] = ""
		}
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	list := write(t, "overlay.json", overlay)
	for module, folders := range modules {
		args := []string{"-overlay=" + list}
		for _, folder := range folders {
			args = append(args, absolute(t, folder))
		}
		goTestC(t, absolute(t, module), filepath.Join(temp, module), args...)
	}
	return binaries
}

// goTestC compiles test binaries into a folder. Each is called like its package: p.test.
func goTestC(t *testing.T, module, into string, args ...string) {
	t.Helper()
	args = append([]string{"test", "-c", "-vet=off", "-ldflags=-s", "-o", into + "/"}, args...)
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = module
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// unneeded returns the test files that need a browser and hold no test of a marker. Without them a
// binary is linked in a fraction of the time.
func (b *binary) unneeded(t *testing.T) (files []string) {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(absolute(t, b.folder), "*browser_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range all {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(b.markers, func(m marker) bool {
			return slices.ContainsFunc(m.functions(), func(name string) bool {
				return bytes.Contains(source, []byte("\nfunc "+name+"("))
			})
		}) {
			files = append(files, file)
		}
	}
	return files
}

// tests is a pattern for the tests of all markers.
func (b *binary) tests() string {
	var patterns []string
	for _, m := range b.markers {
		if m.test != replay && !slices.Contains(patterns, m.test) {
			patterns = append(patterns, m.test)
		}
	}
	return strings.Join(patterns, "|")
}

// run runs tests without the guards of the markers.
func (b *binary) run(t *testing.T, pattern string, without ...marker) (out []byte, failed bool) {
	t.Helper()
	var numbers []string
	for _, m := range without {
		numbers = append(numbers, m.number)
	}
	defer slot()()
	return runTests(t, b.path, absolute(t, b.folder), pattern, activeEnv+"="+strings.Join(numbers, ","))
}

// slots has room for the tests that work.
var slots = make(chan struct{}, runtime.GOMAXPROCS(0)+1)

// slot waits for one of the slots, and returns what frees it. It is free after a few seconds too:
// most tests that take longer wait for what never comes, because a guard is out.
func slot() (free func()) {
	slots <- struct{}{}
	free = sync.OnceFunc(func() { <-slots })
	time.AfterFunc(10*time.Second, free)
	return free
}

// runTests runs tests of a binary in a folder, as go test does. A test that never ends is one that
// fails. The deadlines are for those alone: a test that ends must not reach them.
func runTests(t *testing.T, file, folder, pattern string, env ...string) (out []byte, failed bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Minute)
	defer cancel()
	test := exec.CommandContext(ctx, file, "-test.v", "-test.paniconexit0", "-test.timeout=5m", "-test.run="+pattern)
	test.Dir = folder
	test.Env = append(os.Environ(), env...)
	test.WaitDelay = 10 * time.Second // a process that the test has started may keep its output open
	began := time.Now()
	out, err := test.CombinedOutput()
	if took := time.Since(began); took > 20*time.Second {
		t.Logf("it took %.0f s", took.Seconds())
	}
	if exit := (*exec.ExitError)(nil); ctx.Err() != nil || err != nil && !errors.As(err, &exit) || !bytes.Contains(out, []byte("=== RUN")) {
		t.Fatalf("no test ran: %v\n%s", err, out)
	}
	if bytes.Contains(out, []byte("panic: test timed out")) {
		t.Log("noticed because a test does not end")
	}
	return out, err != nil
}

// moduleOf returns the folder of the module to which a folder belongs.
func moduleOf(folder string) string {
	for folder != "." {
		if _, err := os.Stat(filepath.Join(root, folder, "go.mod")); err == nil {
			break
		}
		folder = path.Dir(folder)
	}
	return folder
}

// absolute returns the path of what is at a path from the root of the module.
func absolute(t *testing.T, name string) string {
	t.Helper()
	file, err := filepath.Abs(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// write writes a temporary file and returns its path.
func write(t *testing.T, name string, content []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

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

	"github.com/goldfish-go/goldfish/internal/test/testfiles"
)

// A binary is the test binary of a folder, with all mutants of the folder.
type binary struct {
	folder  string
	path    string // of the executable file
	markers []marker

	once  sync.Once
	usual result // with every guard in place
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

// unneeded returns the test files that need a browser and are not needed for the markers.
func (b *binary) unneeded(t *testing.T) []string {
	t.Helper()
	files, err := testfiles.Unneeded(absolute(t, b.folder), func(file string, names []string) bool {
		return !strings.HasSuffix(file, "browser_test.go") || slices.ContainsFunc(b.markers, func(m marker) bool {
			return slices.ContainsFunc(m.functions(), func(name string) bool { return slices.Contains(names, name) })
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// inPlace runs the tests of all markers once, with every guard in place.
func (b *binary) inPlace(t *testing.T) result {
	t.Helper()
	b.once.Do(func() {
		var patterns []string
		for _, m := range b.markers {
			if m.test == replay {
				m.test = randomTrees
			}
			if !slices.Contains(patterns, m.test) {
				patterns = append(patterns, m.test)
			}
		}
		b.usual = b.run(t, strings.Join(patterns, "|"), 10*time.Minute)
	})
	return b.usual
}

// without runs the tests of a marker without its guard. Tests that take far longer than they took
// here, on the same machine, can be taken to never end.
func (b *binary) without(t *testing.T, m marker) result {
	t.Helper()
	return b.run(t, m.test, 20*time.Second+5*b.inPlace(t).longest(m.functions()), m)
}

// run runs tests without the guards of the markers.
func (b *binary) run(t *testing.T, pattern string, limit time.Duration, without ...marker) result {
	t.Helper()
	var numbers []string
	for _, m := range without {
		numbers = append(numbers, m.number)
	}
	defer slot(10 * time.Second)()
	active := activeEnv + "=" + strings.Join(numbers, ",")
	return runTests(t, b.path, absolute(t, b.folder), pattern, limit, active)
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

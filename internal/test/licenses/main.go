// Command licenses answers: under which licences is what an app is built with? It lists the modules
// of all packages of Goldfish, without those of tests, with their licences. It fails if it finds
// none for a module, or one that asks more of an app than to carry its text. MPL-2.0 is none of
// those: what it asks for concerns changes of the module's own files.
//
// It is a module of its own so that apps do not download what recognizes the licences.
//
//	go run -C internal/test/licenses . "$PWD"
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/licensecheck"
)

// allowed are the licences (SPDX identifiers) that ask an app for no more than a notice.
var allowed = []string{"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "Zlib", "Unlicense", "0BSD", "CC0-1.0", "MPL-2.0"}

// A module is one that go list names.
type module struct {
	Path, Version, Dir string
	Main               bool
}

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "licenses:", err)
		os.Exit(1)
	}
}

func run(root string) error {
	modules, err := modulesOf(root)
	if err != nil {
		return err
	}
	var bad []error
	for _, m := range modules {
		found, err := licencesOf(m)
		fmt.Printf("%-50s %-40s %s\n", m.Path, m.Version, strings.Join(found, ", "))
		if err != nil {
			bad = append(bad, err)
		}
	}
	fmt.Printf("%d modules\n", len(modules))
	return errors.Join(bad...)
}

// modulesOf returns the modules of what the packages of the main module import.
func modulesOf(root string) ([]module, error) {
	cmd := exec.Command("go", "list", "-deps", "-json=Module", "./...")
	cmd.Dir, cmd.Stderr = root, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var all []module
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct{ Module *module }
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		if p.Module != nil && !p.Module.Main && !slices.Contains(all, *p.Module) {
			all = append(all, *p.Module)
		}
	}
	slices.SortFunc(all, func(a, b module) int { return strings.Compare(a.Path, b.Path) })
	return all, nil
}

// licencesOf returns the licences of a module, from the files at its root.
func licencesOf(m module) (found []string, err error) {
	entries, err := os.ReadDir(m.Dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		name := strings.ToUpper(e.Name())
		if e.IsDir() || !strings.HasPrefix(name, "LICEN") && !strings.HasPrefix(name, "COPYING") && !strings.HasPrefix(name, "UNLICENSE") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(m.Dir, e.Name()))
		if err != nil {
			return nil, err
		}
		for _, match := range licensecheck.Scan(text).Match {
			if !slices.Contains(found, match.ID) && !match.IsURL {
				found = append(found, match.ID)
			}
		}
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%s: no licence is recognized in %s", m.Path, m.Dir)
	}
	for _, id := range found {
		if !slices.Contains(allowed, id) {
			return found, fmt.Errorf("%s: the licence %s is not in the list of those that ask for a notice alone", m.Path, id)
		}
	}
	return found, nil
}

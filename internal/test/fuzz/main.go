// Fuzz runs every fuzz target for a time (60s) or a number of inputs (3000x). It ends at the first
// one that finds something, which go test saves in testdata.
//
//	go run ./internal/test/fuzz 60s
//
// The compiler prepares all packages of a binary for fuzzing, so a binary has only the test files
// that its targets need.
package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/goldfish-go/goldfish/internal/test/testfiles"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: fuzz 60s, or fuzz 3000x")
	}
	if err := fuzz(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func fuzz(howLong string) error {
	temp, err := os.MkdirTemp("", "fuzz")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	targets, err := find()
	if err != nil {
		return err
	}
	for folder, names := range targets {
		list := filepath.Join(temp, "overlay.json")
		if err := writeOverlay(list, folder); err != nil {
			return err
		}
		for _, name := range names {
			fmt.Println("---", folder, name)
			cmd := exec.Command("go", "test", "-overlay", list, "-run", "^$", "-fuzz", "^"+name+"$", "-fuzztime", howLong, "./"+folder)
			cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
			if err := cmd.Run(); err != nil {
				return fmt.Errorf("%s %s: %w", folder, name, err)
			}
		}
	}
	return nil
}

var function = regexp.MustCompile(`(?m)^func (Fuzz\w*)\(`)

// find returns the fuzz targets of each folder.
func find() (map[string][]string, error) {
	targets := map[string][]string{}
	return targets, filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "testdata"):
			return filepath.SkipDir
		case !strings.HasSuffix(name, "_test.go"):
			return nil
		}
		source, err := os.ReadFile(name)
		for _, match := range function.FindAllSubmatch(source, -1) {
			targets[filepath.Dir(name)] = append(targets[filepath.Dir(name)], string(match[1]))
		}
		return err
	})
}

// writeOverlay leaves out the test files that the targets of a folder do not need.
func writeOverlay(list, folder string) error {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	unneeded, err := testfiles.Unneeded(folder, func(_ string, names []string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, "Fuzz") })
	})
	if err != nil {
		return err
	}
	replace := map[string]string{}
	for _, file := range unneeded {
		replace[file] = ""
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return err
	}
	return os.WriteFile(list, overlay, 0o600)
}

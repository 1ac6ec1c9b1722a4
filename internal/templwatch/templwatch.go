// Package templwatch makes templates of a library work under "templ generate --watch".
//
// In watch mode (TEMPL_DEV_MODE=true) the generated code of every template reads its strings from a
// text file, which the watching templ process writes for the templates of the app. It writes none
// for the libraries that the app imports, so each of their templates fails. A library therefore
// provides the files for its own templates, from its generated code.
package templwatch

import (
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"

	templruntime "github.com/a-h/templ/runtime"
)

// Install writes the text files for the templates in the folder of the calling source file. Outside
// of watch mode it does nothing. Files that are there already are left alone: the templ process
// watches this folder too. Call it from an init function, before anything is rendered.
func Install() {
	if os.Getenv("TEMPL_DEV_MODE") != "true" {
		return
	}
	_, caller, _, ok := runtime.Caller(1)
	if !ok {
		return
	}
	generated, _ := filepath.Glob(filepath.Join(filepath.Dir(caller), "*_templ.go"))
	for _, file := range generated {
		if err := provide(file); err != nil {
			slog.Warn("goldfish: templates of this folder cannot be rendered in templ's watch mode", "file", file, "err", err)
		}
	}
}

func provide(file string) error {
	resolved, err := filepath.EvalSymlinks(file)
	if err != nil {
		return err
	}
	target := templruntime.GetDevModeTextFileName(resolved)
	if _, err := os.Stat(target); err == nil {
		return nil
	}
	code, err := os.ReadFile(resolved)
	if err != nil {
		return err
	}
	return os.WriteFile(target, []byte(strings.Join(literals(string(code)), "\n")), 0o600)
}

// writes matches the calls that the text file is for: the number of the string, and the string.
var writes = regexp.MustCompile(`templruntime\.WriteString\(templ_7745c5c3_Buffer, (\d+), "((?:[^"\\]|\\.)*)"\)`)

// literals returns the strings of a generated file, quoted as in Go, at their numbers less one.
func literals(code string) []string {
	var all []string
	for _, m := range writes.FindAllStringSubmatch(code, -1) {
		n, _ := strconv.Atoi(m[1])
		for len(all) < n {
			all = append(all, "")
		}
		if n > 0 {
			all[n-1] = m[2]
		}
	}
	return all
}

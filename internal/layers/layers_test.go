// Package layers holds the policy of who may import whom, as a test. It is a statement of policy: change it with an ADR.
package layers

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/goldfish-go/goldfish/"

// policy names what each folder may import beside the standard library: folders of ours, and modules of others.
// A folder that is not listed goes by the nearest listed one above it.
var policy = map[string][]string{
	"internal/address":        {},
	"internal/values":         {},
	"router":                  {"internal/address", "internal/values"},
	"sse":                     {"github.com/r3labs/sse/v2", "github.com/klauspost/compress", "gopkg.in/cenkalti/backoff.v1", "golang.org/x/sys"},
	"internal/live":           {},
	"templ/markup":            {"internal/address", "internal/templwatch", "github.com/a-h/templ"},
	"templ/layout":            {"internal/address", "internal/templwatch", "templ/markup", "client", "github.com/a-h/templ"},
	"templ/snapshot":          {"github.com/a-h/templ"},
	"components":              {"internal/templwatch", "templ/markup", "github.com/a-h/templ"},
	"client":                  {},
	"framework":               {"internal/lint", "internal/live", "internal/trace", "internal/values", "router", "sse", "templ/markup", "templ/layout", "templ/snapshot", "client", "github.com/a-h/templ", "github.com/go-chi/chi/v5", "github.com/klauspost/compress", "golang.org/x/net"},
	"framework/frameworktest": {"framework", "router", "sse", "templ/markup", "templ/snapshot", "golang.org/x/net", "github.com/andybalholm/cascadia"},
	"examples":                {"*"},
	"bench":                   {"*"},
	"cmd":                     {"*"},
	"internal/browser":        {"*"},                // for tests alone
	"internal/test":           {"*"},                // for tests alone
	"internal/axe":            {"internal/browser"}, // for tests alone
	"internal/lint":           {"templ/markup", "golang.org/x/net"},
	"internal/trace":          {"github.com/a-h/templ"},
	"internal/nginx":          {},                   // for tests alone
	"internal/blackhole":      {"golang.org/x/sys"}, // for tests alone
	"internal/pages":          {"github.com/a-h/templ"},
	"internal/templwatch":     {"github.com/a-h/templ"},
	"internal/tally":          {},
	"internal/layers":         {},
	"internal/mutants":        {},
	"internal/contract":       {},
}

// never names imports that are wrong wherever they are not allowed by name above, with the reason.
var never = map[string]string{
	"database/sql": "the framework knows no SQL: the app's store does",
}

// neverIn names imports that are wrong in one folder, with the reason.
var neverIn = map[string]map[string]string{
	"internal/live": {"net/http": "how bytes reach a browser is the question of sse"},
}

func TestLayers(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if n := d.Name(); n == "node_modules" || n == "testdata" || n != ".." && strings.HasPrefix(n, ".") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		files++
		rel, _ := filepath.Rel(root, name)
		check(t, filepath.ToSlash(rel), name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 50 {
		t.Errorf("only %d files were read", files)
	}
}

func check(t *testing.T, rel, name string) {
	allowed, ok := rule(path.Dir(rel))
	if !ok {
		t.Errorf("%s: no rule for this folder; which question does it answer?", rel)
		return
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	for _, spec := range file.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		if ok, why := may(allowed, imported); !ok {
			t.Errorf("%s must not import %s%s", rel, imported, why)
		}
		if why := neverIn[path.Dir(rel)][imported]; why != "" {
			t.Errorf("%s must not import %s: %s", rel, imported, why)
		}
	}
}

func rule(dir string) ([]string, bool) {
	for ; dir != "."; dir = path.Dir(dir) {
		if allowed, ok := policy[dir]; ok {
			return allowed, true
		}
	}
	return nil, false
}

func may(allowed []string, imported string) (bool, string) {
	local, ours := strings.CutPrefix(imported, module)
	for _, a := range allowed {
		if a == "*" || local == a || !ours && (imported == a || strings.HasPrefix(imported, a+"/")) {
			return true, ""
		}
	}
	if ours || strings.Contains(strings.Split(imported, "/")[0], ".") {
		return false, ""
	}
	if why := never[imported]; why != "" {
		return false, ": " + why
	}
	return true, "" // the standard library
}

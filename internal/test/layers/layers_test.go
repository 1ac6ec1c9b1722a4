// Package layers holds the policy of who may import whom, as a test. It is a statement of policy:
// change it with an ADR.
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

// policy names what each folder may import beside the standard library: folders of ours, and
// modules of others. A folder that is not listed goes by the nearest listed one above it.
var policy = map[string][]string{
	"internal/address":          {},
	"internal/htmltags":         {},
	"internal/swar":             {},
	"internal/unwrap":           {},
	"internal/values":           {"internal/address", "templ/text"},
	"router":                    {"internal/address", "internal/values", "templ/text"},
	"templ/text":                {},
	"sse":                       {"github.com/r3labs/sse/v2", "github.com/klauspost/compress", "gopkg.in/cenkalti/backoff.v1", "golang.org/x/sys", "internal/unwrap"},
	"internal/live":             {},
	"internal/wire":             {"internal/swar"},
	"internal/wire/gencontract": {"internal/wire"},
	"templ/markup":              {"internal/address", "internal/wire", "internal/templwatch", "templ/text", "github.com/a-h/templ"},
	"templ/layout":              {"internal/address", "internal/templwatch", "internal/wire", "templ/text", "github.com/a-h/templ"},
	"internal/snapshot":         {"internal/htmltags", "internal/swar", "internal/wire", "github.com/a-h/templ"},
	"components":                {"files", "internal/address", "internal/templwatch", "templ/markup", "templ/text", "github.com/a-h/templ"},
	"files":                     {"golang.org/x/sys", "internal/values"},
	"files/filestest":           {"files"},
	"files/s3":                  {"files", "github.com/minio/minio-go/v7"},
	"internal/uploads":          {"files", "github.com/gabriel-vasile/mimetype"},
	"client":                    {},
	"presence":                  {"bus"},
	"framework":                 {"bus", "files", "presence", "store", "internal/uploads", "internal/address", "internal/devmode", "internal/live", "internal/selftest", "internal/socket", "internal/values", "internal/wire", "router", "sse", "templ/markup", "templ/layout", "templ/text", "internal/snapshot", "client", "github.com/a-h/templ", "github.com/go-chi/chi/v5", "github.com/klauspost/compress", "golang.org/x/net", "golang.org/x/text"},
	"framework/frameworktest":   {"internal/wire", "sse", "templ/text", "internal/snapshot", "golang.org/x/net", "github.com/andybalholm/cascadia"},
	"examples":                  {"*"},
	"bench":                     {"*"},
	"cmd":                       {"*"},
	"internal/test":             {"*"}, // for tests alone
	"internal/devmode":          {"internal/lint", "internal/snapshot", "internal/trace", "templ/markup", "github.com/a-h/templ", "golang.org/x/net"},
	"internal/selftest":         {"internal/unwrap", "internal/wire", "sse"},
	"internal/socket":           {"golang.org/x/sys"},
	"internal/lint":             {"internal/htmltags", "internal/wire", "golang.org/x/net"},
	"internal/trace":            {"github.com/a-h/templ"},
	"internal/templwatch":       {"github.com/a-h/templ"},
	"bus":                       {},
	"bus/bustest":               {"bus", "store"},
	"bus/postgres":              {"bus", "github.com/jackc/pgx/v5"},
	"bus/nats":                  {"bus", "github.com/nats-io/nats.go", "github.com/nats-io/nats-server/v2"},
	"bus/redis":                 {"bus", "github.com/redis/go-redis/v9"},
	"framework/steps":           {"components", "framework", "router", "github.com/a-h/templ"},
	"store/redisstash":          {"store", "github.com/redis/go-redis/v9"},
	"store/s3stash":             {"store", "github.com/minio/minio-go/v7"},
	"store/stashtest":           {"store"},
	"store":                     {"bus", "internal/address", "internal/values", "store/internal/tables", "store/internal/write", "database/sql"},
	"store/pgxstore":            {"store", "store/internal/write", "github.com/jackc/pgx/v5"},
	"store/internal/tables":     {"bus"},
	"store/internal/write":      {"bus", "internal/address", "store/internal/tables"},
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
	root := filepath.Join("..", "..", "..")
	files, used := 0, map[string]bool{}
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
		check(t, filepath.ToSlash(rel), name, used)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for folder, allowed := range policy {
		for _, module := range allowed {
			if module != "*" && !used[folder+" "+module] {
				t.Errorf("%s may import %s, and nothing there does: take it out of the policy", folder, module)
			}
		}
	}
	if files < 50 {
		t.Errorf("only %d files were read", files)
	}
}

// check compares the imports of a file with the policy, and notes in used which allowances it
// needs.
func check(t *testing.T, rel, name string, used map[string]bool) {
	folder, allowed, ok := rule(path.Dir(rel))
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
		by, ok, why := may(allowed, imported)
		if !ok {
			t.Errorf("%s must not import %s%s", rel, imported, why)
		}
		used[folder+" "+by] = true
		if why := neverIn[path.Dir(rel)][imported]; why != "" {
			t.Errorf("%s must not import %s: %s", rel, imported, why)
		}
	}
}

// rule returns the nearest folder at or above dir that the policy lists, and its allowances.
func rule(dir string) (folder string, allowed []string, ok bool) {
	for ; dir != "."; dir = path.Dir(dir) {
		if allowed, ok := policy[dir]; ok {
			return dir, allowed, true
		}
	}
	return "", nil, false
}

// may returns whether an import is allowed, by which allowance, and if not, why.
func may(allowed []string, imported string) (by string, ok bool, why string) {
	local, internal := strings.CutPrefix(imported, module)
	for _, a := range allowed {
		if a == "*" || local == a || !internal && (imported == a || strings.HasPrefix(imported, a+"/")) {
			return a, true, ""
		}
	}
	if internal || strings.Contains(strings.Split(imported, "/")[0], ".") {
		return "", false, ""
	}
	if why := never[imported]; why != "" {
		return "", false, ": " + why
	}
	return "", true, "" // the standard library
}

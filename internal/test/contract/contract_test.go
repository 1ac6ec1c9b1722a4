// Package contract holds tests alone: docs/protocol.md names all that package wire has, and nobody
// else writes a name of the protocol by hand.
package contract

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/wire"
)

const root = "../../../"

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(root + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// names returns the constants of package wire.
func names(t *testing.T) map[string]bool {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), root+"internal/wire/names.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok {
			value, _ := strconv.Unquote(lit.Value)
			values[value] = true
		}
		return true
	})
	if len(values) < 40 {
		t.Fatalf("only %d names were found", len(values))
	}
	return values
}

func TestProtocolNamesAll(t *testing.T) {
	protocol := read(t, "docs/protocol.md")
	for name := range names(t) {
		if !strings.Contains(protocol, name) {
			t.Errorf("docs/protocol.md does not mention %s", name)
		}
	}
	for _, message := range []any{wire.Patch{}, wire.Part{}, wire.Hello{}, wire.Stale{}, wire.Delayed{}} {
		fields := reflect.TypeOf(message)
		for i := range fields.NumField() {
			name, _, _ := strings.Cut(fields.Field(i).Tag.Get("json"), ",")
			if !strings.Contains(protocol, "| `"+name+"` |") {
				t.Errorf("docs/protocol.md has no row for %s of %s", name, fields)
			}
		}
	}
	if !strings.Contains(protocol, "version "+strconv.Itoa(wire.Protocol)+" of the protocol") {
		t.Errorf("docs/protocol.md is not that of version %d of the protocol", wire.Protocol)
	}
}

// written are the names of the protocol, as templates, documents, styles and scripts write them.
var written = regexp.MustCompile(`data-gf-[a-z]+|Goldfish-(?:From|[VP][a-z]+)|application/vnd\.goldfish[a-z.+]*`)

// Each name that somebody writes is one of package wire: a wrong one would do nothing, in silence.
func TestNoOtherNames(t *testing.T) {
	known := names(t)
	files := 0
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := d.Name()
		if d.IsDir() {
			if base == "node_modules" || base == "dist" || base == "testdata" || base != ".." && strings.HasPrefix(base, ".") {
				return filepath.SkipDir
			}
			return nil
		}
		switch filepath.Ext(name) {
		case ".templ", ".css", ".ts", ".md", ".go":
		default:
			return nil
		}
		files++
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for _, found := range written.FindAllString(string(content), -1) {
			if !known[found] {
				t.Errorf("%s has %s, which is no name of the protocol", name, found)
			}
		}
		return nil
	})
	if err != nil || files < 100 {
		t.Fatalf("%d files: %v", files, err)
	}
}

// Go code takes headers and media types from package wire. Package sse knows its own media type.
func TestGoUsesWire(t *testing.T) {
	literal := regexp.MustCompile(`"(?:Goldfish-(?:From|Version|Parts)|text/event-stream|application/vnd\.goldfish\.patch\+json)"`)
	for _, dir := range []string{"framework", "cmd", "bench", "client", "components", "examples", "internal", "router", "templ"} {
		err := filepath.WalkDir(root+dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() && (d.Name() == "node_modules" || d.Name() == "wire") {
				if err == nil {
					err = filepath.SkipDir
				}
				return err
			}
			if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_templ.go") {
				return nil
			}
			content, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			if found := literal.Find(content); found != nil {
				t.Errorf("%s has %s: take it from package wire", name, found)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

package framework_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// docs/api.md lists what framework and router export, and nothing that they do not.
func TestAPIIsListed(t *testing.T) {
	page, err := os.ReadFile("../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(string(page), "\n"); lines > 156 {
		t.Errorf("docs/api.md has %d lines, which are more than two pages: is all of it needed?", lines)
	}
	for _, pkg := range []string{"framework", "router"} {
		_, section, _ := strings.Cut(string(page), "\n## "+pkg+"\n")
		section, _, _ = strings.Cut(section, "\n## ")
		exported := exports(t, "../"+pkg)
		for name := range exported {
			if !regexp.MustCompile(`\b` + name + `\b`).MatchString(code(section)) {
				t.Errorf("docs/api.md: %s exports %s: list it there, or export it not", pkg, name)
			}
		}
		for _, m := range regexp.MustCompile(`(?m)^(?:func|type|\t)\s*([A-Z]\w*)`).FindAllStringSubmatch(section, -1) {
			if !exported[m[1]] {
				t.Errorf("docs/api.md lists %s, which %s does not export", m[1], pkg)
			}
		}
	}
}

// code returns a section without the comments in it.
func code(section string) string { return regexp.MustCompile(`//.*`).ReplaceAllString(section, "") }

// exports returns the exported names of a package, with methods and fields of exported types.
func exports(t *testing.T, dir string) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	add := func(id *ast.Ident) {
		if id.IsExported() {
			names[id.Name] = true
		}
	}
	files, err := filepath.Glob(dir + "/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files in %s: %v", len(files), dir, err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil || receiverIsExported(d.Recv.List[0].Type) {
					add(d.Name)
				}
			case *ast.GenDecl:
				addSpecs(d.Specs, add)
			}
		}
	}
	return names
}

func addSpecs(specs []ast.Spec, add func(*ast.Ident)) {
	for _, spec := range specs {
		switch s := spec.(type) {
		case *ast.ValueSpec:
			for _, id := range s.Names {
				add(id)
			}
		case *ast.TypeSpec:
			add(s.Name)
			fields, ok := s.Type.(*ast.StructType)
			if !ok || !s.Name.IsExported() {
				continue
			}
			for _, field := range fields.Fields.List {
				for _, id := range field.Names {
					add(id)
				}
			}
		}
	}
}

func receiverIsExported(t ast.Expr) bool {
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.IsExported()
		default:
			return false
		}
	}
}

// Package testfiles finds the test files that a test binary can do without. A binary that needs no
// browser and no database is built in a fraction of the time.
package testfiles

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
)

// Unneeded returns the test files of a folder that are not wanted, and that declare nothing that
// one of the others uses. An overlay with an empty path for each leaves them out (go help build).
// Wanted is asked about a file and the names that it declares.
func Unneeded(folder string, wanted func(file string, names []string) bool) ([]string, error) {
	all, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	if err != nil {
		return nil, err
	}
	rest, used := map[string]*ast.File{}, map[string]bool{}
	keep := func(file string) {
		for _, name := range identifiers(rest[file]) {
			used[name] = true
		}
		delete(rest, file)
	}
	for _, file := range all {
		if rest[file], err = parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution); err != nil {
			return nil, err
		}
		if wanted(file, declarations(rest[file])) {
			keep(file)
		}
	}
	for changed := true; changed; {
		changed = false
		for file, parsed := range rest {
			if slices.ContainsFunc(declarations(parsed), func(name string) bool { return used[name] }) {
				keep(file)
				changed = true
			}
		}
	}
	return slices.Sorted(maps.Keys(rest)), nil
}

// declarations returns the names that a file declares for its package, and the types of its
// methods.
func declarations(file *ast.File) (names []string) {
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				names = append(names, d.Name.Name)
			} else {
				names = append(names, receiver(d.Recv.List[0].Type))
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					names = append(names, spec.Name.Name)
				case *ast.ValueSpec:
					for _, name := range spec.Names {
						names = append(names, name.Name)
					}
				}
			}
		}
	}
	return names
}

// receiver returns the name of the type of a method: T of *T[K, V].
func receiver(of ast.Expr) string {
	switch of := of.(type) {
	case *ast.StarExpr:
		return receiver(of.X)
	case *ast.IndexExpr:
		return receiver(of.X)
	case *ast.IndexListExpr:
		return receiver(of.X)
	case *ast.Ident:
		return of.Name
	}
	return ""
}

// identifiers returns all names in a file.
func identifiers(file *ast.File) (names []string) {
	ast.Inspect(file, func(n ast.Node) bool {
		if name, ok := n.(*ast.Ident); ok && name.Name != "_" {
			names = append(names, name.Name)
		}
		return true
	})
	return names
}

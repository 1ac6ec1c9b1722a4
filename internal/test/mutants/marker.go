package mutants

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// A marker is a comment that says how to take out the guard after it.
type marker struct {
	file     string // from the root of the module
	line     int
	operator string
	argument string
	test     string // a pattern for go test -run, in the folder of the file
	promise  string
	number   string // among all markers, in decimal

	source []byte // the file
	parsed *ast.File
	base   token.Pos // the position of the first byte of the file
	guard  ast.Node  // what the marker stands before
}

var syntax = regexp.MustCompile(`^//mutant:([a-z]+)(?:\((.*)\))? ([^\s:]+)(?:: (.+))?$`)

func (m marker) String() string { return fmt.Sprintf("%s:%d %s", m.file, m.line, m.operator) }

// functions returns the names of the test functions in the pattern.
func (m marker) functions() (names []string) {
	functions, _, _ := strings.Cut(m.test, "/")
	for name := range strings.SplitSeq(functions, "|") {
		names = append(names, strings.TrimSuffix(name, "$"))
	}
	return names
}

// find returns the markers of all Go files under root that are not tests.
func find(root string) ([]marker, error) {
	var all []marker
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git" || d.Name() == "mutants"):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		source, err := os.ReadFile(name)
		if err != nil || !bytes.Contains(source, []byte("//mutant:")) {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		markers, err := parse(filepath.ToSlash(rel), source)
		all = append(all, markers...)
		return err
	})
	for i := range all {
		all[i].number = strconv.Itoa(i)
	}
	return all, err
}

// parse returns the markers of a file.
func parse(name string, source []byte) ([]marker, error) {
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, name, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var all []marker
	var failed error
	for _, group := range parsed.Comments {
		for _, c := range group.List {
			if !strings.HasPrefix(c.Text, "//mutant:") {
				continue
			}
			line := fset.Position(c.Pos()).Line
			part := syntax.FindStringSubmatch(c.Text)
			if part == nil {
				failed = errors.Join(failed, fmt.Errorf("%s:%d: not a marker: %s", name, line, c.Text))
				continue
			}
			m := marker{
				file: name, line: line, operator: part[1], argument: part[2], test: part[3], promise: part[4],
				source: source, parsed: parsed, base: parsed.FileStart,
			}
			if m.guard = m.next(c.End()); m.guard == nil {
				failed = errors.Join(failed, fmt.Errorf("%s:%d: the marker stands before nothing", name, line))
				continue
			}
			all = append(all, m)
		}
	}
	return all, failed
}

// next returns the largest node that begins after a position with nothing but comments between.
func (m marker) next(after token.Pos) ast.Node {
	var first ast.Node
	ast.Inspect(m.parsed, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.Comment, *ast.CommentGroup:
			return false
		}
		if n.Pos() >= after && (first == nil || n.Pos() < first.Pos()) {
			first = n
		}
		return n.End() > after
	})
	if first == nil {
		return nil
	}
	for line := range strings.Lines(m.text(after, first.Pos())) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
			return nil
		}
	}
	return first
}

// text returns the source between two positions.
func (m marker) text(from, to token.Pos) string { return string(m.source[from-m.base : to-m.base]) }

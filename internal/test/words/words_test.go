// Package words holds rules about names and comments, as tests.
package words

import (
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// banned are words that are not allowed in identifiers, with a better term for each. They are
// metaphors, verbs of people for machines, or pronouns.
var banned = map[string]string{
	"afresh":   "again",
	"arrival":  "insertion, request",
	"breath":   "settleTime",
	"came":     "received, seq",
	"crowd":    "loadClient",
	"errand":   "task",
	"flight":   "call",
	"flurry":   "burst",
	"goes":     "remove",
	"hear":     "notify, onEvent",
	"heard":    "received, lastActivity",
	"homeless": "unplaced",
	"its":      "the name of the thing: node, event, answer",
	"nameless": "unaddressable",
	"ruler":    "index",
	"said":     "message, output, reported",
	"say":      "message",
	"says":     "message, want",
	"shelf":    "store",
	"sorry":    "showError",
	"squeeze":  "compress",
	"stays":    "keep",
	"throng":   "scenario",
	"told":     "reported, notified",
	"twin":     "duplicate, peer",
	"twins":    "duplicates",
	"usher":    "start",
	"verdict":  "result",
	"witness":  "observer",
}

// maxColumns is the maximum width of a line with a comment. A tab counts as four columns.
const maxColumns = 100

// TestIdentifiers finds banned words in the identifiers of Go and TypeScript.
func TestIdentifiers(t *testing.T) {
	eachSource(t, func(t *testing.T, name string, source []byte) {
		names := typeScriptIdentifiers
		if strings.HasSuffix(name, ".go") {
			names = goIdentifiers
		}
		for _, id := range names(t, name, source) {
			for _, word := range splitWords(id.name) {
				if better, ok := banned[word]; ok {
					t.Errorf("%s:%d: %q contains the word %q: use a standard term, such as %s", name, id.line, id.name, word, better)
				}
			}
		}
	})
}

// TestCommentWidth finds comments that are wider than 100 columns.
func TestCommentWidth(t *testing.T) {
	eachSource(t, func(t *testing.T, name string, source []byte) {
		lines := strings.Split(string(source), "\n")
		for _, n := range commentLines(name, source) {
			if line := strings.ReplaceAll(lines[n-1], "\t", "    "); utf8.RuneCountInString(line) > maxColumns && !mayBeWide(lines[n-1]) {
				t.Errorf("%s:%d: a comment is wider than %d columns: wrap it", name, n, maxColumns)
			}
		}
	})
}

// mayBeWide reports whether a comment cannot be wrapped: a directive, the output of an example, or
// an address.
func mayBeWide(line string) bool {
	comment := strings.TrimSpace(line)
	return strings.HasPrefix(comment, "//go:") || strings.HasPrefix(comment, "//mutant:") || strings.HasPrefix(comment, "//lint:") ||
		strings.HasPrefix(comment, "// Output:") || strings.HasPrefix(comment, "// <") || strings.HasPrefix(comment, "//\t") || strings.Contains(comment, "://")
}

func TestSplitWords(t *testing.T) {
	for name, want := range map[string]string{
		"saidTwice": "said twice", "HTTPServer": "http server", "its": "its", "notIts_name": "not its name", "TestSSE2": "test sse",
	} {
		if got := strings.Join(splitWords(name), " "); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// eachSource calls check with each source file.
func eachSource(t *testing.T, check func(t *testing.T, name string, source []byte)) {
	files := 0
	walk(t, func(name string, source []byte) {
		files++
		check(t, name, source)
	})
	if files < 200 {
		t.Errorf("only %d files were checked", files)
	}
}

// walk calls visit with each Go and TypeScript file that is written by hand.
func walk(t *testing.T, visit func(name string, source []byte)) {
	root := filepath.Join("..", "..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if n := d.Name(); n == "node_modules" || n == "testdata" || n == "dist" || n != ".." && strings.HasPrefix(n, ".") {
				return filepath.SkipDir
			}
			return nil
		}
		name, _ := filepath.Rel(root, path)
		name = filepath.ToSlash(name)
		isGo := strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_templ.go")
		if !isGo && !strings.HasSuffix(name, ".ts") || strings.HasPrefix(name, "internal/test/words/") {
			return nil
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		visit(name, source)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

type identifier struct {
	name string
	line int
}

func goIdentifiers(t *testing.T, name string, source []byte) (all []identifier) {
	files := token.NewFileSet()
	f, err := parser.ParseFile(files, name, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			all = append(all, identifier{id.Name, files.Position(id.Pos()).Line})
		}
		return true
	})
	return all
}

// notCode matches what holds no identifiers in TypeScript: comments, strings, regular expressions
// after an operator.
var notCode = regexp.MustCompile("(?s)/\\*.*?\\*/|//[^\n]*|\"(?:[^\"\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\n]|\\\\.)*'|`(?:[^`\\\\]|\\\\.)*`|[(,=:!&|?]\\s*/(?:[^/\\\\\n]|\\\\.)+/")

var word = regexp.MustCompile(`[A-Za-z_$][\w$]*`)

func typeScriptIdentifiers(_ *testing.T, _ string, source []byte) (all []identifier) {
	code := notCode.ReplaceAllFunc(source, func(match []byte) []byte {
		return slices.Repeat([]byte("\n"), strings.Count(string(match), "\n")+1)[1-min(1, strings.Count(string(match), "\n")):]
	})
	for n, line := range strings.Split(string(code), "\n") {
		for _, name := range word.FindAllString(line, -1) {
			all = append(all, identifier{name, n + 1})
		}
	}
	return all
}

// commentLines returns the numbers of the lines with comments.
func commentLines(name string, source []byte) (lines []int) {
	if !strings.HasSuffix(name, ".go") {
		for n, line := range strings.Split(string(source), "\n") {
			if line = strings.TrimSpace(line); strings.HasPrefix(line, "//") || strings.HasPrefix(line, "/*") || strings.HasPrefix(line, "* ") {
				lines = append(lines, n+1)
			}
		}
		return lines
	}
	files := token.NewFileSet()
	file := files.AddFile(name, -1, len(source))
	var s scanner.Scanner
	s.Init(file, source, nil, scanner.ScanComments)
	for {
		pos, tok, text := s.Scan()
		if tok == token.EOF {
			return lines
		}
		if tok == token.COMMENT {
			first := file.Line(pos)
			for n := range strings.Count(text, "\n") + 1 {
				lines = append(lines, first+n)
			}
		}
	}
}

// splitWords splits a name at capitals and at everything that is no letter, in lower case.
func splitWords(name string) (words []string) {
	runes := []rune(name)
	start := -1
	end := func(i int) {
		if start >= 0 {
			words = append(words, strings.ToLower(string(runes[start:i])))
			start = -1
		}
	}
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r):
			end(i)
			continue
		case unicode.IsUpper(r) && i > 0 && (unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])):
			end(i)
		}
		if start < 0 {
			start = i
		}
	}
	end(len(runes))
	return words
}

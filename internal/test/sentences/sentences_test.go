// Package sentences holds a test alone: every sentence that a person can read is in templ/text, or,
// in an example with several languages, in the example's table.
package sentences

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// folders hold what people read, in Go, templates and TypeScript.
var folders = []string{"components", "framework", "router", "internal/values", "templ/layout", "templ/markup", "client/src", "examples/chat/chat"}

// forDevelopers are files and folders whose sentences are for who writes or runs the app, with the
// reason.
var forDevelopers = map[string]string{
	"framework/frameworktest":   "failures of tests",
	"client/src/dev":            "the overlay of development mode",
	"internal/values/scalar.go": "panics at start",
	"client/src/stream":         "the console",

	"examples/chat/chat/german.go": "the table itself",
	"examples/chat/chat/main.go":   "flags of the program",
	"examples/chat/chat/seed.go":   "what the demo people have written",
}

// calls make sentences for developers and operators: what stands inside is not read by people.
var calls = map[string]bool{
	"panic": true, "Errorf": true, "New": true, "Error": true, "Warn": true, "Info": true, "Debug": true, "NoteFull": true,
	"mustNotServe": true, "inAction": true, "Log": true,
	// of an example: they look into its table, which a test of the example compares
	"text": true, "textWith": true, "sentenceOf": true, "HandleFunc": true,
}

// functions speak to developers.
var functions = map[string]bool{"noteFullAnswer": true, "checkWrites": true}

// protocol has what looks like sentences and is HTTP, or the name of a key.
var protocol = map[string]bool{
	"GET, HEAD": true, "GET, HEAD, POST": true, "OPTIONS, HEAD, PATCH, DELETE": true, "GET /livez": true, "GET /readyz": true, "Accept, Cookie": true, "Escape": true,
}

// sentence matches a capital letter, or a quote, and at least two words; or one word with an
// ellipsis.
var sentence = regexp.MustCompile(`^[“"]?[A-ZÄÖÜ][\p{L}’']*(?:[,:]? \S|…)`)

// label matches one word, as on a button. Only templates have such words.
var label = regexp.MustCompile(`^[A-ZÄÖÜ][a-zäöüß]+$`)

// statement matches SQL, of which the first word is in capitals.
var statement = regexp.MustCompile(`^[A-Z]{4,}\s`)

func isSentence(s string) bool {
	return sentence.MatchString(s) && !protocol[s] && !statement.MatchString(s)
}

func TestEverySentenceIsInTheTable(t *testing.T) {
	root := "../../../"
	read := 0
	for _, folder := range folders {
		err := fs.WalkDir(os.DirFS(root+folder), ".", func(name string, d fs.DirEntry, err error) error {
			file := path.Join(folder, name)
			if err != nil || forDevelopers[file] != "" || name == "testdata" {
				if d != nil && d.IsDir() {
					return fs.SkipDir
				}
				return err
			}
			var found []string
			switch {
			case strings.HasSuffix(name, "_test.go"), strings.HasSuffix(name, "_templ.go"), d.IsDir():
				return nil
			case strings.HasSuffix(name, ".go"):
				found = inGo(t, root+file)
			case strings.HasSuffix(name, ".templ"):
				found = inTemplate(contents(t, root+file))
			case strings.HasSuffix(name, ".ts"), strings.HasSuffix(name, ".js"):
				found = inScript(contents(t, root+file))
			default:
				return nil
			}
			read++
			for _, sentence := range found {
				t.Errorf("%s: %q is read by people: put it into templ/text, or, if it is for developers, list the call or the file here", file, sentence)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if read < 100 {
		t.Errorf("only %d files were read", read)
	}
}

func contents(t *testing.T, file string) string {
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// inGo returns the sentences of a file that stand in no call for developers, no map of reasons and
// no constant of one word.
func inGo(t *testing.T, file string) (found []string) {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			switch f := n.Fun.(type) {
			case *ast.Ident:
				return !calls[f.Name]
			case *ast.SelectorExpr:
				return !calls[f.Sel.Name]
			}
		case *ast.KeyValueExpr: // Error{Cause: …} is for the log
			key, ok := n.Key.(*ast.Ident)
			return !ok || key.Name != "Cause"
		case *ast.FuncDecl:
			return !functions[n.Name.Name]
		case *ast.ImportSpec, *ast.Field: // tags
			return false
		case *ast.BasicLit:
			if s, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING && isSentence(s) {
				found = append(found, s)
			}
		}
		return true
	})
	return found
}

var (
	comment   = regexp.MustCompile(`(?m)//[^\n]*$|<!--.*?-->`)
	block     = regexp.MustCompile(`(?s)/\*.*?\*/`)
	textNode  = regexp.MustCompile(`>\s*([A-ZÄÖÜ][^<>{}]*)<`)
	attribute = regexp.MustCompile(`(?:aria-label|title|alt|placeholder|aria-description)="([^"]+)"`)
	quoted    = regexp.MustCompile("\"([^\"\\n]*)\"|`([^`]*)`")
	console   = regexp.MustCompile(`(?s)console\.\w+\(.*?\);`)
	// client/messages_test.go compares these with the table.
	message = regexp.MustCompile(`\btext\(\s*"\w+",\s*"[^"]*",?\s*\)`)
	inTable = regexp.MustCompile(`\b(?:text(?:With)?\(ctx, |sentenceOf\()"[^"]*"`)
)

// inTemplate returns the labels, the texts of elements and of attributes that are read aloud, and
// sentences in expressions.
func inTemplate(source string) (found []string) {
	source = inTable.ReplaceAllString(comment.ReplaceAllString(source, ""), "")
	for _, m := range append(textNode.FindAllStringSubmatch(source, -1), attribute.FindAllStringSubmatch(source, -1)...) {
		found = append(found, m[1])
	}
	for _, m := range quoted.FindAllStringSubmatch(source, -1) {
		if isSentence(m[1]) || label.MatchString(m[1]) && !protocol[m[1]] {
			found = append(found, m[1])
		}
	}
	return found
}

// inScript returns the sentences of TypeScript that are neither messages nor for the console.
func inScript(source string) (found []string) {
	source = comment.ReplaceAllString(block.ReplaceAllString(source, ""), "")
	source = console.ReplaceAllString(message.ReplaceAllString(source, ""), "")
	for _, m := range quoted.FindAllStringSubmatch(source, -1) {
		if literal := m[1] + m[2]; isSentence(literal) {
			found = append(found, literal)
		}
	}
	return found
}

// The test itself finds what it is for.
func TestFinder(t *testing.T) {
	if got := inTemplate(`<p aria-label="Close">Save</p>{ "Page " + n }@X{Label: "Show all", Text: text(ctx, "Not this")} // Not this`); strings.Join(got, "|") != "Save|Close|Close|Show all" {
		t.Errorf("in a template: %q", got)
	}
	if got := inScript("/* Not this one */ text(\"down\", \"It is down.\"); show(`It did not work.`); console.warn(\"Not this either.\");"); strings.Join(got, "|") != "It did not work." {
		t.Errorf("in a script: %q", got)
	}
	file := t.TempDir() + "/x.go"
	source := "package x\n\nvar a = Error{Message: \"This is wrong.\", Cause: errors.New(\"Not this one\")}\n\nfunc f() { panic(\"Not this one\") }\n"
	if err := os.WriteFile(file, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := inGo(t, file); strings.Join(got, "|") != "This is wrong." {
		t.Errorf("in Go: %q", got)
	}
}

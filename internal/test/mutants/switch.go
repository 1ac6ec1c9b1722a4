package mutants

import (
	"fmt"
	"go/ast"
	"strings"
)

// activeEnv is an environment variable of a test binary: the numbers of the markers whose guards
// are out, with commas between. The binary reads it once, when it starts.
const activeEnv = "GOLDFISH_MUTANT"

// helpers is a file that every package with a mutant gets.
const helpers = `

import (
	"os"
	"slices"
	"strings"
)

var mutantsActive = strings.FieldsFunc(os.Getenv("` + activeEnv + `"), func(r rune) bool { return r == ',' })

func mutantOn(number string) bool { return slices.Contains(mutantsActive, number) }

func mutantNever[T any](<-chan T) <-chan T { return nil }

var mutantCalls int

// mutantSometimes is 1 at every seventh call and else 0.
func mutantSometimes() int {
	mutantCalls++
	return mutantCalls % 7 / 6
}
`

// function returns the function declaration around the guard, or nil.
func (m marker) function() *ast.FuncDecl {
	for _, d := range m.parsed.Decls {
		f, ok := d.(*ast.FuncDecl)
		if ok && f.Body != nil && f.Body.Pos() < m.guard.Pos() && m.guard.End() < f.Body.End() {
			return f
		}
	}
	return nil
}

// switched returns a file with all its mutants. The markers are those of the file, in its order. A
// function with a guard becomes
//
//	func f() {
//		if mutantOn("7") {
//			the body without guard 7
//			return
//		}
//		the body
//	}
//
// so one build holds all mutants of a folder, and each can be any change that compiles.
func switched(markers []marker) ([]byte, error) {
	var out strings.Builder
	copied := markers[0].base
	for _, m := range markers {
		f := m.function()
		if f == nil {
			return nil, fmt.Errorf("%s: the guard is in no function", m)
		}
		start := f.Body.Lbrace + 1
		mutant, err := m.without(start, f.Body.Rbrace)
		if err != nil {
			return nil, err
		}
		if copied < start {
			out.WriteString(m.text(copied, start))
			copied = start
		}
		last := ""
		if f.Type.Results == nil {
			last = "return\n"
		}
		fmt.Fprintf(&out, "\nif mutantOn(%q) {%s\n%s}", m.number, mutant, last)
	}
	out.WriteString(markers[0].text(copied, markers[0].parsed.FileEnd))
	return []byte(out.String()), nil
}

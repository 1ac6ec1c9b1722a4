package trace

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// A generated file is one that templ has made, with the statements that write.
type generated struct {
	template string // path
	name     string // of the package
	writes   []*write
	byLine   map[int]*write // by each line of the statement
	code     []string       // lines
	source   *source
}

// A write is a statement of generated code that writes.
type write struct {
	kind  kind
	text  string // of a literal; else how the template spells it, first line
	place int    // offset in the template where it ends; -1 where templ does not say
	line  int    // of the template; 0 where it is not known
	tags  []tag  // of a literal
}

type kind int

const (
	function kind = iota // the start of a template; writes nothing
	literal
	expression
	component
)

// A tag is the start of an element in a literal.
type tag struct{ at, line int }

var files sync.Map // path → *generated, nil where it cannot be read

// read returns what is known of a generated file, nil where it or its template are not there.
func read(path string) *generated {
	if g, ok := files.Load(path); ok {
		return g.(*generated)
	}
	g := parse(path)
	files.Store(path, g)
	return g
}

func parse(path string) *generated {
	name, ok := strings.CutSuffix(path, "_templ.go")
	if !ok {
		return nil
	}
	code, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	template, err := os.ReadFile(name + ".templ")
	if err != nil {
		return nil
	}
	g := &generated{
		template: name + ".templ",
		byLine:   map[int]*write{},
		code:     strings.Split(string(code), "\n"),
		source:   newSource(string(template)),
	}
	if m := aPackage.FindSubmatch(code); m != nil {
		g.name = string(m[1])
	}
	g.scan(g.code)
	g.source.align(g.writes)
	return g
}

var (
	aPackage    = regexp.MustCompile(`(?m)^package (\w+)$`)
	aFunction   = regexp.MustCompile(`^func (.+) templ\.Component \{$`)
	aLiteral    = regexp.MustCompile(`^templ_\w+_Err = templruntime\.WriteString\(templ_\w+_Buffer, \d+, (".*")\)$`)
	aPosition   = regexp.MustCompile(`templ\.Error\{Err: .*, Line: (\d+), Col: (\d+)\}`)
	aValue      = regexp.MustCompile(`^_, templ_\w+_Err = templ_\w+_Buffer\.WriteString\(`)
	aCall       = regexp.MustCompile(`^templ_\w+_Err = (.*Render.*|\(?[\w.]+[({].*)$`)
	aCallsEnd   = regexp.MustCompile(`\.Render\((?:ctx|templ\.WithChildren\(ctx, (templ_\w+)\)), templ_\w+_Buffer\)$`)
	aClosure    = regexp.MustCompile(`^(templ_\w+) := templruntime\.GeneratedTemplate\(`)
	attributes  = regexp.MustCompile(`^templ\.RenderAttributes\(ctx, templ_\w+_Buffer, (.*)\)$`)
	theChildren = regexp.MustCompile(`^templ_\w+_Var\d+$`)
)

// scan reads the statements, in the order in which the template has them.
func (g *generated) scan(lines []string) {
	closures := map[string]*write{} // the children of a component: here they stand before its call, in the template after it
	place := -1                     // of the expression whose value is written next
	for i := 0; i < len(lines); i++ {
		line := strings.TrimSpace(lines[i])
		w := &write{place: -1}
		if m := aFunction.FindStringSubmatch(line); m != nil {
			w.kind, w.text, place = function, m[1], -1
		} else if m := aPosition.FindStringSubmatch(line); m != nil {
			place = g.source.offset(number(m[1]), number(m[2]))
			continue
		} else if m := aClosure.FindStringSubmatch(line); m != nil {
			w.kind, closures[m[1]] = component, w
		} else if m := aLiteral.FindStringSubmatch(line); m != nil {
			w.kind = literal
			w.text, _ = strconv.Unquote(m[1])
		} else if aValue.MatchString(line) {
			w.kind, w.place, place = expression, place, -1
		} else if m := aCall.FindStringSubmatch(line); m != nil {
			first := i
			for i+1 < len(lines) && !strings.HasPrefix(strings.TrimSpace(lines[i+1]), "if templ_") {
				i++
			}
			w = called(w, m[1], strings.TrimSpace(lines[i]), closures)
			for n := first; n <= i; n++ {
				g.byLine[n+1] = w
			}
			if w.kind != component { // a component's call with children is in the list already
				w.kind = component
				g.writes = append(g.writes, w)
			}
			continue
		} else {
			continue
		}
		g.writes = append(g.writes, w)
		g.byLine[i+1] = w
	}
}

// called reads a statement that renders something, of which these are the first and the last line.
func called(w *write, first, last string, closures map[string]*write) *write {
	text := strings.TrimSuffix(first, ".Render(")
	if m := aCallsEnd.FindStringSubmatch(last); m != nil {
		text = strings.TrimSuffix(first, m[0])
		if open := closures[m[1]]; open != nil {
			w = open
		}
	}
	switch m := attributes.FindStringSubmatch(first); {
	case m != nil:
		w.text = m[1] + "..."
	case theChildren.MatchString(text):
		w.text = "children..."
	default:
		w.text = "@" + text
	}
	return w
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// find returns the line of the template for a line of the generated code that has written this piece; offset is a place in the piece.
// Where the piece is not what stands in the file, the file is not that of this program, and ok is false.
func (g *generated) find(line int, piece string, offset int) (at int, ok bool) {
	w := g.byLine[line]
	switch {
	case w == nil && line <= len(g.code):
		return g.source.only(g.code[line-1]) // Go code between the templates
	case w == nil || w.kind == literal && !strings.HasPrefix(piece, w.text):
		return 0, false
	}
	at = w.line
	for _, t := range w.tags {
		if t.at <= offset {
			at = t.line
		}
	}
	return at, at > 0
}

// before returns the line of the template that may have written the byte just before a line of the generated code.
func (g *generated) before(line int, b byte) (at int, ok bool) {
	for line--; line > 0; line-- {
		switch w := g.byLine[line]; {
		case w == nil:
		case w.kind == function:
			return 0, false
		case w.kind == expression, w.kind == literal && w.text == string(b):
			return w.line, w.line > 0
		}
	}
	return 0, false
}

package trace

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// A generated file is Go code made by templ, with the statements that write.
type generated struct {
	template string // path
	name     string // of the package
	writes   []*statement
	byLine   map[int]*statement // by each line of the statement
	code     []string           // lines
	source   *source
}

// A statement is a statement of generated code that writes.
type statement struct {
	kind      kind
	text      string // of a literal; otherwise its first line in the template
	endOffset int    // offset of its end in the template; -1 if unknown
	line      int    // in the template; 0 if unknown
	tags      []tag  // of a literal
}

type kind int

const (
	function kind = iota // start of a template; writes nothing
	literal
	expression
	component
)

// A tag is the start of an element in a literal.
type tag struct{ at, line int }

var files sync.Map // path → *generated, nil if it cannot be read

// loadGenerated parses a generated file, once. It returns nil if the file or its template cannot be
// read.
func loadGenerated(path string) *generated {
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
		byLine:   map[int]*statement{},
		code:     strings.Split(string(code), "\n"),
		source:   newSource(string(template)),
	}
	if m := packageRE.FindSubmatch(code); m != nil {
		g.name = string(m[1])
	}
	g.scan(g.code)
	g.source.align(g.writes)
	return g
}

var (
	packageRE    = regexp.MustCompile(`(?m)^package (\w+)$`)
	functionRE   = regexp.MustCompile(`^func (.+) templ\.Component \{$`)
	literalRE    = regexp.MustCompile(`^templ_\w+_Err = templruntime\.WriteString\(templ_\w+_Buffer, \d+, (".*")\)$`)
	positionRE   = regexp.MustCompile(`templ\.Error\{Err: .*, Line: (\d+), Col: (\d+)\}`)
	valueRE      = regexp.MustCompile(`^_, templ_\w+_Err = templ_\w+_Buffer\.WriteString\(`)
	callRE       = regexp.MustCompile(`^templ_\w+_Err = (.*Render.*|\(?[\w.]+[({].*)$`)
	callEndRE    = regexp.MustCompile(`\.Render\((?:ctx|templ\.WithChildren\(ctx, (templ_\w+)\)), templ_\w+_Buffer\)$`)
	closureRE    = regexp.MustCompile(`^(templ_\w+) := templruntime\.GeneratedTemplate\(`)
	attributesRE = regexp.MustCompile(`^templ\.RenderAttributes\(ctx, templ_\w+_Buffer, (.*)\)$`)
	childrenRE   = regexp.MustCompile(`^templ_\w+_Var\d+$`)
)

// scan parses the statements and lists them in the order of the template.
func (g *generated) scan(lines []string) {
	// children of a component: before its call in the code, after it in the template
	closures := map[string]*statement{}
	place := -1 // of the expression that is written next
	for i := 0; i < len(lines); i++ {
		line := strings.TrimSpace(lines[i])
		w := &statement{endOffset: -1}
		if m := functionRE.FindStringSubmatch(line); m != nil {
			w.kind, w.text, place = function, m[1], -1
		} else if m := positionRE.FindStringSubmatch(line); m != nil {
			place = g.source.offset(number(m[1]), number(m[2]))
			continue
		} else if m := closureRE.FindStringSubmatch(line); m != nil {
			w.kind, closures[m[1]] = component, w
		} else if m := literalRE.FindStringSubmatch(line); m != nil {
			w.kind = literal
			w.text, _ = strconv.Unquote(m[1])
		} else if valueRE.MatchString(line) {
			w.kind, w.endOffset, place = expression, place, -1
		} else if m := callRE.FindStringSubmatch(line); m != nil {
			first := i
			for i+1 < len(lines) && !strings.HasPrefix(strings.TrimSpace(lines[i+1]), "if templ_") {
				i++
			}
			w = parseCall(w, m[1], strings.TrimSpace(lines[i]), closures)
			for n := first; n <= i; n++ {
				g.byLine[n+1] = w
			}
			if w.kind != component { // a call with children is in the list already
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

// parseCall parses a statement that renders a component, from its first and last line.
func parseCall(w *statement, first, last string, closures map[string]*statement) *statement {
	text := strings.TrimSuffix(first, ".Render(")
	if m := callEndRE.FindStringSubmatch(last); m != nil {
		text = strings.TrimSuffix(first, m[0])
		if open := closures[m[1]]; open != nil {
			w = open
		}
	}
	switch m := attributesRE.FindStringSubmatch(first); {
	case m != nil:
		w.text = m[1] + "..."
	case childrenRE.MatchString(text):
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

// find returns the line of the template for a line of the generated code that wrote this piece.
// offset is a position in the piece. ok is false if the piece is not in the file: then the file is
// not that of this program.
func (g *generated) find(line int, piece string, offset int) (at int, ok bool) {
	w := g.byLine[line]
	switch {
	case w == nil && line <= len(g.code):
		return g.source.uniqueLine(g.code[line-1]) // Go code between the templates
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

// lineBefore returns the line of the template that may have written the byte before a line of the
// generated code.
func (g *generated) lineBefore(line int, b byte) (at int, ok bool) {
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

package trace

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// A Place is where something is written: a line of a template, or of Go code where a component is made by hand.
type Place struct {
	File string // a path, from the working directory where that is above it
	Line int    // from 1; 0: not known
	Func string // as the compiler names it; empty where File and Line say all
	Use  string // where another package uses this component, if one does: the user of a library looks there first
}

// String returns the place as tools know it, such as "tickets.templ:40", and what uses it.
func (p Place) String() string {
	s := p.File
	if p.Line > 0 {
		s += fmt.Sprintf(":%d", p.Line)
	}
	if p.Func != "" {
		s += " (in " + p.Func + ")"
	}
	if p.Use != "" {
		s += ", used at " + p.Use
	}
	return s
}

// At returns where the byte at this offset of the HTML was written; the zero Place where that is not known.
func (t *Trace) At(offset int) Place {
	n := t.at(offset)
	if n < 0 {
		return Place{}
	}
	if t.pieces[n].late {
		if place, ok := t.late(n); ok {
			return place
		}
	}
	for ; n >= 0; n-- { // what was flushed at the end was written by what came before
		if place := t.where(n, offset); place.File != "" {
			return place
		}
	}
	return Place{}
}

// where resolves the stack of a piece.
func (t *Trace) where(n, offset int) (place Place) {
	from := t.pieces[n].from
	library := "" // by which name others call the component's package
	t.walk(n, func(f runtime.Frame) bool {
		g := read(f.File)
		switch {
		case place.File == "":
			place = placeOf(f, g, t.HTML[from:], offset-from)
			if g == nil {
				return false
			}
			library = g.name + "."
		case g != nil:
			if w := g.byLine[f.Line]; w != nil && w.kind == component && w.line > 0 && strings.Contains(w.text, library) {
				place.Use = Place{File: short(g.template), Line: w.line}.String()
				return false
			}
		}
		return true
	})
	return place
}

// placeOf returns the place of what a frame itself wrote; offset is the place of interest in the piece.
func placeOf(f runtime.Frame, g *generated, piece string, offset int) Place {
	if g != nil {
		if line, ok := g.find(f.Line, piece, offset); ok {
			return Place{File: short(g.template), Line: line}
		}
	}
	if name, ok := strings.CutSuffix(f.File, "_templ.go"); ok {
		return Place{File: short(name + ".templ"), Func: f.Function} // built elsewhere or with -trimpath, or changed since
	}
	return Place{File: short(f.File), Line: f.Line} // a component that is made by hand
}

// late resolves a single byte, which came with the write after its own.
func (t *Trace) late(n int) (place Place, ok bool) {
	t.walk(n, func(f runtime.Frame) bool {
		if g := read(f.File); g != nil {
			var line int
			if line, ok = g.before(f.Line, t.HTML[t.pieces[n].from]); ok {
				place = Place{File: short(g.template), Line: line}
			}
		}
		return false
	})
	return place, ok
}

// walk calls visit with the frames of a piece, the innermost first, without those of writers and of templ itself.
func (t *Trace) walk(n int, visit func(runtime.Frame) bool) {
	id := t.pieces[n].stack
	if id < 0 {
		return
	}
	frames := runtime.CallersFrames(t.stacks[id])
	for {
		f, more := frames.Next()
		if f.Function == self {
			return
		}
		if !plumbing(f) && !visit(f) || !more {
			return
		}
	}
}

const self = "github.com/goldfish-go/goldfish/internal/trace.Render"

// plumbing goes by the file for templ, whose closures have the names of those into which they are inlined.
func plumbing(f runtime.Frame) bool {
	for _, prefix := range []string{"bufio.", "bytes.", "fmt.", "io.", "strings.", "runtime."} {
		if strings.HasPrefix(f.Function, prefix) {
			return true
		}
	}
	return strings.Contains(f.File, "/a-h/templ@") || strings.Contains(f.File, "/a-h/templ/")
}

// short returns the path from the working directory, where that is shorter.
func short(file string) string {
	if dir, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(dir, file); err == nil && !strings.HasPrefix(rel, "..") {
			return filepath.ToSlash(rel)
		}
	}
	return file
}

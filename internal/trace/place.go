package trace

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// A Place is a line of a template, or of Go code that writes HTML itself.
type Place struct {
	File   string // path, relative to the working directory if that contains it
	Line   int    // from 1; 0: unknown
	Func   string // name of the function, if the line is unknown
	UsedAt string // where another package uses this component
}

// String returns the place in the usual form, such as "tickets.templ:40", and where it is used.
func (p Place) String() string {
	s := p.File
	if p.Line > 0 {
		s += fmt.Sprintf(":%d", p.Line)
	}
	if p.Func != "" {
		s += " (in " + p.Func + ")"
	}
	if p.UsedAt != "" {
		s += ", used at " + p.UsedAt
	}
	return s
}

// At returns the place that wrote the byte at this offset of the HTML, or the zero Place if it is
// unknown.
func (t *Trace) At(offset int) Place {
	n := t.at(offset)
	if n < 0 {
		return Place{}
	}
	if t.pieces[n].deferred {
		if place, ok := t.deferred(n); ok {
			return place
		}
	}
	for ; n >= 0; n-- { // what is flushed at the end was written earlier
		if place := t.resolve(n, offset); place.File != "" {
			return place
		}
	}
	return Place{}
}

// resolve returns the place of a piece, from its stack.
func (t *Trace) resolve(n, offset int) (place Place) {
	from := t.pieces[n].from
	library := "" // how other packages call the component's package
	t.frames(n, func(f runtime.Frame) bool {
		g := loadGenerated(f.File)
		switch {
		case place.File == "":
			place = placeOf(f, g, t.HTML[from:], offset-from)
			if g == nil {
				return false
			}
			library = g.name + "."
		case g != nil:
			if w := g.byLine[f.Line]; w != nil && w.kind == component && w.line > 0 && strings.Contains(w.text, library) {
				place.UsedAt = Place{File: relativePath(g.template), Line: w.line}.String()
				return false
			}
		}
		return true
	})
	return place
}

// placeOf returns the place of a frame. offset is a position in the piece.
func placeOf(f runtime.Frame, g *generated, piece string, offset int) Place {
	if g != nil {
		if line, ok := g.find(f.Line, piece, offset); ok {
			return Place{File: relativePath(g.template), Line: line}
		}
	}
	if name, ok := strings.CutSuffix(f.File, "_templ.go"); ok {
		// built elsewhere, or with -trimpath, or changed since
		return Place{File: relativePath(name + ".templ"), Func: f.Function}
	}
	return Place{File: relativePath(f.File), Line: f.Line} // Go code without a template
}

// deferred returns the place of a single byte, which was written together with the next piece.
func (t *Trace) deferred(n int) (place Place, ok bool) {
	t.frames(n, func(f runtime.Frame) bool {
		if g := loadGenerated(f.File); g != nil {
			var line int
			if line, ok = g.lineBefore(f.Line, t.HTML[t.pieces[n].from]); ok {
				place = Place{File: relativePath(g.template), Line: line}
			}
		}
		return false
	})
	return place, ok
}

// frames calls visit with the frames of a piece, the innermost first, without those of writers and
// of templ.
func (t *Trace) frames(n int, visit func(runtime.Frame) bool) {
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
		if !isRuntimeFrame(f) && !visit(f) || !more {
			return
		}
	}
}

const self = "github.com/goldfish-go/goldfish/internal/trace.Render"

// isRuntimeFrame reports whether a frame belongs to a writer of the standard library or to templ.
// For templ it compares the file: an inlined closure has the name of its caller.
func isRuntimeFrame(f runtime.Frame) bool {
	for _, prefix := range []string{"bufio.", "bytes.", "fmt.", "io.", "strings.", "runtime."} {
		if strings.HasPrefix(f.Function, prefix) {
			return true
		}
	}
	return strings.Contains(f.File, "/a-h/templ@") || strings.Contains(f.File, "/a-h/templ/")
}

// relativePath returns the path relative to the working directory, if that contains it.
func relativePath(file string) string {
	if dir, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(dir, file); err == nil && !strings.HasPrefix(rel, "..") {
			return filepath.ToSlash(rel)
		}
	}
	return file
}

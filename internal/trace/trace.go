// Package trace answers: which line of a template wrote these bytes?
//
// It looks at the stack for every piece that a component writes, which makes a render a hundred times slower: it is for development alone.
package trace

import (
	"context"
	"encoding/binary"
	"fmt"
	"runtime"
	"sort"
	"sync"

	"github.com/a-h/templ"
	templruntime "github.com/a-h/templ/runtime"
)

var start sync.Once

// Start makes the generated code of all templates hand on what it writes piece by piece. It writes a variable of templ's that every render
// reads: call it before anything renders. Without it a [Trace] knows no places.
func Start() { start.Do(func() { templruntime.DefaultBufferSize = 1 }) }

// A Trace is what a component has written, and who wrote it.
type Trace struct {
	HTML   string
	pieces []piece
	stacks [][]uintptr
}

// A piece is what one write wrote.
type piece struct {
	from  int
	stack int  // in stacks, -1 where it is not known
	late  bool // one byte, written by whatever came before what the stack says
}

// Render renders the component. An error of the component comes back wrapped; a panic is the caller's to recover.
func Render(ctx context.Context, component templ.Component) (*Trace, error) {
	r := recorder{ids: map[string]int{}}
	if component != nil {
		buf := new(templruntime.Buffer)
		buf.Reset(&r)
		r.whole = buf.Size() > 1
		if err := component.Render(ctx, buf); err != nil {
			return nil, fmt.Errorf("render: %w", err)
		}
		if err := buf.Flush(); err != nil {
			return nil, fmt.Errorf("render: %w", err)
		}
	}
	r.HTML = string(r.html)
	return &r.Trace, nil
}

// at returns the number of the piece that holds the byte at offset, -1 where there is none.
func (t *Trace) at(offset int) int {
	if offset < 0 || offset >= len(t.HTML) {
		return -1
	}
	return sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].from > offset }) - 1
}

// Same reports whether one place in a template wrote the bytes at both offsets, called in the same way: as a loop does.
func (t *Trace) Same(a, b int) bool {
	x, y := t.at(a), t.at(b)
	if x < 0 || y < 0 {
		return false
	}
	p, q := t.pieces[x], t.pieces[y]
	return p.stack >= 0 && p.stack == q.stack && a-p.from == b-q.from
}

// A recorder is the writer below templ's buffer, which holds back nothing but single bytes: they come with the next piece.
type recorder struct {
	Trace
	html  []byte
	ids   map[string]int // stacks by their program counters
	whole bool           // the buffer merges pieces
	pcs   [256]uintptr
	key   []byte
}

// Write implements [io.Writer].
func (r *recorder) Write(p []byte) (int, error) {
	r.note(len(p) == 1)
	r.html = append(r.html, p...)
	return len(p), nil
}

// WriteString implements [io.StringWriter].
func (r *recorder) WriteString(s string) (int, error) {
	r.note(false)
	r.html = append(r.html, s...)
	return len(s), nil
}

func (r *recorder) note(late bool) {
	if r.whole {
		r.pieces = append(r.pieces, piece{from: len(r.html), stack: -1})
		return
	}
	pcs := r.pcs[:runtime.Callers(3, r.pcs[:])]
	r.key = r.key[:0]
	for _, pc := range pcs {
		r.key = binary.NativeEndian.AppendUint64(r.key, uint64(pc))
	}
	id, ok := r.ids[string(r.key)]
	if !ok {
		id = len(r.stacks)
		r.ids[string(r.key)] = id
		r.stacks = append(r.stacks, append([]uintptr(nil), pcs...))
	}
	r.pieces = append(r.pieces, piece{len(r.html), id, late})
}

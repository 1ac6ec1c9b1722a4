// Package trace answers: which line of a template wrote these bytes?
//
// It records the call stack of every write of a component. This makes a render a hundred times
// slower: use it in development only.
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

// Start makes the generated code of all templates write piece by piece. It sets a variable of templ
// that every render reads: call it before anything renders. Without it, the places of a [Trace] are
// unknown.
func Start() { start.Do(func() { templruntime.DefaultBufferSize = 1 }) }

// A Trace is the output of a component, with the call stacks that wrote it.
type Trace struct {
	HTML   string
	pieces []piece
	stacks [][]uintptr
}

// A piece is the output of one write.
type piece struct {
	from     int
	stack    int  // index in stacks; -1 if unknown
	deferred bool // a single byte that an earlier statement wrote
}

// Render renders the component. An error of the component is returned wrapped; a panic is not
// recovered.
func Render(ctx context.Context, component templ.Component) (*Trace, error) {
	r := recorder{ids: map[string]int{}}
	if component != nil {
		buf := new(templruntime.Buffer)
		buf.Reset(&r)
		r.buffered = buf.Size() > 1
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

// at returns the index of the piece with the byte at offset, or -1.
func (t *Trace) at(offset int) int {
	if offset < 0 || offset >= len(t.HTML) {
		return -1
	}
	return sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].from > offset }) - 1
}

// Same reports whether one line of a template wrote the bytes at both offsets, called by the same
// code: as in a loop.
func (t *Trace) Same(a, b int) bool {
	x, y := t.at(a), t.at(b)
	if x < 0 || y < 0 {
		return false
	}
	p, q := t.pieces[x], t.pieces[y]
	return p.stack >= 0 && p.stack == q.stack && a-p.from == b-q.from
}

// A recorder is the writer below templ's buffer. The buffer holds back single bytes only: they are
// written with the next piece.
type recorder struct {
	Trace
	html     []byte
	ids      map[string]int // indexes of stacks, by program counters
	buffered bool           // the buffer merges pieces
	pcs      [256]uintptr
	key      []byte
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
	if r.buffered {
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

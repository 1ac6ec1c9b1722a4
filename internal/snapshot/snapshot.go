// Package snapshot answers: which bytes is this component, and what changed since?
package snapshot

import (
	"bytes"
	"context"
	"fmt"
	"hash/maphash"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/a-h/templ"
)

// A Snapshot is a page at one moment: its title, the bytes of its body and the version of both.
// Equal content has equal versions on every server and after every restart.
type Snapshot struct {
	Title   string
	Body    string // HTML as a browser writes it, valid UTF-8
	Version string // see the function Version

	inputHash uint64     // hash of the rendered HTML; 0 if unknown
	lazyIndex *lazyIndex // shared by all copies; nil if the body cannot be patched
}

// A lazyIndex is what is made of a body for the first patch.
type lazyIndex struct {
	index    atomic.Pointer[index]
	checksum atomic.Pointer[string]
}

// New returns the snapshot of a rendered body.
func New(title, html string) Snapshot {
	buf := buffers.Get().(*bytes.Buffer)
	defer release(buf)
	// JSON and the browser would change invalid UTF-8.
	title = strings.ToValidUTF8(title, "\uFFFD")
	buf.Grow(len(html) + len(html)/8)
	html, unsupported := canonical(html, buf.AvailableBuffer())
	s := Snapshot{Title: title, Body: html, Version: Version(title, html)}
	if !unsupported {
		s.lazyIndex = new(lazyIndex)
	}
	return s
}

// Render renders the body. An error of the component is returned wrapped; a panic is not recovered.
func Render(ctx context.Context, title string, body templ.Component) (Snapshot, error) {
	return Snapshot{}.Rerender(ctx, title, body)
}

// Rerender renders the body as [Render] does. If the output is that of s, it returns s, so that it
// is not summed and stored twice.
func (s Snapshot) Rerender(ctx context.Context, title string, body templ.Component) (Snapshot, error) {
	buf := buffers.Get().(*bytes.Buffer)
	defer release(buf)
	if body != nil {
		if err := body.Render(ctx, buf); err != nil {
			return Snapshot{}, fmt.Errorf("render: %w", err)
		}
	}
	inputHash := maphash.Bytes(seed, buf.Bytes())
	if inputHash == s.inputHash && title == s.Title {
		return s, nil
	}
	s = New(title, buf.String())
	s.inputHash = inputHash
	return s, nil
}

// Size returns the memory that the snapshot and its index use, in bytes.
func (s Snapshot) Size() int {
	size := len(s.Title) + len(s.Body) + len(s.Version)
	if s.lazyIndex != nil {
		if x := s.lazyIndex.index.Load(); x != nil {
			size += x.size()
		}
	}
	return size
}

// DropIndex frees the index. The next Diff builds it again.
func (s Snapshot) DropIndex() {
	if s.lazyIndex != nil {
		s.lazyIndex.index.Store(nil)
	}
}

// index returns the index of the body, or nil if it cannot be indexed.
func (s Snapshot) index() *index {
	if s.lazyIndex == nil {
		return nil
	}
	x := s.lazyIndex.index.Load()
	if x == nil {
		if x = newIndex(s.Body); x == nil {
			x = unindexable
		}
		s.lazyIndex.index.Store(x)
	}
	if x == unindexable {
		return nil
	}
	return x
}

var unindexable = new(index) // stands for a body that cannot be indexed

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// release returns a buffer to the pool, unless it is very large.
func release(buf *bytes.Buffer) {
	if buf.Cap() <= 1<<20 {
		buf.Reset()
		buffers.Put(buf)
	}
}

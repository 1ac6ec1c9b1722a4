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

	source uint64 // the hash of what Body was made from; 0 where that is not known
	lazy   *lazy  // shared by all copies; nil where the body cannot be patched
}

// lazy is what is made of a body for the first patch.
type lazy struct {
	index    atomic.Pointer[index]
	checksum atomic.Pointer[string]
}

// New returns the snapshot of a body that is rendered already.
func New(title, html string) Snapshot {
	buf := buffers.Get().(*bytes.Buffer)
	defer release(buf)
	// What is not UTF-8 would change on its way through JSON and the browser.
	title = strings.ToValidUTF8(title, "\uFFFD")
	buf.Grow(len(html) + len(html)/8)
	html, odd := canonical(html, buf.AvailableBuffer())
	s := Snapshot{Title: title, Body: html, Version: Version(title, html)}
	if !odd {
		s.lazy = new(lazy)
	}
	return s
}

// Take renders the body. An error of the component comes back wrapped; a panic is the caller's to recover.
func Take(ctx context.Context, title string, body templ.Component) (Snapshot, error) {
	return Snapshot{}.Again(ctx, title, body)
}

// Again renders the body as [Take] does. Where what comes out is what s was made from, it returns s, so that nothing is summed and kept twice.
func (s Snapshot) Again(ctx context.Context, title string, body templ.Component) (Snapshot, error) {
	buf := buffers.Get().(*bytes.Buffer)
	defer release(buf)
	if body != nil {
		if err := body.Render(ctx, buf); err != nil {
			return Snapshot{}, fmt.Errorf("render: %w", err)
		}
	}
	source := maphash.Bytes(seed, buf.Bytes())
	if source == s.source && title == s.Title {
		return s, nil
	}
	s = New(title, buf.String())
	s.source = source
	return s, nil
}

// Size returns the bytes that the snapshot holds, with its index.
func (s Snapshot) Size() int {
	size := len(s.Title) + len(s.Body) + len(s.Version)
	if s.lazy != nil {
		if x := s.lazy.index.Load(); x != nil {
			size += x.size()
		}
	}
	return size
}

// Forget drops the index. The next Diff builds it again.
func (s Snapshot) Forget() {
	if s.lazy != nil {
		s.lazy.index.Store(nil)
	}
}

// index returns the index of the body, nil where it has none.
func (s Snapshot) index() *index {
	if s.lazy == nil {
		return nil
	}
	x := s.lazy.index.Load()
	if x == nil {
		if x = build(s.Body); x == nil {
			x = none
		}
		s.lazy.index.Store(x)
	}
	if x == none {
		return nil
	}
	return x
}

var none = new(index) // of a body that has been tried already

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// release keeps ordinary buffers for the next render and lets a giant one go.
func release(buf *bytes.Buffer) {
	if buf.Cap() <= 1<<20 {
		buf.Reset()
		buffers.Put(buf)
	}
}

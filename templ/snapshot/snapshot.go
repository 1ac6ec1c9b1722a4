// Package snapshot answers: which bytes is this component?
package snapshot

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/a-h/templ"
)

// A Snapshot is a page at one moment: its title, the bytes of its body and the version of both.
// Equal content has equal versions on every server and after every restart.
type Snapshot struct {
	Title   string
	Body    string // HTML, valid UTF-8
	Version string // see Sum
}

// Take renders the body. An error of the component comes back wrapped; a panic is the caller's to recover.
func Take(ctx context.Context, title string, body templ.Component) (Snapshot, error) {
	buf := buffers.Get().(*bytes.Buffer)
	defer release(buf)
	if body != nil {
		if err := body.Render(ctx, buf); err != nil {
			return Snapshot{}, fmt.Errorf("render: %w", err)
		}
	}
	// What is not UTF-8 would change on its way through JSON and the browser.
	html := strings.ToValidUTF8(buf.String(), "\uFFFD")
	title = strings.ToValidUTF8(title, "\uFFFD")
	return Snapshot{Title: title, Body: html, Version: Sum(title, html)}, nil
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// release keeps ordinary buffers for the next render and lets a giant one go.
func release(buf *bytes.Buffer) {
	if buf.Cap() <= 1<<20 {
		buf.Reset()
		buffers.Put(buf)
	}
}

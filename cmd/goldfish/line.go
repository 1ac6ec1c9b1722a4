package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/sse"
)

// A line is the output for one event.
type line struct {
	Time    time.Time `json:"time"`
	Event   string    `json:"event"`         // page, part, or a name of package wire
	URL     string    `json:"url,omitempty"` // of a part
	Version string    `json:"version,omitempty"`
	Bytes   int       `json:"bytes"` // of the first body, then of each event's data
	Form    string    `json:"form,omitempty"`
	Title   string    `json:"title,omitempty"`
	Message string    `json:"message,omitempty"`
}

// A payload is what patches and events contain about a page or part (docs/protocol.md).
func (w *tail) apply(e *sse.Event) line {
	l := line{Time: time.Now(), Event: string(e.Event), Version: string(e.ID), Bytes: len(e.Data)}
	at := &w.page.content
	var p wire.Patch
	switch l.Event {
	case "", "message":
		l.Event = "page"
		p, _ = wire.Event(l.Version, e.Data)
	case wire.PartEvent:
		p, _ = wire.Event(l.Version, e.Data)
		l.URL = p.URL
		at = w.page.part(p.URL)
	case wire.HelloEvent:
		var hello wire.Hello
		_ = json.Unmarshal(e.Data, &hello)
		l.Message = changedFingerprints(w.page.fingerprints, hello.Fingerprints)
		w.page.fingerprints = hello.Fingerprints
		return l
	default:
		p, _ = wire.Event("", e.Data)
		l.Message = p.Message
		return l
	}
	title := text(p.Title)
	switch l.Message = p.Message; {
	case p.Delta != nil:
		l.Form = "delta"
		if changed, ok := newTitle(p.Delta); ok {
			title = changed
		}
	case l.Version != "":
		l.Form = "whole"
	}
	if title != "" {
		at.title = title
	}
	if l.Version != "" {
		at.version = l.Version
	}
	l.Title = at.title
	return l
}

// newTitle finds the title in a difference: a string after its checksum (docs/delta.md).
func newTitle(delta []byte) (title string, ok bool) {
	var elements []json.RawMessage
	_ = json.Unmarshal(delta, &elements)
	for _, element := range elements[min(1, len(elements)):] {
		if json.Unmarshal(element, &title) == nil {
			ok = true
		}
	}
	return title, ok
}

// part returns the part with this URL, and adds it if it is new.
func (p *page) part(url string) *content {
	for _, part := range p.parts {
		if part.url == url {
			return part
		}
	}
	part := &content{url: url}
	p.parts = append(p.parts, part)
	return part
}

// print prints a line, as text or JSON.
func (w *tail) print(l line) {
	if w.json {
		text, _ := json.Marshal(l)
		fmt.Fprintf(w.out, "%s\n", text)
		return
	}
	text := fmt.Sprintf("%s  %-6s  %-16s  %7d", l.Time.Format("15:04:05.000"), l.Event, cmp.Or(l.Version, "-"), l.Bytes)
	for _, more := range []string{l.Form, l.URL, l.Title, l.Message} {
		if more != "" {
			text += "  " + more
		}
	}
	fmt.Fprintln(w.out, text)
}

// changedFingerprints names the fingerprints that differ: see Fingerprints in docs/protocol.md.
func changedFingerprints(before, now string) string {
	was, knownWas := wire.ParseFingerprints(before)
	is, knownIs := wire.ParseFingerprints(now)
	if !knownWas || !knownIs {
		return ""
	}
	var what []string
	for _, f := range []struct{ name, was, is string }{
		{"client", was.Client, is.Client},
		{"scripts", was.Scripts, is.Scripts},
		{"shell", was.Shell, is.Shell},
		{"viewer", was.Viewer, is.Viewer},
	} {
		if f.was != f.is {
			what = append(what, f.name)
		}
	}
	if len(what) == 0 {
		return ""
	}
	return "other " + strings.Join(what, ", ")
}

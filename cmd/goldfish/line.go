package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/sse"
)

// A line is what is printed of one event.
type line struct {
	Time    time.Time `json:"time"`
	Event   string    `json:"event"`         // page, part, hello, stale, fresh, shell, recheck
	URL     string    `json:"url,omitempty"` // of a part
	Version string    `json:"version,omitempty"`
	Bytes   int       `json:"bytes"` // of the body that came first, then of each event's data
	Form    string    `json:"form,omitempty"`
	Title   string    `json:"title,omitempty"`
	Message string    `json:"message,omitempty"`
}

// news is what patches and events say of a page or part (docs/protocol.md).
type news struct {
	URL, Title, Version, Body, Message string
	Delta                              json.RawMessage
}

// take takes an event as a tab does: from now on the tail holds what it brought.
func (w *tail) take(e *sse.Event) line {
	l := line{Time: time.Now(), Event: string(e.Event), Version: string(e.ID), Bytes: len(e.Data)}
	at := &w.page.region
	var n news
	switch l.Event {
	case "", "message":
		l.Event = "page"
		if n = parse(e.Data); bytes.HasPrefix(e.Data, []byte("[")) {
			n.Delta = e.Data
		}
	case "part":
		n = parse(e.Data)
		l.URL = n.URL
		at = w.page.part(n.URL)
	case "hello":
		var hello struct{ Fingerprints string }
		_ = json.Unmarshal(e.Data, &hello)
		l.Message = changes(w.page.made, hello.Fingerprints)
		w.page.made = hello.Fingerprints
		return l
	default:
		l.Message = parse(e.Data).Message
		return l
	}
	switch l.Message = n.Message; {
	case n.Delta != nil:
		l.Form = "delta"
		if title, ok := newTitle(n.Delta); ok {
			n.Title = title
		}
	case l.Version != "":
		l.Form = "whole"
	}
	if n.Title != "" {
		at.title = n.Title
	}
	if l.Version != "" {
		at.held = l.Version
	}
	l.Title = at.title
	return l
}

func parse(data []byte) (n news) {
	_ = json.Unmarshal(data, &n)
	return n
}

// newTitle finds the title in a difference: a string among its elements (docs/delta.md).
func newTitle(delta []byte) (title string, ok bool) {
	var elements []json.RawMessage
	_ = json.Unmarshal(delta, &elements)
	for _, element := range elements {
		if json.Unmarshal(element, &title) == nil {
			ok = true
		}
	}
	return title, ok
}

// part returns the part of this URL; one that is new to the tail is a part of it from now on.
func (p *page) part(url string) *region {
	for _, part := range p.parts {
		if part.url == url {
			return part
		}
	}
	part := &region{url: url}
	p.parts = append(p.parts, part)
	return part
}

// print writes a line, for people or for machines.
func (w *tail) print(l line) {
	if w.json {
		text, _ := json.Marshal(l)
		fmt.Fprintf(w.out, "%s\n", text)
		return
	}
	text := fmt.Sprintf("%s  %-6s  %-11s  %7d", l.Time.Format("15:04:05.000"), l.Event, cmp.Or(l.Version, "-"), l.Bytes)
	for _, more := range []string{l.Form, l.URL, l.Title, l.Message} {
		if more != "" {
			text += "  " + more
		}
	}
	fmt.Fprintln(w.out, text)
}

// changes says what a document would be made with that the one before was not: see Fingerprints in docs/protocol.md.
func changes(before, now string) string {
	was, is := strings.Split(before, "."), strings.Split(now, ".")
	if len(was) != 4 || len(is) != 4 {
		return ""
	}
	var what []string
	for i, name := range []string{"client", "scripts", "shell", "viewer"} {
		if was[i] != is[i] {
			what = append(what, name)
		}
	}
	if len(what) == 0 {
		return ""
	}
	return "other " + strings.Join(what, ", ")
}

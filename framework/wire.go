package framework

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/sse"
)

// Names on the wire; docs/protocol.md says what they mean.
const (
	typePatch  = "application/vnd.goldfish.patch+json"
	typeStream = "text/event-stream"

	headerFrom    = "Goldfish-From"
	headerVersion = "Goldfish-Version"
	headerParts   = "Goldfish-Parts"

	eventHello   = "hello"
	eventStale   = "stale"
	eventFresh   = "fresh"
	eventShell   = "shell"
	eventRecheck = "recheck"
	eventPart    = "part"
)

// kind is which representation of the URL a request asks for.
type kind int

const (
	document kind = iota
	patch
	stream
)

func kindOf(r *http.Request) kind {
	for _, accept := range r.Header.Values("Accept") {
		switch {
		case strings.Contains(accept, typeStream):
			return stream
		case strings.Contains(accept, typePatch):
			return patch
		}
	}
	return document
}

// A patchBody is the answer to a patch request.
type patchBody struct {
	URL          router.URL        `json:"url,omitempty"`
	History      router.History    `json:"history,omitempty"`
	Fingerprints string            `json:"fingerprints,omitempty"`
	Title        *string           `json:"title,omitempty"`
	Description  string            `json:"description,omitempty"`
	Version      string            `json:"version,omitempty"`
	Body         *string           `json:"body,omitempty"`
	Delta        json.RawMessage   `json:"delta,omitempty"`
	Notice       string            `json:"notice,omitempty"`
	Flash        string            `json:"flash,omitempty"`
	Fields       map[string]string `json:"fields,omitempty"`
	Message      string            `json:"message,omitempty"`
	Next         router.URL        `json:"next,omitempty"`
	Location     string            `json:"location,omitempty"`
	Parts        []partBody        `json:"parts,omitempty"`
}

// A partBody is what is said of a part, in a patch or as the data of an event.
type partBody struct {
	URL     router.URL      `json:"url"`
	Title   *string         `json:"title,omitempty"`
	Version string          `json:"version,omitempty"`
	Body    *string         `json:"body,omitempty"`
	Delta   json.RawMessage `json:"delta,omitempty"`
	Message string          `json:"message,omitempty"`
}

// A helloBody is the data of the first event of a stream.
type helloBody struct {
	Fingerprints string `json:"fingerprints"`
	Heartbeat    int    `json:"heartbeat"` // seconds
}

// A wholeBody is the data of an event that holds a page whole.
type wholeBody struct {
	Title string `json:"title"`
	Body  string `json:"body"`
}

// event encodes an event with JSON data.
func event(name, id string, data any) *sse.Frame {
	return sse.NewFrame(&sse.Event{Event: []byte(name), ID: []byte(id), Data: encode(data)})
}

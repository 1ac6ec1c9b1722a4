// Package devmode is the development mode of an app. It runs each view twice and compares the
// pages, it looks for mistakes in their HTML, and it says why a page was sent whole instead of as a
// delta. Warnings go to the log with the line of the template, and to the overlay in the browser.
package devmode

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"os"
	"sync"

	"github.com/goldfish-go/goldfish/internal/trace"
)

// File is the name of the file, beside those of the client, from which the overlay gets warnings.
const File = "dev"

// Requested reports whether the environment asks for development mode, with GOLDFISH_DEV=1.
func Requested() bool { return os.Getenv("GOLDFISH_DEV") == "1" }

// A Mode collects the warnings of one app. A nil Mode is development mode turned off: methods that
// return nothing do nothing then. All methods may be called at the same time.
type Mode struct {
	log *slog.Logger

	mu     sync.Mutex
	seen   map[string]bool   // kind and place of warnings
	recent []Warning         // the newest last
	full   map[string]string // version of a body to why it was sent whole
}

// A Warning is a mistake that the author of the app should correct.
type Warning struct {
	Kind    string `json:"kind"`
	Page    string `json:"page"`         // URL of the page, without secrets
	At      string `json:"at,omitempty"` // line of the template, such as "tickets.templ:40"
	Message string `json:"message"`

	Field string `json:"-"` // name of the form field; "" if the warning is about the page
}

const (
	maxRecent = 50   // warnings that the overlay can get
	maxSeen   = 1000 // warnings that are remembered, so that none is repeated
)

// New starts development mode. Call it before anything renders with templ.
func New(log *slog.Logger) *Mode {
	trace.Start()
	log.Warn("goldfish: development mode: each page is rendered twice and checked, and whoever can reach the app can read the warnings; " +
		"never use it in production")
	return &Mode{log: log, seen: map[string]bool{}}
}

// Warn logs a warning, once for each kind and place.
func (m *Mode) Warn(w Warning) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	key := w.Kind + " " + w.At
	if w.At == "" {
		key += w.Page + w.Field
	}
	if m.seen[key] {
		return
	}
	if len(m.seen) >= maxSeen {
		clear(m.seen)
	}
	m.seen[key] = true
	m.recent = append(m.recent, w)
	m.recent = m.recent[max(0, len(m.recent)-maxRecent):]
	m.log.Warn("goldfish: "+w.Message, "kind", w.Kind, "at", w.At, "page", w.Page)
}

// ServeHTTP answers with the recent warnings, and with the reasons why bodies were sent whole. It
// refuses other origins, because warnings quote pages.
func (m *Mode) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		http.Error(w, http.StatusText(http.StatusForbidden), http.StatusForbidden)
		return
	}
	m.mu.Lock()
	out, err := json.Marshal(struct {
		Warnings []Warning         `json:"warnings"`
		Whole    map[string]string `json:"whole,omitempty"`
	}{append([]Warning{}, m.recent...), m.full})
	m.mu.Unlock()
	if err != nil {
		panic(err) // strings always encode
	}
	h.Set("Content-Type", "application/json")
	_, _ = w.Write(out) // an error means that the peer has gone
}

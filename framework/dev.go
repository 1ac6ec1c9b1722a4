package framework

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"os"
	"sync"

	"github.com/goldfish-go/goldfish/internal/trace"
)

// devByEnvironment turns the development mode on for a program that has no switch of its own.
func devByEnvironment() bool { return os.Getenv("GOLDFISH_DEV") == "1" }

// A dev is the development mode of an app; nil outside of it. What it finds goes to the log, once for each kind and place, and to the overlay
// in the browser.
type dev struct {
	log *slog.Logger

	mu     sync.Mutex
	told   map[string]bool   // kind and place
	latest []warning         // the newest last
	whole  map[string]string // version to why it was sent whole
}

// A warning is something to mend, for the one who wrote it.
type warning struct {
	Kind string `json:"kind"`
	Page string `json:"page"`         // where it was seen: its URL, without secrets
	At   string `json:"at,omitempty"` // where it was written, such as "tickets.templ:40"
	Say  string `json:"say"`

	Field string `json:"-"` // that it is about; "" if it is about the page
}

const (
	maxWarnings = 50   // that the overlay can ask for
	maxTold     = 1000 // that are remembered, so that nothing is told twice
)

// newDev starts the development mode. It must be called before anything renders.
func newDev(log *slog.Logger) *dev {
	trace.Start()
	log.Warn("goldfish: development mode: each page is rendered twice and checked, and whoever can reach the app can read what is found; never use it in production")
	return &dev{log: log, told: map[string]bool{}}
}

// warn tells of something, if it has not been told yet.
func (d *dev) warn(w warning) {
	d.mu.Lock()
	defer d.mu.Unlock()
	key := w.Kind + " " + w.At
	if w.At == "" {
		key += w.Page + w.Field
	}
	if d.told[key] {
		return
	}
	if len(d.told) >= maxTold {
		clear(d.told)
	}
	d.told[key] = true
	d.latest = append(d.latest, w)
	d.latest = d.latest[max(0, len(d.latest)-maxWarnings):]
	d.log.Warn("goldfish: "+w.Say, "kind", w.Kind, "at", w.At, "page", w.Page)
}

// devFile is where the overlay asks for warnings, beside the client.
const devFile = "dev"

// ServeHTTP answers with the latest warnings, and why pages were sent whole: to pages of this origin alone: they quote what the pages of others show.
func (d *dev) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		http.Error(w, http.StatusText(http.StatusForbidden), http.StatusForbidden)
		return
	}
	d.mu.Lock()
	out, err := json.Marshal(struct {
		Warnings []warning         `json:"warnings"`
		Whole    map[string]string `json:"whole,omitempty"`
	}{append([]warning{}, d.latest...), d.whole})
	d.mu.Unlock()
	if err != nil {
		panic(err) // strings always encode
	}
	h.Set("Content-Type", "application/json")
	_, _ = w.Write(out) // the peer may have gone; nobody is left to tell
}

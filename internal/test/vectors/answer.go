package vectors

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"

	"github.com/goldfish-go/goldfish/client"
	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// An Answer is an answer of the server: a page, or what happens instead of one.
type Answer struct {
	Status  int    `json:"-"` // 0: 200
	Foreign string `json:"-"` // HTML that this app did not make, in place of everything else
	Filled  string `json:"-"` // body of the document, if its parts have their content
	Once    bool   `json:"-"` // of a document: the app does each submission once

	URL     string            `json:"url,omitempty"` // default: the URL of the request
	History string            `json:"history,omitempty"`
	Made    string            `json:"fingerprints,omitempty"`
	Title   string            `json:"title,omitempty"`
	Version string            `json:"version,omitempty"`
	Body    string            `json:"body,omitempty"`
	Delta   json.RawMessage   `json:"delta,omitempty"`
	Notice  string            `json:"notice,omitempty"`
	Flash   string            `json:"flash,omitempty"`
	Fields  map[string]string `json:"fields,omitempty"`
	Message string            `json:"message,omitempty"`
	Next    string            `json:"next,omitempty"`
	To      string            `json:"location,omitempty"`
}

// Content returns a live page with the version of its content.
func Content(title, body string) Answer {
	s := snapshot.New(title, body)
	return Answer{Title: s.Title, Version: s.Version, Body: s.Body}
}

// with returns a copy of the answer with a change.
func (a Answer) with(change func(*Answer)) Answer {
	change(&a)
	return a
}

// refuse answers with a status and a message alone, as a server does that does not speak the
// version of the protocol.
func refuse(w http.ResponseWriter, a Answer) {
	w.Header().Set("Content-Type", wire.PatchType)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(a.Status)
	_ = json.NewEncoder(w).Encode(map[string]string{"message": a.Message})
}

func writeDocument(w http.ResponseWriter, a Answer, shell Shell) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	w.WriteHeader(a.Status)
	version, hidden := "", map[bool]string{true: " hidden"}
	if a.Version != "" {
		version = ` data-gf-version="` + a.Version + `"`
	}
	mark := map[bool]string{true: " " + wire.OnceAttr}[a.Once]
	if a.Filled != "" {
		a.Body = a.Filled
	}
	_, _ = fmt.Fprintf(w, `<!doctype html><html lang="en"%s data-gf-fingerprints="%s"><head><title>%s</title><link rel="icon" href="data:,"><script type="module" src="/%s"></script></head>
<body><header>%s</header><p data-gf-flash%s>%s</p><p data-gf-notice%s>%s</p><div id="page" data-gf-page="%s"%s>%s</div></body></html>`,
		mark, a.Made, html.EscapeString(a.Title), client.Name, html.EscapeString(shell.Chrome), hidden[a.Flash == ""], html.EscapeString(a.Flash),
		hidden[a.Notice == ""], html.EscapeString(a.Notice), html.EscapeString(a.URL), version, a.Body)
}

//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
)

// clickURL is the address of the page of bench click.
type clickURL struct {
	Size int `url:"size,push"`
	List int `url:"list,push"`
	Row  int `url:"row,push"` // the row that is chosen; 0 is none
	Of   int `url:"of,push"`  // after so many lists comes the first again; 0: never
}

// A clickBoard is what the page shows: a list of rows of which one is chosen.
type clickBoard struct {
	URL  clickURL
	Rows []clickRow
}

type clickRow struct {
	row
	number int
}

// newClickBoard makes the list of an address. Two lists have no row in common.
func newClickBoard(u clickURL) clickBoard {
	b := clickBoard{URL: u}
	u.Size = min(max(u.Size, 1), 5000)
	for n := 1; n <= u.Size; n++ {
		i := n + u.List*7919
		b.Rows = append(b.Rows, clickRow{number: n, row: row{
			ID:     fmt.Sprintf("r%d-%d", u.List, n),
			Name:   fmt.Sprintf("Customer %d of list %d, %s South", n, u.List, towns[i%5]),
			Status: statuses[i%4],
			Cents:  (10000+i*7919%80000)*100 + i*37%100,
		}})
	}
	return b
}

// A clickPeer is how a library is used: what its documents and links hold, and how they are
// answered.
type clickPeer struct {
	name   string
	head   func() templ.Component
	around templ.Attributes                      // on an element around the page
	link   func(address string) templ.Attributes // nil: an ordinary link
	// Answers its own requests; all others get the document. Returns false if this is none of them.
	answer func(w http.ResponseWriter, r *http.Request, b clickBoard, link clickLink) bool
}

// A clickLink makes the attributes of a link to an address.
type clickLink = func(clickURL) templ.Attributes

var clickPeers = []clickPeer{
	{name: "htmx", head: htmxHead, around: templ.Attributes{"hx-boost:inherited": "true"}},
	{name: "htmx morph", head: htmxHead, around: templ.Attributes{"hx-boost:inherited": "swap:outerMorph"}},
	{name: "turbo", head: turboHead},
	{name: "unpoly", head: unpolyHead},
	{
		name: "datastar",
		head: datastarHead,
		link: func(address string) templ.Attributes {
			return templ.Attributes{"href": address, "data-on-click__prevent": "@get('" + address + "')"}
		},
		answer: func(w http.ResponseWriter, r *http.Request, b clickBoard, link clickLink) bool {
			if r.Header.Get("Datastar-Request") == "" {
				return false
			}
			w.Header().Set("Content-Type", wire.StreamType)
			lines := strings.ReplaceAll(rendered(r, clickBody(b, link)), "\n", "\ndata: fragments ")
			fmt.Fprintf(w, "event: datastar-merge-fragments\ndata: selector main\ndata: fragments %s\n\n", lines)
			return true
		},
	},
}

// clickHand is a page with a script of its own, which knows what changes and does nothing else: one
// request, the changes, the address. No library can do less, so it is the part of a figure that is
// the browser's, the network's and the bench's.
var clickHand = clickPeer{
	name: "hand",
	head: handHead,
	answer: func(w http.ResponseWriter, r *http.Request, b clickBoard, link clickLink) bool {
		list := r.Header.Get("Hand-List")
		if list == "" {
			return false
		}
		change := handChange{State: b.URL.state(), Row: fmt.Sprintf("r%d-%d", b.URL.List, b.URL.Row)}
		if list != strconv.Itoa(b.URL.List) {
			change.Next, _ = link(b.URL.next())["href"].(string)
			change.Rows = rendered(r, clickRows(b, link))
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(change)
		return true
	},
}

// A handChange is what the script of clickHand is told.
type handChange struct {
	State string `json:"state"`
	Row   string `json:"row"`            // the id of the row that is chosen
	Next  string `json:"next,omitempty"` // of another list: the address of the list after it, and
	Rows  string `json:"rows,omitempty"` // its rows
}

func rendered(r *http.Request, c templ.Component) string {
	var b strings.Builder
	check(c.Render(r.Context(), &b))
	return b.String()
}

// path is where a subject's page is.
func clickPath(subject string) string { return "/" + strings.ReplaceAll(subject, " ", "-") + "/orders" }

// newClickSite serves the page of all subjects, and the libraries' files from the folder.
func newClickSite(modules string) (h http.Handler, end func()) {
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{
		Logger: slog.New(slog.DiscardHandler),
		Shell: func(_ framework.Anyone, doc layout.Document) templ.Component {
			return clickShell(doc, noHead(), nil)
		},
	})
	route := router.New(clickPath(goldfish), clickURL{})
	framework.Get(app, route, framework.Everyone[framework.Anyone], func(_ context.Context, _ framework.Anyone, u clickURL) (framework.Page, error) {
		link := func(u clickURL) templ.Attributes { return templ.Attributes{"href": string(route.URL(u))} }
		return framework.Page{Title: "Orders", Body: clickBody(newClickBoard(u), link)}, nil
	})
	r := chi.NewRouter()
	r.Handle("/goldfish/*", app)
	r.Handle("/_goldfish/*", app)
	r.Group(func(r chi.Router) {
		r.Use(middleware.Compress(5, "text/html", "text/css", "text/javascript", wire.StreamType, "application/json"))
		for _, p := range append(slices.Clone(clickPeers), clickHand) {
			r.Get(clickPath(p.name), p.page)
		}
		files := http.StripPrefix("/npm/", http.FileServer(http.Dir(modules)))
		r.Get("/npm/*", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Cache-Control", "max-age=3600")
			files.ServeHTTP(w, r)
		})
		r.Get("/click.css", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/css; charset=utf-8")
			w.Header().Set("Cache-Control", "max-age=3600")
			_, _ = w.Write([]byte("body{font:14px sans-serif}td,th{padding:2px 8px;text-align:left}.chosen{background:#ffd}"))
		})
	})
	return r, app.Close
}

// page answers with the document, or with what the library asks for.
func (p clickPeer) page(w http.ResponseWriter, r *http.Request) {
	route := router.New(clickPath(p.name), clickURL{})
	u, _, _ := route.Parse(r.URL.Path, r.URL.RawQuery)
	link := func(u clickURL) templ.Attributes {
		address := string(route.URL(u))
		if p.link != nil {
			return p.link(address)
		}
		return templ.Attributes{"href": address}
	}
	w.Header().Set("Cache-Control", "no-store")
	b := newClickBoard(u)
	if p.answer != nil && p.answer(w, r, b, link) {
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	doc := layout.Document{Title: "Orders", Body: rendered(r, clickBody(b, link))}
	_ = clickShell(doc, p.head(), p.around).Render(r.Context(), w)
}

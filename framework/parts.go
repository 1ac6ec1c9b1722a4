package framework

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/sse"
	"github.com/goldfish-go/goldfish/templ/markup"
)

const (
	maxParts = 16 // of one page, with the parts in its parts
	maxDepth = 4  // of parts in parts

	unknown = "-" // stands for the version of a part that a tab has nothing of
)

// A part is a page that stands in another, or why it does not.
type part struct {
	url  router.URL
	body *body
	err  error
}

// parts loads what stands in a page at once, and in its parts. Those that wait until they are seen are left out.
func (x *exchange[V]) parts(page *body) []part {
	var all []part
	known := map[router.URL]bool{}
	for level := []*body{page}; len(level) > 0; {
		from := len(all)
		for _, b := range level {
			for _, p := range b.parts {
				if !p.Lazy && !known[p.URL] && len(all) < maxParts {
					known[p.URL] = true
					all = append(all, part{url: p.URL})
				}
			}
		}
		var loads sync.WaitGroup
		for i := range all[from:] {
			p := &all[from+i]
			loads.Go(func() { p.body, p.err = x.part(p.url) })
		}
		loads.Wait()
		level = level[:0]
		for _, p := range all[from:] {
			if p.body != nil {
				level = append(level, p.body)
			}
		}
	}
	return all
}

// part loads the page at a URL that another page has placed inside itself.
func (x *exchange[V]) part(url router.URL) (b *body, err error) {
	err = guard(func() (err error) {
		to, err := x.placed(url)
		if err == nil {
			b, err = x.load(to)
		}
		return err
	})
	if _, ok := asRedirect(err); ok {
		err = Error{Status: http.StatusNotFound} // its document knows where
	}
	if err != nil {
		err = settle(err, x.app.options.Logger, "part", string(url))
	}
	return b, err
}

// placed reads the URL of a part.
func (x *exchange[V]) placed(url router.URL) (address[V], error) {
	to, ok := x.app.at(url)
	switch {
	case !ok || to.report.Status(true) != 0:
		return to, Error{Status: http.StatusNotFound, Cause: errors.New("no page of this app is at " + string(url))}
	case to.url != url:
		return to, Error{Cause: errors.New("a part must be placed by its canonical URL: " + string(to.url) + ", not " + string(url))}
	}
	return to, nil
}

// filled returns the body of a page with its parts in their places.
func filled(page *body, parts []part) string { return fill(page, parts, maxDepth) }

func fill(b *body, parts []part, depth int) string {
	if len(b.parts) == 0 || depth == 0 {
		return b.Body
	}
	type place struct {
		from, to int
		part     part
	}
	var places []place
	for _, its := range b.parts {
		i := slices.IndexFunc(parts, func(p part) bool { return p.url == its.URL })
		if from, to, ok := b.InnerRange(its.ID); ok && i >= 0 && !its.Lazy {
			places = append(places, place{from, to, parts[i]})
		}
	}
	slices.SortFunc(places, func(a, b place) int { return a.from - b.from })
	var out strings.Builder
	at := 0
	for _, p := range places {
		if p.from < at {
			continue // in the placeholder of another
		}
		out.WriteString(b.Body[at:p.from])
		p.part.write(&out, b.Body[p.from:p.to], parts, depth)
		at = p.to
	}
	out.WriteString(b.Body[at:])
	return out.String()
}

// write puts a part into its place in a document. The placeholder goes with it, in a template, so that the client can tell what the page's own
// body is from what its parts have put there.
func (p part) write(out *strings.Builder, placeholder string, parts []part, depth int) {
	version, title := "", ""
	if p.err == nil {
		version, title = p.body.Version, p.body.Title
	}
	out.WriteString(`<template ` + markup.Version + `="` + version + `" ` + markup.Title + `="` + templ.EscapeString(title) + `">` + placeholder + `</template>`)
	if p.err != nil {
		out.WriteString(placeholder + `<p role="alert">` + templ.EscapeString(asError(p.err).sentence()) + `</p>`)
		return
	}
	out.WriteString(fill(p.body, parts, depth-1))
}

// holds are the parts that a tab shows, with the versions that it holds of them, in its order.
type holds []hold

type hold struct {
	url     router.URL
	version string
}

func heldParts(r *http.Request) holds {
	words := strings.Fields(r.Header.Get(headerParts))
	var all holds
	for ; len(words) >= 2 && len(all) < maxParts; words = words[2:] {
		its := hold{router.URL(words[0]), words[1]}
		if its.version == unknown {
			its.version = ""
		}
		all = append(all, its)
	}
	return all
}

func (h holds) of(url router.URL) string {
	for _, its := range h {
		if its.url == url {
			return its.version
		}
	}
	return ""
}

// partsSince returns what a patch says of the parts of its page: of each the difference from what the tab holds, nothing where that is all.
func (x *exchange[V]) partsSince(page *body) []partBody {
	var out []partBody
	held := heldParts(x.r)
	for _, p := range x.parts(page) {
		its := held.of(p.url)
		switch {
		case p.err != nil:
			out = append(out, partBody{URL: p.url, Say: asError(p.err).sentence()})
		case p.body.Version != its:
			delta, _ := p.body.past.DeltaFrom(its)
			its := p.body.asPart(delta)
			its.Version = p.body.Version
			out = append(out, its)
		}
	}
	return out
}

// subs opens the screens of the parts that a tab shows. The caller releases them.
func (x *exchange[V]) subs() []live.Subscription[*sse.Frame] {
	var subs []live.Subscription[*sse.Frame]
	for _, its := range heldParts(x.r) {
		to, err := x.placed(its.url)
		if err != nil {
			continue // the answer that placed it has said so
		}
		subs = append(subs, live.Subscription[*sse.Frame]{Screen: x.screen(to), Version: its.version, Kind: ofPart})
	}
	return subs
}

package framework

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/sse"
	"github.com/goldfish-go/goldfish/templ/markup"
)

const (
	maxParts = wire.MaxParts // of one page, including the parts of its parts
	maxDepth = 4             // of parts in parts
)

// A part is a page that another page embeds, or the error of its load.
type part struct {
	url     router.URL
	body    *body
	err     error
	message string // of the error, for the person
}

// loadParts loads the parts of a page, and their parts. It leaves out lazy parts.
func (rq *request[V]) loadParts(page *body) []part {
	if len(page.parts) == 0 {
		return nil
	}
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
			loads.Go(func() {
				if p.body, p.err = rq.loadPart(p.url); p.err != nil {
					p.message = asError(p.err).sentence(rq.texts())
				}
			})
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

// loadPart loads the page at the URL of a part.
func (rq *request[V]) loadPart(url router.URL) (b *body, err error) {
	err = recoverPanic(func() (err error) {
		to, err := rq.parsePartURL(url)
		if err == nil {
			b, err = rq.load(to)
		}
		return err
	})
	if _, ok := asRedirect(err); ok {
		err = Error{Status: http.StatusNotFound} // a part cannot redirect; its document does
	}
	if err != nil {
		err = reportError(err, rq.app.options.Logger, "part", string(url))
	}
	return b, err
}

// parsePartURL parses the URL of a part, which must be canonical.
func (rq *request[V]) parsePartURL(url router.URL) (target[V], error) {
	to, ok := rq.app.lookup(url)
	switch {
	case !ok || to.report.Status(true) != 0:
		return to, Error{Status: http.StatusNotFound, Cause: errors.New("no page of this app is at " + string(url))}
	case to.url != url:
		return to, Error{Cause: errors.New("a part must have its canonical URL: " + string(to.url) + ", not " + string(url))}
	}
	return to, nil
}

// renderParts returns the body of a page with the content of its parts, up to depth levels of them.
func renderParts(b *body, parts []part, depth int) string {
	if len(b.parts) == 0 || depth == 0 {
		return b.Body
	}
	type element struct {
		from, to int // the inner HTML, in b.Body
		part     part
	}
	var elements []element
	for _, p := range b.parts {
		i := slices.IndexFunc(parts, func(loaded part) bool { return loaded.url == p.URL })
		if from, to, ok := b.InnerRange(p.ID); ok && i >= 0 && !p.Lazy {
			elements = append(elements, element{from, to, parts[i]})
		}
	}
	slices.SortFunc(elements, func(a, b element) int { return a.from - b.from })
	var out strings.Builder
	at := 0
	for _, e := range elements {
		if e.from < at {
			continue // in the placeholder of another part
		}
		out.WriteString(b.Body[at:e.from])
		e.part.write(&out, b.Body[e.from:e.to], parts, depth)
		at = e.to
	}
	out.WriteString(b.Body[at:])
	return out.String()
}

// write writes the inner HTML of a part's element in a document. It has the placeholder too, in a
// template, because the placeholder belongs to the body of the page and the rest does not.
func (p part) write(out *strings.Builder, placeholder string, parts []part, depth int) {
	version, title := "", ""
	if p.err == nil {
		version, title = p.body.Version, p.body.Title
	}
	out.WriteString(`<template ` + wire.VersionAttr + `="` + version + `" ` + wire.TitleAttr + `="` + templ.EscapeString(title) + `">` + placeholder + `</template>`)
	if p.err != nil {
		out.WriteString(placeholder + `<p role="alert">` + templ.EscapeString(p.message) + `</p>`)
		return
	}
	out.WriteString(renderParts(p.body, parts, depth-1))
}

// fillShellPart returns the content of a part that the shell contains. It is in no patch and in no
// fingerprint of the shell: the stream of the page carries its changes.
func (rq *request[V]) fillShellPart(p markup.Part, placeholder string) string {
	var out strings.Builder
	loaded := part{url: p.URL}
	var parts []part
	if loaded.body, loaded.err = rq.loadPart(p.URL); loaded.err != nil {
		loaded.message = asError(loaded.err).sentence(rq.texts())
	} else {
		parts = rq.loadParts(loaded.body)
	}
	loaded.write(&out, placeholder, parts, maxDepth)
	return out.String()
}

// clientParts returns the parts that a tab shows, with the versions that the client has.
func (rq *request[V]) clientParts() []wire.PartVersion {
	return wire.ParseParts(rq.r.Header.Get(wire.PartsHeader))
}

// partPatches returns what a patch says about the parts of its page: for each part the delta from
// the version that the client has, or the whole body. Parts that the client has are left out.
func (rq *request[V]) partPatches(page *body) []wire.Part {
	var out []wire.Part
	client := rq.clientParts()
	for _, p := range rq.loadParts(page) {
		version := ""
		if i := slices.IndexFunc(client, func(c wire.PartVersion) bool { return c.URL == string(p.url) }); i >= 0 {
			version = client[i].Version
		}
		switch {
		case p.err != nil:
			out = append(out, wire.Part{URL: string(p.url), Message: p.message})
		case p.body.Version != version:
			delta, _ := p.body.history.DeltaFrom(version)
			patch := p.body.toPart(delta)
			patch.Version = p.body.Version
			out = append(out, patch)
		}
	}
	return out
}

// subscribeParts opens the screens of the parts that a tab shows. The caller releases them.
func (rq *request[V]) subscribeParts() []live.Subscription[*sse.Frame] {
	var subs []live.Subscription[*sse.Frame]
	for _, p := range rq.clientParts() {
		to, err := rq.parsePartURL(router.URL(p.URL))
		if err != nil {
			continue // the answer with the page has reported it
		}
		subs = append(subs, live.Subscription[*sse.Frame]{Screen: rq.openScreen(to), Version: p.Version, Kind: ofPart})
	}
	return subs
}

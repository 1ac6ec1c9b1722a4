package framework_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

type BadgeURL struct {
	Days int `url:"days"`
}

// withParts is a page of the whole team that holds each one's own badge, and what else is asked
// for.
func withParts(s *site, more ...markup.Part) (badge *router.Route[BadgeURL], views *atomic.Int64) {
	views = new(atomic.Int64)
	badge = router.New("/badge", BadgeURL{Days: 7})
	framework.Get(s.app, badge, framework.Self, func(_ context.Context, me User, u BadgeURL) (framework.Page, error) {
		views.Add(1)
		return framework.Page{Title: "Mine", Body: templ.Raw(fmt.Sprintf("<b>%s has %d</b>", me.ID, u.Days)), Topics: []string{"badge"}}, nil
	})
	s.does(1, func(context.Context) (framework.Page, error) {
		return framework.Page{Title: "Shared", Topics: []string{"note"}, Body: templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			io.WriteString(w, "<h1>For all</h1>")
			for _, p := range append([]markup.Part{{URL: badge.URL(BadgeURL{}), Label: "Mine"}}, more...) {
				if err := p.Render(ctx, w); err != nil {
					return err
				}
			}
			return nil
		})}, nil
	})
	return badge, views
}

func TestPartInADocument(t *testing.T) {
	s := newSite(t, "")
	badge, _ := withParts(s, markup.Part{URL: "/badge?days=30", ID: "later", Lazy: true, Label: "Later"})
	ana, ben := s.get("/notes/1"), s.get("/notes/1", "X-User", "ben")
	contains(t, "ana's", ana.body, `<div id="part-badge" data-gf-part="/badge"><template data-gf-version="`, `data-gf-title="Mine"><a href="/badge">Mine</a></template><b>ana has 7</b></div>`,
		`<div id="later" data-gf-part="/badge?days=30" data-gf-lazy=""><a href="/badge?days=30">Later</a></div>`)
	contains(t, "ben's", ben.body, "<b>ben has 7</b>")
	if strings.Contains(ben.body, "ana") {
		t.Error("ana's part is in ben's document")
	}
	version := func(a answer) string { return between(a.body, `data-gf-page="/notes/1" data-gf-version="`, `"`) }
	want(t, "the version of the page that both share", version(ana), version(ben))
	want(t, "screens", s.app.Stats().Screens, 3)
	if a := s.get("/badge"); !strings.Contains(a.body, "<b>ana has 7</b>") {
		t.Errorf("the part is no page of its own: %s", a.body)
	}
	want(t, "its URL", string(badge.URL(BadgeURL{})), "/badge")
}

func between(text, before, after string) string {
	_, text, _ = strings.Cut(text, before)
	text, _, _ = strings.Cut(text, after)
	return text
}

func TestPartsOfAPatch(t *testing.T) {
	s := newSite(t, "")
	_, views := withParts(s, markup.Part{URL: "/badge?days=30", ID: "later", Lazy: true})
	p := s.patch(t, "/notes/1")
	if len(p.Parts) != 1 || p.Parts[0].URL != "/badge" || p.Parts[0].Title != "Mine" || p.Parts[0].Version == "" || *p.Parts[0].Body != "<b>ana has 7</b>" {
		t.Fatalf("parts: %+v", p.Parts)
	}
	if strings.Contains(*p.Body, "ana") {
		t.Error("the page's own body holds its part")
	}
	want(t, "runs: the lazy one waits", views.Load(), int64(1))
	again := s.patch(t, "/notes/1", wire.VersionHeader, p.Version, wire.PartsHeader, "/badge "+p.Parts[0].Version)
	if again.Body != nil || again.Parts != nil {
		t.Errorf("a client that is up to date was sent %+v", again)
	}
	want(t, "runs: everybody reads their own writes", views.Load(), int64(2))
	other := s.patch(t, "/notes/1", wire.VersionHeader, p.Version, wire.PartsHeader, "/badge -")
	want(t, "parts for one that holds nothing of it", len(other.Parts), 1)
}

func TestPartThatFails(t *testing.T) {
	s := newSite(t, "")
	withParts(s, markup.Part{URL: "/notes/2"}, markup.Part{URL: "/notes/3"}, markup.Part{URL: "/nowhere"}, markup.Part{URL: "/badge?days=7", ID: "odd"})
	s.does(2, func(context.Context) (framework.Page, error) { panic("boom") })
	s.does(3, func(context.Context) (framework.Page, error) {
		return framework.Page{}, framework.Error{Status: 403, Message: "Not for you."}
	})
	a := s.get("/notes/1")
	want(t, "status", a.StatusCode, 200)
	contains(t, "document", a.body, "<h1>For all</h1>", "ana has 7", `<p role="alert">Something went wrong here. It is not your fault.</p>`,
		`<template data-gf-version="" data-gf-title=""><a href="/notes/3">/notes/3</a></template><a href="/notes/3">/notes/3</a><p role="alert">Not for you.</p>`,
		`<p role="alert">There is nothing at this address.</p>`)
	p := s.patch(t, "/notes/1")
	wants := map[string]string{}
	for _, part := range p.Parts {
		wants[part.URL] = part.Message
	}
	want(t, "the refused part", wants["/notes/3"], "Not for you.")
	want(t, "the good part", wants["/badge"], "")
	want(t, "parts", len(p.Parts), 5)
	contains(t, "log", s.logs.String(), "boom", "canonical")
}

// Parts may hold parts; a circle ends.
func TestPartsInParts(t *testing.T) {
	s := newSite(t, "")
	place := func(id int, urls ...router.URL) {
		s.does(id, func(context.Context) (framework.Page, error) {
			return framework.Page{Body: templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
				fmt.Fprintf(w, "<i>note %d</i>", id)
				for _, url := range urls {
					if err := (markup.Part{URL: url}).Render(ctx, w); err != nil {
						return err
					}
				}
				return nil
			})}, nil
		})
	}
	place(1, "/notes/2")
	place(2, "/notes/3")
	place(3, "/notes/2", "/notes/4")
	a := s.get("/notes/1")
	contains(t, "document", a.body, "<i>note 1</i>", "<i>note 2</i>", "<i>note 3</i>", `note 4</p>`)
	want(t, "parts", len(s.patch(t, "/notes/1").Parts), 3)

	// A placeholder that holds a part is a placeholder all the same.
	s.does(6, func(context.Context) (framework.Page, error) {
		return framework.Page{Body: templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			return (markup.Part{URL: "/notes/7"}).Render(templ.WithChildren(ctx, markup.Part{URL: "/notes/8"}), w)
		})}, nil
	})
	a = s.get("/notes/6")
	contains(t, "a part in a placeholder", a.body, "note 7", `<a href="/notes/8">/notes/8</a></div></template><p>note 7</p>`)

	var many []router.URL
	for id := range 100 {
		many = append(many, router.URL(fmt.Sprint("/notes/", 100+id)))
	}
	place(5, many...)
	want(t, "parts at most", len(s.patch(t, "/notes/5").Parts), 16)
}

func TestPartsOfAStream(t *testing.T) {
	s := newSite(t, "")
	_, views := withParts(s)
	p := s.patch(t, "/notes/1")
	w := follow(t, s, "/notes/1", wire.VersionHeader, p.Version, wire.PartsHeader, "/badge "+p.Parts[0].Version+" /badge?days=30 - /nowhere - half")
	w.await(t, "event:part\n", `{"url":"/badge?days=30","title":"Mine","body":"<b>ana has 30</b>"}`)
	if strings.Contains(w.String(), "has 7") {
		t.Error("a part was sent that the tab holds")
	}
	before := views.Load()
	s.app.Notify("badge")
	for views.Load() < before+2 {
		time.Sleep(time.Millisecond)
	}
	s.does(1, func(context.Context) (framework.Page, error) {
		return framework.Page{Title: "Shared", Body: templ.Raw("<h1>Changed</h1>")}, nil
	})
	s.app.Notify("note")
	w.await(t, "Changed")
	if strings.Count(w.String(), "event:part") != 1 {
		t.Errorf("parts that did not change were sent again: %s", w)
	}
}

// A part that cannot be brought up to date says so; the page does not hear of it.
func TestPartOfAStreamThatFails(t *testing.T) {
	s := newSite(t, "")
	withParts(s, markup.Part{URL: "/notes/2"})
	fails := atomic.Bool{}
	s.does(2, func(context.Context) (framework.Page, error) {
		if fails.Load() {
			return framework.Page{}, framework.Error{Status: 503, Message: "Later."}
		}
		return framework.Page{Body: templ.Raw("fine"), Topics: []string{"two"}}, nil
	})
	p := s.patch(t, "/notes/1")
	w := follow(t, s, "/notes/1", wire.VersionHeader, p.Version, wire.PartsHeader, "/notes/2 "+p.Parts[1].Version)
	fails.Store(true)
	s.app.Notify("two")
	w.await(t, "event:part\n", `{"url":"/notes/2","message":"Later."}`)
	fails.Store(false)
	w.await(t, `{"url":"/notes/2"}`)
	if strings.Contains(w.String(), "event:stale") {
		t.Errorf("the page was called stale: %s", w)
	}
}

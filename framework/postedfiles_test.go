package framework_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// An action that takes a form as it is gets its files, complete. A file that may not be used
// refuses the form.
func TestPostedFiles(t *testing.T) {
	s := newAlbumSite(t)
	raw := router.New("/raw", struct{}{})
	save := router.NewAction[framework.Posted[albumForm]](raw, "save")
	framework.Get(s.app, raw, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{}, nil
	})
	var saved []framework.Posted[albumForm]
	framework.Post(s.app, save, framework.Everyone, func(_ context.Context, _ User, _ struct{}, p framework.Posted[albumForm]) (router.URL, error) {
		saved = append(saved, p)
		return framework.Stay, nil
	})
	post := func(parts ...part) answer {
		body, kind := multipartForm(parts...)
		return s.do("POST", "/raw?_action=save", "text/html", string(body), "Content-Type", kind)
	}
	a := post(part{"cover", "a.png", png}, textPart("title", ""), textPart("year", "x"))
	want(t, "status", a.StatusCode, http.StatusSeeOther)
	if len(saved) != 1 {
		t.Fatal(a.body)
	}
	p := saved[0]
	want(t, "what no field takes", p.Values.Get("year"), "x")
	id := p.Values.Get("cover")
	want(t, "cover", p.Files["cover"][0], files.File{ID: id, Name: "a.png", Type: "image/png", Size: int64(len(png))})
	u, _ := s.store.Find(t.Context(), id)
	want(t, "state", u.State, files.Kept)
	for name, bad := range map[string]part{
		"twice": textPart("cover", id), "no file": textPart("cover", files.NewID()), "no ID": textPart("photos", "a.png"), "wrong type": {"cover", "a.png", []byte("#!/bin/sh")},
	} {
		want(t, name, post(bad, textPart("title", "Sea")).StatusCode, http.StatusUnprocessableEntity)
	}
	post(textPart("title", "Sea"))
	want(t, "forms", len(saved), 2)
	want(t, "files of a form without", len(saved[1].Files), 0)
}

package main

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// An Album is what the app keeps of a form, as a row of a database would.
type Album struct {
	ID    string
	Title string
	Cover files.File
	Files []files.File
}

// has reports whether a file is the album's.
func (a Album) has(id string) bool {
	return a.Cover.ID == id || slices.ContainsFunc(a.Files, func(f files.File) bool { return f.ID == id })
}

func (a Album) all() []files.File {
	if a.Cover.Given() {
		return append([]files.File{a.Cover}, a.Files...)
	}
	return a.Files
}

// A gallery keeps its albums in a file of JSON.
type gallery struct {
	path   string
	store  files.Store
	notify func(topics ...string)
	mu     sync.Mutex
}

func (g *gallery) albums() (all []Album, err error) {
	text, err := os.ReadFile(g.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return all, json.Unmarshal(text, &all)
}

// change writes the albums, all or nothing.
func (g *gallery) change(edit func([]Album) []Album) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	all, err := g.albums()
	if err != nil {
		return err
	}
	text, err := json.Marshal(edit(all))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(g.path), 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(g.path+".new", text, 0o600); err != nil {
		return err
	}
	if err := os.Rename(g.path+".new", g.path); err != nil {
		return err
	}
	g.notify("albums")
	return nil
}

func (g *gallery) view(context.Context, framework.Anyone, GalleryURL) (framework.Page, error) {
	all, err := g.albums()
	return framework.Page{Title: "Gallery", Body: galleryPage(all), Topics: []string{"albums"}}, err
}

func (g *gallery) add(ctx context.Context, _ framework.Anyone, u GalleryURL, f AddForm) (router.URL, error) {
	errs := framework.FieldErrors{}
	if f.Title == "" {
		errs["title"] = "Give a title."
	}
	if len(f.Files) == 0 && !f.Cover.Given() {
		errs["files"] = "Choose a file."
	}
	if len(errs) > 0 {
		return framework.Stay, errs
	}
	framework.Flash(ctx, "Added “"+f.Title+"”.")
	return Gallery.URL(u), g.change(func(all []Album) []Album {
		return append(all, Album{files.NewID(), f.Title, f.Cover, f.Files})
	})
}

// remove deletes the album first, and then its files: if the process is killed in between, some
// space is wasted, and no album has lost a file.
func (g *gallery) remove(ctx context.Context, _ framework.Anyone, u GalleryURL, f RemoveForm) (router.URL, error) {
	var gone []files.File
	err := g.change(func(all []Album) []Album {
		return slices.DeleteFunc(all, func(a Album) bool {
			if a.ID == f.ID {
				gone = a.all()
			}
			return a.ID == f.ID
		})
	})
	for _, file := range gone {
		err = errors.Join(err, g.store.Delete(ctx, file.ID))
	}
	return Gallery.URL(u), err
}

func (g *gallery) inUse(_ context.Context, f files.File) (bool, error) {
	all, err := g.albums()
	return slices.ContainsFunc(all, func(a Album) bool { return a.has(f.ID) }), err
}

// download answers with a file that an album has. Everybody may see everything here.
func (g *gallery) download(w http.ResponseWriter, r *http.Request) {
	all, err := g.albums()
	if err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	for _, album := range all {
		for _, f := range album.all() {
			if f.ID == r.PathValue("id") {
				files.Serve(w, r, g.store, f)
				return
			}
		}
	}
	http.NotFound(w, r)
}

package framework_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/store"
)

func TestFileOnce(t *testing.T) {
	s := newAlbumSite(t)
	id := s.refused()
	a := s.do("POST", "/album?_action=add", asPatch, form("cover", id, "title", "Sea"))
	want(t, "status", a.StatusCode, 200)
	a = s.do("POST", "/album?_action=add", asPatch, form("cover", id, "title", "Sea"))
	want(t, "twice", a.StatusCode, 422)
	// The same ID twice in one form is one file.
	id = s.refused()
	a = s.do("POST", "/album?_action=add", asPatch, form("photos", id, "photos", id, "title", "Sea"))
	want(t, "status", a.StatusCode, 200)
	want(t, "photos", len(s.forms[1].Photos), 1)
}

// While the action runs, a sweep does not delete its files, nor if the action fails.
func TestFilesAreTakenBeforeTheAction(t *testing.T) {
	s := newAlbumSite(t)
	id := s.refused()
	var state files.State
	s.act = func(ctx context.Context, f albumForm) error {
		u, _ := s.store.Find(ctx, f.Cover.ID)
		state = u.State
		return errors.New("the commit was not answered")
	}
	a := s.do("POST", "/album?_action=add", asPatch, form("cover", id, "title", "Sea"))
	want(t, "status", a.StatusCode, 500)
	want(t, "state", state, files.Taken)
	s.age(id, 100*time.Hour)
	if n, err := files.Sweep(t.Context(), s.store, time.Now(), nil); n != 0 || err != nil {
		t.Errorf("%d files are swept, %v", n, err)
	}
	s.act = nil
	a = s.do("POST", "/album?_action=add", asPatch, form("cover", id, "title", "Sea"))
	want(t, "the same again", a.StatusCode, 200)
}

// Of two posts with one file, such as those of two tabs, one has it. The other gets an error at
// the field, and the rest of its input is kept.
func TestFileInTwoPosts(t *testing.T) {
	s := newAlbumSite(t)
	id := s.refused()
	running, release := make(chan struct{}), make(chan struct{})
	s.act = func(_ context.Context, f albumForm) error {
		close(running)
		<-release
		return nil
	}
	first := make(chan answer)
	go func() {
		first <- s.do("POST", "/album?_action=add", asPatch, form("cover", id, "title", "One", "_key", "aaaaaaaaaaaaaaaa"))
	}()
	<-running
	a := s.do("POST", "/album?_action=add", asPatch, form("cover", id, "title", "Two", "_key", "bbbbbbbbbbbbbbbb"))
	want(t, "the second", a.StatusCode, 422)
	contains(t, "the second", a.body, `"cover":"“a.png” was sent with another form. Please choose it again."`)
	body, kind := multipartForm(textPart("cover", id), part{"photos", "b.png", png}, textPart("title", "Three"))
	a = s.do("POST", "/album?_action=add", "text/html", string(body), "Content-Type", kind)
	want(t, "without scripts", a.StatusCode, 422)
	contains(t, "without scripts", a.body, "b.png (")
	want(t, "files that are still in the form", len(fieldValues(a.body)), 1)
	close(release)
	want(t, "the first", (<-first).StatusCode, 200)
	want(t, "forms", len(s.forms), 1)
	u, err := s.store.Find(t.Context(), id)
	want(t, "the file", fmt.Sprint(u.State, " ", err), "kept <nil>")
}

// Many posts with the same two files: one has both.
func TestFilesInManyPosts(t *testing.T) {
	s := newAlbumSite(t)
	a, b := s.refused(), s.refused()
	statuses := make(chan int)
	for n := range 8 {
		ids := []string{a, b}
		if n%2 == 1 {
			ids = []string{b, a}
		}
		go func() {
			statuses <- s.do("POST", "/album?_action=add", asPatch, "title=Sea&photos="+ids[0]+"&photos="+ids[1]).StatusCode
		}()
	}
	got := map[int]int{}
	for range 8 {
		got[<-statuses]++
	}
	want(t, "answers", fmt.Sprint(got), "map[200:1 422:7]")
	want(t, "forms", len(s.forms), 1)
	for _, f := range s.forms {
		want(t, "files", len(f.Photos), 2)
	}
}

// An action that has failed gives its files back: the form can be corrected and sent again.
func TestFilesOfAnActionThatFails(t *testing.T) {
	for _, c := range []struct {
		name   string
		err    error
		status int
		state  files.State
	}{
		{"an error", errors.New("the commit was not answered"), 500, files.Taken},
		{"a refusal", framework.FieldErrors{"title": "Give another title."}, 422, files.Complete},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newAlbumSite(t)
			id := s.refused()
			s.act = func(context.Context, albumForm) error { return c.err }
			a := s.do("POST", "/album?_action=add", asPatch, form("cover", id, "title", "Se", "_key", "aaaaaaaaaaaaaaaa"))
			want(t, "status", a.StatusCode, c.status)
			u, _ := s.store.Find(t.Context(), id)
			want(t, "state", u.State, c.state)
			want(t, "taker", u.Taker, "")
			s.act = nil
			a = s.do("POST", "/album?_action=add", asPatch, form("cover", id, "title", "Sea", "_key", "aaaaaaaaaaaaaaaa"))
			want(t, "corrected", a.StatusCode, 200)
			want(t, "cover", s.forms[0].Cover.ID, id)
		})
	}
}

// The same post with the same key is one submission, whatever the IDs of its files.
func TestSubmissionWithFilesOnce(t *testing.T) {
	s := newAlbumSite(t)
	for range 2 {
		a := s.post("text/html", part{"cover", "a.png", png}, textPart("title", "Sea"), textPart("_key", "0123456789abcdef"))
		want(t, "status", a.StatusCode, http.StatusSeeOther)
	}
	want(t, "forms", len(s.forms), 1)
	want(t, "files in the folder", len(s.stored()), 2)
	other := append(bytes.Clone(png), 'y')
	s.post("text/html", part{"cover", "a.png", other}, textPart("title", "Sea"), textPart("_key", "0123456789abcdef"))
	want(t, "another content", len(s.forms), 2)
}

// Two nodes get one post with files, and the other node is done first. What this one has received
// is a copy that nobody has: it is deleted at once, whether its action comes to write or refuses.
// A file that was uploaded before the post is the app's.
func TestFilesOfASubmissionDoneElsewhere(t *testing.T) {
	for name, end := range map[string]error{"it writes": nil, "it refuses": framework.FieldErrors{"title": "There is one already."}} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "db")
			here, there := openStore(t, path), openStore(t, path)
			a := newAlbumSite(t, framework.Options[User]{Store: here})
			b := newAlbumSite(t, framework.Options[User]{Store: there, Files: a.store})
			post := func(s *albumSite, before string) {
				sent := s.post(asPatch, part{"cover", "a.png", png}, textPart("photos", before), textPart("title", "Sea"), textPart("_key", "0123456789abcdef"))
				want(t, "status", sent.StatusCode, http.StatusOK)
			}
			before := fieldValues(a.post("text/html", part{"photos", "b.png", png}).body)[0]
			b.act = func(ctx context.Context, _ albumForm) error {
				return there.Write(ctx, func(*store.Tx) error { return nil })
			}
			a.act = func(ctx context.Context, _ albumForm) error {
				post(b, before)
				if end != nil {
					return end
				}
				return here.Write(ctx, func(*store.Tx) error { return nil })
			}
			post(a, before)
			want(t, "forms", len(b.forms), 1)
			left := map[string]bool{}
			for _, path := range a.stored() {
				left[strings.TrimSuffix(filepath.Base(path), ".json")] = true
			}
			want(t, "files", fmt.Sprint(left), fmt.Sprint(map[string]bool{b.forms[0].Cover.ID: true, before: true}))
			for u := range a.store.Unkept(t.Context()) {
				t.Errorf("%s is %v, and a sweep may delete it", u.Name, u.State)
			}
		})
	}
}

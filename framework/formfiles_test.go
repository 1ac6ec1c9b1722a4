package framework_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

func TestFormFiles(t *testing.T) {
	s := newAlbumSite(t)
	a := s.post("text/html", part{"photos", "a.txt", []byte("hello")}, textPart("title", "Sea"), part{"cover", `C:\pics\s ea.png`, png}, part{"photos", "b.png", png})
	want(t, "status", a.StatusCode, http.StatusSeeOther)
	if len(s.forms) != 1 {
		t.Fatal(a.body)
	}
	f := s.forms[0]
	want(t, "title", f.Title, "Sea")
	want(t, "cover", f.Cover, files.File{ID: f.Cover.ID, Name: "s ea.png", Type: "image/png", Size: int64(len(png))})
	want(t, "photos", len(f.Photos), 2)
	want(t, "type", f.Photos[0].Type, "text/plain; charset=utf-8")
	content, err := s.store.Open(t.Context(), f.Photos[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	defer content.Close()
	b, _ := io.ReadAll(content)
	want(t, "content", string(b), "hello")
	u, _ := s.store.Find(t.Context(), f.Cover.ID)
	want(t, "state", u.State, files.Kept)
	want(t, "files in the folder", len(s.stored()), 6)
}

// A page of an older build posts files under the former names of their fields, and learns under
// them what is wrong.
func TestFormFilesOfAnOlderBuild(t *testing.T) {
	s := newAlbumSite(t)
	created := s.create("image", "before.png", len(png))
	want(t, "an upload", created.StatusCode, http.StatusCreated)
	a := s.post("text/html", part{"pictures", "a.txt", []byte("hello")}, textPart("title", "Sea"), part{"image", "sea.png", png}, part{"pictures", "b.png", png})
	want(t, "status", a.StatusCode, http.StatusSeeOther)
	if len(s.forms) != 1 {
		t.Fatal(a.body)
	}
	f := s.forms[0]
	want(t, "cover", f.Cover.Name, "sea.png")
	want(t, "photos", len(f.Photos), 2)
	for _, file := range append(f.Photos, f.Cover) {
		u, _ := s.store.Find(t.Context(), file.ID)
		want(t, "state", u.State, files.Kept)
	}

	s = newAlbumSite(t)
	a = s.post(asPatch, part{"image", "evil.png", []byte("<script>")}, textPart("image", files.NewID()), textPart("title", "Sea"))
	want(t, "status", a.StatusCode, 422)
	contains(t, "answer", a.body, `"image":"“evil.png” is not of a type that can be used here."`)
	s.empty()
}

// What is wrong with a file is shown at its field, and the rest of the form is kept.
func TestFormFilesRefused(t *testing.T) {
	for _, c := range []struct {
		name     string
		part     part
		sentence string
	}{
		{"too large", part{"cover", "big.png", append(png, make([]byte, 10_000)...)}, "“big.png” is larger than 10 KB."},
		{"not of its type", part{"cover", "evil.png", []byte("<script>alert(1)</script>")}, "“evil.png” is not of a type that can be used here."},
		{"empty", part{"photos", "nothing.txt", nil}, "“nothing.txt” is empty."},
		{"outside", part{"cover", "../../x", []byte("#!/bin/sh")}, "“x” is not of a type that can be used here."},
		{"a name", textPart("photos", "cat.png"), "A file has not arrived completely. Please choose it again."},
		{"unknown", textPart("photos", files.NewID()), "A file is not here any more. Please choose it again."},
		{"a path", textPart("photos", "../../../../etc/passwd/aaaaaaaaaa"), "A file has not arrived completely. Please choose it again."},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newAlbumSite(t)
			a := s.post(asPatch, c.part, textPart("title", "Sea"))
			want(t, "status", a.StatusCode, 422)
			contains(t, "answer", a.body, `"`+c.part.name+`":"`+c.sentence+`"`)
			want(t, "forms", len(s.forms), 0)
			s.empty()
		})
	}
}

// A countingStore counts the files that are created.
type countingStore struct {
	files.Store
	created int
}

func (s *countingStore) Create(ctx context.Context, u files.Upload) error {
	s.created++
	return s.Store.Create(ctx, u)
}

// What is more than a field takes does not even reach the store.
func TestTooManyFormFiles(t *testing.T) {
	store := &countingStore{Store: files.Folder(t.TempDir())}
	s := newAlbumSite(t, framework.Options[User]{Files: store})
	p := part{"photos", "p.png", png}
	a := s.post(asPatch, p, p, p, p, textPart("title", "Sea"))
	want(t, "status", a.StatusCode, 422)
	contains(t, "answer", a.body, "There can be at most 3 files here.")
	want(t, "files created", store.created, 3)
	for range store.Unkept(t.Context()) {
		t.Error("a file is left in the store")
	}
}

// A countingBody counts the reads of a body.
type countingBody struct {
	io.Reader
	reads int
}

func (b *countingBody) Read(p []byte) (int, error) {
	b.reads++
	return b.Reader.Read(p)
}

// A form with files is read in large steps: each may be a system call.
func TestFormFilesLargeReads(t *testing.T) {
	s := newAlbumSite(t)
	p := part{"photos", "p.txt", []byte(strings.Repeat("x", 10_000))}
	form, kind := multipartForm(p, p, p, textPart("title", "Sea"))
	body := &countingBody{Reader: bytes.NewReader(form)}
	r := httptest.NewRequest(http.MethodPost, "/album?_action=add", body)
	r.Header.Set("Content-Type", kind)
	w := httptest.NewRecorder()
	s.app.ServeHTTP(w, r)
	want(t, "status", w.Code, http.StatusSeeOther)
	want(t, "photos", len(s.forms[0].Photos), 3)
	if body.reads > 2 { // the form, and its end
		t.Errorf("%d bytes were read in %d steps", len(form), body.reads)
	}
}

// Bodies that are no form get a clear answer, and nothing is left on disk.
func TestFormFilesBadInput(t *testing.T) {
	whole, kind := multipartForm(part{"cover", "a.png", png}, textPart("title", "Sea"), part{"photos", "b.png", png})
	var fields []part
	fields = append(fields, part{"cover", "a.png", png})
	for i := range 300 {
		fields = append(fields, textPart(fmt.Sprint("f", i), "x"))
	}
	many, manyKind := multipartForm(fields...)
	large, largeKind := multipartForm(part{"cover", "a.png", png}, textPart("title", strings.Repeat("x", 60_000)))
	huge, hugeKind := multipartForm(part{"cover", "a.png", png}, part{"photos", "b.png", make([]byte, 50<<20)})
	for _, c := range []struct {
		name   string
		body   string
		kind   string
		status int
	}{
		{"cut off in a file", string(whole[:250]), kind, 400},
		{"cut off in the last file", string(whole[:len(whole)-100]), kind, 400},
		{"cut off before the end", string(whole[:len(whole)-6]), kind, 400},
		{"300 fields", string(many), manyKind, 413},
		{"a large field", string(large), largeKind, 413},
		{"50 MB", string(huge), hugeKind, 413},
		{"another boundary", string(whole), "multipart/form-data; boundary=other", 400},
		{"no boundary", string(whole), "multipart/form-data", 400},
		{"no parts", "", kind, 400},
		{"another type", string(whole), "application/octet-stream", 415},
		{"garbage", strings.Repeat("\x00--", 1000), kind, 400},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newAlbumSite(t, framework.Options[User]{MaxFormFields: 200, MaxFormBytes: 50_000})
			a := s.do("POST", "/album?_action=add", asPatch, c.body, "Content-Type", c.kind)
			want(t, "status", a.StatusCode, c.status)
			contains(t, "a sentence", a.body, `"message":"`)
			want(t, "forms", len(s.forms), 0)
			s.empty()
		})
	}
}

// Without scripts, the page of a refused form has the files, and sends them again by their IDs.
func TestRefusedFormKeepsFiles(t *testing.T) {
	s := newAlbumSite(t)
	a := s.post("text/html", part{"cover", "a.png", png}, part{"photos", "<b>.png", png})
	want(t, "status", a.StatusCode, 422)
	contains(t, "page", a.body, "a.png (", `enctype="multipart/form-data"`)
	ids := fieldValues(a.body)
	want(t, "IDs", len(ids), 2)
	a = s.post("text/html", textPart("cover", ids[0]), textPart("photos", ids[1]), textPart("title", "Sea"))
	want(t, "status", a.StatusCode, http.StatusSeeOther)
	want(t, "cover", s.forms[0].Cover.Name, "a.png")
	want(t, "photos", len(s.forms[0].Photos), 1)

	// Another choice replaces the file that was kept.
	a = s.post("text/html", part{"cover", "old.png", png})
	ids = fieldValues(a.body)
	s.post("text/html", part{"cover", "new.png", png}, textPart("cover", ids[0]), textPart("title", "Sea"))
	want(t, "cover", s.forms[1].Cover.Name, "new.png")
}

func TestFileOfSomebodyElse(t *testing.T) {
	s := newAlbumSite(t)
	id := s.refused("X-User", "ana")
	a := s.do("POST", "/album?_action=add", asPatch, form("cover", id, "title", "Sea"), "X-User", "ben")
	want(t, "status", a.StatusCode, 422)
	contains(t, "answer", a.body, `"cover":"A file is not here any more.`)
	a = s.do("POST", "/album?_action=add", asPatch, form("cover", id, "title", "Sea"), "X-User", "ana")
	want(t, "status", a.StatusCode, 200)
}

func TestFileThatExpires(t *testing.T) {
	s := newAlbumSite(t)
	id := s.refused()
	s.age(id, 25*time.Hour)
	a := s.do("POST", "/album?_action=add", asPatch, form("cover", id, "title", "Sea"))
	want(t, "status", a.StatusCode, 422)
}

// A file that was uploaded for a field with another rule is checked again.
func TestFileOfAnotherField(t *testing.T) {
	s := newAlbumSite(t)
	body, kind := multipartForm(part{"photos", "a.txt", []byte("hello")})
	ids := fieldValues(s.do("POST", "/album?_action=add", "text/html", string(body), "Content-Type", kind).body)
	want(t, "IDs", len(ids), 1)
	a := s.do("POST", "/album?_action=add", asPatch, form("cover", ids[0], "title", "Sea"))
	want(t, "status", a.StatusCode, 422)
	contains(t, "answer", a.body, "not of a type")
}

func TestFilesNeedAStore(t *testing.T) {
	defer func() {
		if message := fmt.Sprint(recover()); !strings.Contains(message, "Options.Files") {
			t.Errorf("panic: %s", message)
		}
	}()
	s := newSite(t, "")
	album := router.New("/album", struct{}{})
	framework.Get(s.app, album, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{}, nil
	})
	framework.Post(s.app, router.NewAction[albumForm](album, "add"), framework.Everyone,
		func(context.Context, User, struct{}, albumForm) (router.URL, error) { return framework.Stay, nil })
}

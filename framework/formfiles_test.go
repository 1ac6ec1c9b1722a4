package framework_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

type albumForm struct {
	Title  string
	Cover  files.File   `file:"max=10KB,types=image/*"`
	Photos []files.File `file:"max=10KB,count=3"`
}

var png = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + strings.Repeat("x", 100))

// An albumSite is an app with a form that has files.
type albumSite struct {
	*site
	t     testing.TB
	dir   string
	store files.Store
	forms []albumForm
	act   func(context.Context, albumForm) error
}

func newAlbumSite(t *testing.T, options ...framework.Options[User]) *albumSite {
	t.Helper()
	o := framework.Options[User]{}
	if len(options) > 0 {
		o = options[0]
	}
	s := &albumSite{t: t, dir: t.TempDir()}
	if o.Files == nil {
		o.Files = files.Folder(s.dir)
	}
	s.store = o.Files
	s.site = newSite(t, "", o)
	album := router.New("/album", struct{}{})
	add := router.NewAction[albumForm](album, "add")
	framework.Get(s.app, album, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		fields := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			for _, name := range []string{"cover", "photos"} {
				for _, f := range markup.Files(ctx, name) {
					fmt.Fprintf(w, `<input type="hidden" name=%q value=%q>%s (%d)`, name, f.ID, f.Name, f.Size)
				}
			}
			return nil
		})
		body := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			return markup.Form{Action: add.URL(struct{}{}), Files: true}.Render(templ.WithChildren(ctx, fields), w)
		})
		return framework.Page{Title: "Album", Body: body}, nil
	})
	framework.Post(s.app, add, framework.Everyone, func(ctx context.Context, _ User, _ struct{}, f albumForm) (router.URL, error) {
		if s.act != nil {
			if err := s.act(ctx, f); err != nil {
				return framework.Stay, err
			}
		}
		if f.Title == "" {
			return framework.Stay, framework.FieldErrors{"title": "Give a title."}
		}
		s.forms = append(s.forms, f)
		return framework.Stay, nil
	})
	return s
}

// A part is one part of a multipart form.
type part struct {
	name, file string
	content    []byte
}

func multipartForm(parts ...part) (body []byte, contentType string) {
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for _, p := range parts {
		h := textproto.MIMEHeader{}
		disposition := fmt.Sprintf(`form-data; name=%q`, p.name)
		if p.file != "" {
			disposition += fmt.Sprintf(`; filename=%q`, p.file)
			h.Set("Content-Type", "image/png") // what the client believes
		}
		h.Set("Content-Disposition", disposition)
		w, _ := m.CreatePart(h)
		_, _ = w.Write(p.content)
	}
	m.Close()
	return b.Bytes(), m.FormDataContentType()
}

func (s *albumSite) post(accept string, parts ...part) answer {
	s.t.Helper()
	body, kind := multipartForm(parts...)
	return s.do("POST", "/album?_action=add", accept, string(body), "Content-Type", kind)
}

// stored are the paths of all that is in the folder.
func (s *albumSite) stored() (paths []string) {
	_ = fs.WalkDir(os.DirFS(s.dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			paths = append(paths, path)
		}
		return nil
	})
	return paths
}

func (s *albumSite) empty() {
	s.t.Helper()
	if paths := s.stored(); len(paths) > 0 {
		s.t.Errorf("left in the store: %q", paths)
	}
}

func textPart(name, value string) part { return part{name, "", []byte(value)} }

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

func fieldValues(body string) (values []string) {
	for _, rest := range strings.Split(body, `value="`)[1:] {
		if id, _, _ := strings.Cut(rest, `"`); files.ValidID(id) {
			values = append(values, id)
		}
	}
	return values
}

// refused posts a cover and no title, and returns its ID.
func (s *albumSite) refused(header ...string) string {
	s.t.Helper()
	body, kind := multipartForm(part{"cover", "a.png", png})
	a := s.do("POST", "/album?_action=add", "text/html", string(body), append(header, "Content-Type", kind)...)
	ids := fieldValues(a.body)
	if len(ids) != 1 {
		s.t.Fatalf("%d IDs in %s", len(ids), a.body)
	}
	return ids[0]
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

func TestFileThatExpires(t *testing.T) {
	s := newAlbumSite(t)
	id := s.refused()
	s.age(id, 25*time.Hour)
	a := s.do("POST", "/album?_action=add", asPatch, form("cover", id, "title", "Sea"))
	want(t, "status", a.StatusCode, 422)
}

// age sets the times of a file back.
func (s *albumSite) age(id string, by time.Duration) {
	s.t.Helper()
	for _, path := range []string{id, filepath.Join("unkept", id+".json")} {
		if err := os.Chtimes(filepath.Join(s.dir, path), time.Time{}, time.Now().Add(-by)); err != nil {
			s.t.Fatal(err)
		}
	}
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

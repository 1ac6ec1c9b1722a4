package framework_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
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
	Cover  files.File   `file:"max=10KB,types=image/*" alias:"image"`
	Photos []files.File `file:"max=10KB,count=3" alias:"pictures"`
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

// age sets the times of a file back.
func (s *albumSite) age(id string, by time.Duration) {
	s.t.Helper()
	for _, path := range []string{id, filepath.Join("unkept", id+".json")} {
		if err := os.Chtimes(filepath.Join(s.dir, path), time.Time{}, time.Now().Add(-by)); err != nil {
			s.t.Fatal(err)
		}
	}
}

package files_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/files/filestest"
)

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	filestest.Run(t, files.Folder(dir))
	entries, _ := os.ReadDir(dir)
	if len(entries) != 2 {
		t.Errorf("left: %v", entries)
	}
}

// A database that keeps files as JSON keeps all of them.
func TestFileAsJSON(t *testing.T) {
	want := []files.File{{ID: files.NewID(), Name: "a.png", Type: "image/png", Size: 3}, {}}
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got []files.File
	if err := json.Unmarshal(text, &got); err != nil || !slices.Equal(got, want) {
		t.Errorf("%s: %+v, %v", text, got, err)
	}
	if err := json.Unmarshal([]byte(`["x"]`), &got); err != nil || got[0] != (files.File{ID: "x"}) {
		t.Errorf("an ID alone: %+v, %v", got, err)
	}
}

func put(t *testing.T, s files.Store, state files.State, content string) files.Upload {
	t.Helper()
	u := files.Upload{ID: files.NewID(), Name: "a b ü.png", Type: "image/png", Size: int64(len(content))}
	if err := s.Create(t.Context(), u); err != nil {
		t.Fatal(err)
	}
	_, err := s.Append(t.Context(), u.ID, 0, strings.NewReader(content))
	if err == nil && state != files.Arriving {
		u.State = state
		err = s.Update(t.Context(), u)
	}
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestSweep(t *testing.T) {
	s := files.Folder(t.TempDir())
	arriving, complete := put(t, s, files.Arriving, "a"), put(t, s, files.Complete, "a")
	taken, lost, kept := put(t, s, files.Taken, "a"), put(t, s, files.Taken, "a"), put(t, s, files.Kept, "a")
	has := func(u files.Upload) bool { _, err := s.Find(t.Context(), u.ID); return err == nil }
	n, err := files.Sweep(t.Context(), s, time.Now().Add(-time.Minute), nil)
	if n != 0 || err != nil {
		t.Errorf("young files: %d, %v", n, err)
	}
	n, err = files.Sweep(t.Context(), s, time.Now().Add(time.Minute), nil)
	if n != 2 || err != nil || has(arriving) || has(complete) || !has(taken) || !has(lost) || !has(kept) {
		t.Errorf("without a question: %d, %v", n, err)
	}
	fails := errors.New("no database")
	inUse := func(_ context.Context, f files.File) (bool, error) { return f.ID == taken.ID, nil }
	_, err = files.Sweep(t.Context(), s, time.Now().Add(time.Minute), func(context.Context, files.File) (bool, error) { return false, fails })
	if !errors.Is(err, fails) || !has(lost) {
		t.Errorf("with an error: %v", err)
	}
	n, err = files.Sweep(t.Context(), s, time.Now().Add(time.Minute), inUse)
	if n != 1 || err != nil || !has(taken) || has(lost) || !has(kept) {
		t.Errorf("with a question: %d, %v", n, err)
	}
	if u, _ := s.Find(t.Context(), taken.ID); u.State != files.Kept {
		t.Errorf("a file that is in use is %q", u.State)
	}
}

func TestServe(t *testing.T) {
	s := files.Folder(t.TempDir())
	u := put(t, s, files.Kept, "0123456789")
	get := func(f files.File, headers ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", "/", nil)
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		files.Serve(w, r, s, f)
		return w
	}
	w := get(files.File{ID: u.ID})
	for name, want := range map[string]string{
		"Content-Type": "image/png", "Content-Length": "10", "X-Content-Type-Options": "nosniff", "ETag": `"` + u.ID + `"`,
		"Content-Disposition":     `inline; filename="a b _.png"; filename*=UTF-8''a%20b%20%C3%BC.png`,
		"Content-Security-Policy": "default-src 'none'; sandbox", "Accept-Ranges": "bytes",
	} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if w = get(files.File{ID: u.ID}, "Range", "bytes=2-4"); w.Code != http.StatusPartialContent || w.Body.String() != "234" {
		t.Errorf("a range: %d %q", w.Code, w.Body)
	}
	if w = get(files.File{ID: u.ID}, "If-None-Match", `"`+u.ID+`"`); w.Code != http.StatusNotModified {
		t.Errorf("not modified: %d", w.Code)
	}
	for _, kind := range []string{"text/html; charset=utf-8", "image/svg+xml", "application/pdf"} {
		if got := get(files.File{ID: u.ID, Type: kind}).Header().Get("Content-Disposition"); !strings.HasPrefix(got, "attachment") {
			t.Errorf("%s: %s", kind, got)
		}
	}
	arriving := put(t, s, files.Arriving, "0")
	for _, id := range []string{"", "../x", files.NewID(), arriving.ID} {
		if w = get(files.File{ID: id}); w.Code != http.StatusNotFound {
			t.Errorf("%q: %d", id, w.Code)
		}
	}
}

func TestCleanName(t *testing.T) {
	for name, want := range map[string]string{
		"a.png": "a.png", "../../x": "x", `C:\a\b c.txt`: "b c.txt", "": "file", "..": "file", "a/": "file", "a\x00\r\nb\".txt": "ab\".txt",
		"gpj.\u202Eexe": "gpj.exe", strings.Repeat("ä", 200) + ".jpeg": strings.Repeat("ä", 125) + ".jpeg",
	} {
		if got := files.CleanName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func FuzzCleanName(f *testing.F) {
	f.Add("../../x")
	f.Fuzz(func(t *testing.T, name string) {
		got := files.CleanName(name)
		if got == "" || len(got) > 255 || strings.ContainsAny(got, "/\\\x00\r\n") || files.CleanName(got) != got {
			t.Errorf("%q: %q", name, got)
		}
	})
}

func TestRule(t *testing.T) {
	type form struct {
		Plain files.File
		Many  []files.File `url:"m" file:"max=1.5MB,count=3,types=image/* text/plain"`
	}
	r := files.RuleOf[form]("m")
	if r.MaxSize != 1_500_000 || r.MaxCount != 3 || r.Accept() != "image/*,text/plain" || !r.Many {
		t.Errorf("%+v", r)
	}
	for kind, want := range map[string]bool{"image/png": true, "text/plain; charset=utf-8": true, "text/html": false, "imagex/png": false} {
		if r.Accepts(kind) != want {
			t.Errorf("%s: %t", kind, !want)
		}
	}
	if r := files.RuleOf[form]("plain"); r.MaxSize != files.DefaultMaxSize || r.MaxCount != 1 {
		t.Errorf("%+v", r)
	}
	panics := func(call func()) {
		t.Helper()
		defer func() {
			if recover() == nil {
				t.Error("no panic")
			}
		}()
		call()
	}
	panics(func() { files.RuleOf[form]("x") })
	panics(func() {
		files.RuleOf[struct {
			F files.File `file:"max=1"`
		}]("f")
	})
	panics(func() {
		files.RuleOf[struct {
			F files.File `file:"count=2"`
		}]("f")
	})
	panics(func() {
		files.RuleOf[struct {
			F files.File `file:"types=png"`
		}]("f")
	})
	panics(func() { files.RuleOf[struct{ F *files.File }]("f") })
	panics(func() {
		files.RuleOf[struct {
			S string `file:"max=1KB"`
		}]("s")
	})
}

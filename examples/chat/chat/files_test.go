package chat

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

// picture is an image of this size.
func pngOf(t testing.TB, width, height int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.Set(x, y, color.RGBA{uint8(60 + 120*x/width), uint8(90 + 90*y/height), 170, 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// stored are the names of the files whose content is in the folder.
func stored(t testing.TB, path string) (ids []string) {
	t.Helper()
	entries, err := os.ReadDir(path + "-files")
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if !entry.IsDir() {
			ids = append(ids, entry.Name())
		}
	}
	return ids
}

// get requests a path as the person of a browser.
func get(t testing.TB, site *frameworktest.Site, v *frameworktest.Visitor, path string) (*http.Response, string) {
	t.Helper()
	client := *v.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	response, err := client.Get(site.URL() + path)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

// fileLink is the address of the only file on a page.
func fileLink(t testing.TB, tab *frameworktest.Tab) (link string) {
	t.Helper()
	for _, to := range tab.Links() {
		if strings.Contains(to, "/files/") {
			if link != "" && link != to {
				t.Fatalf("two files: %s and %s", link, to)
			}
			link = to
		}
	}
	if link == "" {
		t.Fatal("no file is linked")
	}
	return link
}

// A person attaches files, takes one out, sends the others alone, and deletes the message: nothing
// is left in the folder. With scripts the files are attached when they have arrived.
func TestFiles(t *testing.T) {
	var path string
	fresh := func() http.Handler {
		path = filepath.Join(t.TempDir(), "chat.db")
		return newChat(t, path).Handler()
	}
	frameworktest.WithAndWithoutScripts(t, fresh, func(t *testing.T, site *frameworktest.Site) {
		amara := site.Visitor(t)
		tab := enters(amara, "Amara Okafor", "/rooms/lunch")
		attach := func(name, content string) {
			t.Helper()
			tab.Go("/rooms/lunch/write")
			tab.Attach("Attach files", name, content)
			tab.Click("Attach")
			tab.Go("/rooms/lunch/write")
		}
		attach("menu.txt", "Soup")
		attach("price.txt", "Three")
		attach("page.html", "<!DOCTYPE html><script>alert(1)</script>")
		tab.In(".attached").See("menu.txt")
		tab.In(".attached").See("price.txt")
		tab.In(".attached").DontSee("page.html")
		tab.Click("Remove price.txt")
		tab.Go("/rooms/lunch/write")
		tab.DontSee("price.txt")
		if got := stored(t, path); len(got) != 1 {
			t.Errorf("%d files are stored, want 1", len(got))
		}
		tab.Click("Send")
		tab.Go("/rooms/lunch")
		tab.In("#m1 .files").See("menu.txt")
		if _, body := get(t, site, site.Visitor(t), fileLink(t, tab)); strings.Contains(body, "Soup") {
			t.Error("a stranger has got the file")
		}
		tab.Go("/search?q=menu")
		tab.In("#found-lunch-1").See("menu.txt")
		question := url.Values{"_confirm": {deleteQuestion(t.Context())}}
		response, err := amara.Client().PostForm(site.URL()+string(Delete.URL(MessageURL{"lunch", 1})), question)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		tab.Go("/rooms/lunch")
		tab.In("#m1").See("This message was deleted.")
		tab.SeeCount(".files", 0)
		if got := stored(t, path); len(got) != 0 {
			t.Errorf("%d files are left of a deleted message", len(got))
		}
	})
}

// A file is served with its name to members: what is sent, to all; before that, to its author.
func TestFileIsForMembers(t *testing.T) {
	site := frameworktest.Start(t, func() http.Handler { return newChat(t, filepath.Join(t.TempDir(), "chat.db")).Handler() })
	amara, ben := site.Visitor(t), site.Visitor(t)
	tab := enters(amara, "Amara Okafor", "/rooms/lunch/write")
	enters(ben, "Ben Šimić", "/")
	tab.Attach("Attach files", "menü.txt", "Soup")
	tab.Click("Attach")
	tab.Go("/rooms/lunch/write")
	link := fileLink(t, tab)
	for _, c := range []struct {
		who  *frameworktest.Visitor
		path string
		sent bool
		want int
	}{
		{site.Visitor(t), link, false, http.StatusSeeOther},
		{ben, link, false, http.StatusNotFound},
		{amara, link, false, http.StatusOK},
		{amara, strings.Replace(link, "lunch", "garden", 1), true, http.StatusNotFound},
		{ben, link, true, http.StatusOK},
		{site.Visitor(t), link, true, http.StatusSeeOther},
		{ben, link + "x", true, http.StatusNotFound},
	} {
		if c.sent && strings.Contains(tab.Text(), "menü.txt") {
			tab.Click("Send")
			tab.Go("/rooms/lunch/write")
		}
		response, body := get(t, site, c.who, c.path)
		if response.StatusCode != c.want || strings.Contains(body, "Soup") != (c.want == http.StatusOK) {
			t.Errorf("%s, sent %v: %s, want %d", c.path, c.sent, response.Status, c.want)
		}
		if c.want == http.StatusOK && !strings.Contains(response.Header.Get("Content-Disposition"), "attachment;") {
			t.Errorf("Content-Disposition is %q", response.Header.Get("Content-Disposition"))
		}
	}
}

// A message has a limited number of files, however they are attached. A refused form keeps its own.
func TestTooManyFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "chat.db")
	site := frameworktest.Start(t, func() http.Handler { return newChat(t, path).Handler() })
	tab := enters(site.Visitor(t), "Amara Okafor", "/rooms/lunch/write")
	attach := func(n int) {
		for range n {
			tab.Attach("Attach files", "a.txt", "Soup")
		}
		tab.Click("Attach")
	}
	attach(maxAttached)
	tab.Go("/rooms/lunch/write")
	tab.SeeCount(".attached > li", maxAttached)
	attach(1)
	tab.In("#attach-error").See("A message has at most 10 files.")
	tab.Go("/rooms/lunch/write")
	tab.SeeCount(".attached > li", maxAttached)
}

// What a killed process has left is deleted when the next one starts.
func TestLeftFilesAreDeleted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "chat.db")
	c := newChat(t, path)
	site := frameworktest.Start(t, func() http.Handler { return c.Handler() })
	tab := enters(site.Visitor(t), "Amara Okafor", "/rooms/lunch/write")
	tab.Attach("Attach files", "a.txt", "Soup")
	tab.Click("Attach")
	tab.Go("/rooms/lunch/write")
	tab.Click("Send")
	if err := c.store.Delete(t.Context(), demoPeople[0], "lunch", 1, func(transaction) {}); err != nil {
		t.Fatal(err)
	}
	if got := stored(t, path); len(got) != 1 {
		t.Fatalf("%d files are stored, want 1", len(got))
	}
	c.removeFiles(t.Context())
	if got := stored(t, path); len(got) != 0 {
		t.Errorf("%d files are left", len(got))
	}
	left, err := c.store.unneeded(t.Context())
	if err != nil || len(left) > 0 {
		t.Errorf("these are still to be deleted: %v, %v", left, err)
	}
}

func TestFit(t *testing.T) {
	for _, c := range [][4]int{
		{16, 16, 16, 16}, {640, 480, 320, 240}, {4000, 1000, 320, 80}, {300, 1200, 60, 240}, {1, 9000, 1, 240}, {9000, 1, 320, 1},
		{0, 5, 0, 0}, {8000, 8000, 0, 0}, {1 << 31, 1 << 31, 0, 0},
	} {
		if w, h := fit(c[0], c[1]); w != c[2] || h != c[3] {
			t.Errorf("an image of %dx%d is shown as %dx%d", c[0], c[1], w, h)
		}
	}
}

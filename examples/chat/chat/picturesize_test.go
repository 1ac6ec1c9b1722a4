package chat

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

func testPicture(t testing.TB, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func mediaType(name string) string { return "image/" + strings.TrimPrefix(filepath.Ext(name), ".") }

// The pictures are made by cwebp and avifenc. A picture of another type is none, whatever it is
// named.
func TestPictureSize(t *testing.T) {
	for name, want := range map[string][2]int{
		"lossy.webp": {640, 480}, "lossless.webp": {640, 480}, "extended.webp": {640, 480},
		"sea.avif": {640, 480}, "rotated.avif": {480, 640}, "grid.avif": {640, 480},
	} {
		content := testPicture(t, name)
		w, h, ok := pictureSize(mediaType(name), bytes.NewReader(content))
		if !ok || w != want[0] || h != want[1] {
			t.Errorf("%s is %dx%d, %v, want %v", name, w, h, ok, want)
		}
		for _, other := range []string{"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"} {
			if _, _, ok := pictureSize(other, bytes.NewReader(content)); ok != (other == mediaType(name)) {
				t.Errorf("%s as %s: %v", name, other, ok)
			}
		}
	}
	if w, h, ok := pictureSize("image/png", bytes.NewReader(picture(t, 20, 10))); !ok || w != 20 || h != 10 {
		t.Errorf("a PNG is %dx%d, %v", w, h, ok)
	}
	if _, _, ok := pictureSize("image/gif", bytes.NewReader(picture(t, 20, 10))); ok {
		t.Error("a PNG is a GIF")
	}
}

// A picture that is cut off, or in which any byte is another, breaks nothing.
func TestPictureSizeOfHostile(t *testing.T) {
	for _, name := range []string{"lossy.webp", "lossless.webp", "extended.webp", "sea.avif", "rotated.avif", "grid.avif"} {
		content := testPicture(t, name)
		for i := range content {
			pictureSize(mediaType(name), bytes.NewReader(content[:i]))
			for _, b := range []byte{0, 0xff} {
				changed := bytes.Clone(content)
				changed[i] = b
				pictureSize(mediaType(name), bytes.NewReader(changed))
			}
		}
		if _, _, ok := pictureSize(mediaType(name), bytes.NewReader(content[:20])); ok {
			t.Errorf("%s: a head of 20 bytes is a picture", name)
		}
	}
}

func FuzzPictureSize(f *testing.F) {
	for _, name := range []string{"lossy.webp", "lossless.webp", "extended.webp", "sea.avif", "rotated.avif", "grid.avif"} {
		f.Add(mediaType(name), testPicture(f, name))
	}
	f.Fuzz(func(t *testing.T, mediaType string, content []byte) {
		if w, h, ok := pictureSize(mediaType, bytes.NewReader(content)); ok {
			if w, h := fit(w, h); w < 0 || h < 0 || w > shownWidth || h > shownHeight {
				t.Errorf("it is shown as %dx%d", w, h)
			}
		}
	})
}

// WebP and AVIF are shown, whatever their names are. What only looks like one, and SVG, which may
// run scripts, are downloads. The browser may not guess another type.
func TestShownPictures(t *testing.T) {
	site := frameworktest.Start(t, func() http.Handler { return newChat(t, filepath.Join(t.TempDir(), "chat.db")).Handler() })
	amara := site.Visitor(t)
	tab := enters(amara, "Amara Okafor", "/rooms/lunch/write")
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>`
	for _, c := range []struct{ name, content, mediaType string }{
		{"sea.txt", string(testPicture(t, "lossy.webp")), "image/webp"},
		{"sea.avif", string(testPicture(t, "sea.avif")), "image/avif"},
		{"soup.webp", "Soup", ""},
		{"cut.webp", string(testPicture(t, "lossy.webp")[:22]), ""},
		{"cut.avif", string(testPicture(t, "sea.avif")[:60]), ""},
		{"draw.svg", svg, ""},
		{"draw.png", svg, ""},
	} {
		tab.Go("/rooms/lunch/write")
		tab.Attach("Attach files", c.name, c.content)
		tab.Click("Attach")
		tab.Go("/rooms/lunch/write")
		shown, downloads := 0, 1
		if c.mediaType != "" {
			shown, downloads = 1, 0
		}
		tab.SeeCount(".attached img", shown)
		tab.SeeCount(".attached a[download]", downloads)
		response, _ := get(t, site, amara, fileLink(t, tab))
		h := response.Header
		if got := h.Get("X-Content-Type-Options"); got != "nosniff" {
			t.Errorf("%s: X-Content-Type-Options is %q", c.name, got)
		}
		if got := h.Get("Content-Type"); c.mediaType != "" && got != c.mediaType {
			t.Errorf("%s has the type %q", c.name, got)
		}
		if got := h.Get("Content-Disposition"); strings.HasSuffix(c.name, ".svg") && !strings.HasPrefix(got, "attachment") {
			t.Errorf("%s: Content-Disposition is %q", c.name, got)
		}
		tab.Click("Remove " + c.name)
	}
}

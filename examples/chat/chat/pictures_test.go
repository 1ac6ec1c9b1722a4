package chat

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

func testPicture(t testing.TB, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "picture", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return content
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

package chat

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/goldfish-go/goldfish/internal/test/level"
)

// The browser shows WebP, AVIF and a photo of a telephone in the space that was kept for them.
func TestBrowserShowsPictures(t *testing.T) {
	level.Long(t)
	url, _ := node(t, filepath.Join(t.TempDir(), "chat.db"))
	tab := opens(t, url+"/rooms/lunch", "Amara Okafor")
	names := []string{"lossy.webp", "lossless.webp", "extended.webp", "sea.avif", "rotated.avif", "grid.avif", "turned.jpg"}
	var paths []string
	for _, name := range names {
		paths = append(paths, onDisk(t, name, testPicture(t, name)))
	}
	chooses(tab, paths...)
	tab.Until(fmt.Sprintf("document.querySelectorAll('.attached img').length === %d && !document.querySelector('#attach .gf-file')", len(names)))
	types(tab, kb.Enter)
	for _, name := range names {
		want := "640x480 320x240"
		if name == "rotated.avif" || name == "turned.jpg" {
			want = "480x640 180x240"
		}
		img := fmt.Sprintf("document.querySelector('#m1 img[alt=%q]')", name)
		tab.Until(img)
		tab.Eval(img+".loading = 'eager'", nil)
		tab.Until(fmt.Sprintf("(i => i.complete && `${i.naturalWidth}x${i.naturalHeight} ${i.width}x${i.height}` === %q)(%s)", want, img))
	}
}

package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/test/axe"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// axe finds nothing: while files are chosen, with errors, and in the list. SHOTS=/tmp/shots
// writes pictures.
func TestAccessibilityAxe(t *testing.T) {
	level.Long(t)
	chromium := browser.New(t)
	script := axe.Script(t)
	dir := t.TempDir()
	picture := image.NewRGBA(image.Rect(0, 0, 160, 120))
	for i := range picture.Pix {
		picture.Set(i%160, i/160, color.RGBA{uint8(i), 90, 160, 255})
	}
	var encoded bytes.Buffer
	if err := png.Encode(&encoded, picture); err != nil {
		t.Fatal(err)
	}
	file := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	sea, notes := file("sea.png", encoded.Bytes()), file("a long name of a file that hardly fits on a small screen.txt", []byte("Notes"))
	for _, theme := range []string{"light", "dark"} {
		for _, width := range []int64{390, 1300} {
			app, handler := newGallery(t.TempDir(), framework.Options[framework.Anyone]{})
			server := httptest.NewServer(handler)
			t.Cleanup(func() { server.Close(); app.Close() })
			tab := chromium.Tab(t)
			tab.Allow("422|favicon")
			tab.Run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}),
				emulation.SetDeviceMetricsOverride(width, 1000, 1, false))
			check := func(what string) {
				t.Helper()
				name := fmt.Sprintf("%s-%s-%d", what, theme, width)
				if dir := os.Getenv("SHOTS"); dir != "" {
					var shot []byte
					tab.Run(chromedp.FullScreenshot(&shot, 100))
					if err := os.WriteFile(filepath.Join(dir, "files-"+name+".png"), shot, 0o600); err != nil {
						t.Fatal(err)
					}
				}
				axe.Check(t, tab, script, name)
				if tab.Text("document.documentElement.scrollWidth > innerWidth") == "true" {
					t.Errorf("%s: the page is wider than the window", name)
				}
			}
			tab.Open(server.URL)
			tab.Until("document.documentElement.dataset.gfStream === 'live'")
			tab.Until("performance.getEntriesByType('resource').some(r => /upload-/.test(r.name) && r.responseEnd)")
			check("empty")
			tab.Run(chromedp.SetUploadFiles("[name=cover][type=file]", []string{sea}), chromedp.SetUploadFiles("[name=files][type=file]", []string{notes}))
			tab.Until("document.querySelectorAll('.gf-file [type=hidden]').length === 2")
			tab.Run(chromedp.Click("#add button:not([type=button])"))
			tab.Until("document.querySelector('[aria-invalid=true]')")
			check("refused")
			tab.Run(chromedp.SendKeys("[name=title]", "Sea"), chromedp.Click("#add button:not([type=button])"))
			tab.Until("document.querySelector('#albums li h2') && !document.querySelector('.gf-file')")
			check("list")
		}
	}
}

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/axe"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// axe finds nothing in rows, also after people have changed them. SHOTS=/tmp/shots writes pictures.
func TestAxe(t *testing.T) {
	level.Long(t)
	chromium := browser.New(t)
	script := axe.Script(t)
	for _, theme := range []string{"light", "dark"} {
		for _, width := range []int64{390, 1300} {
			name := fmt.Sprintf("%s-%d", theme, width)
			d := open(t, chromium,
				emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}),
				emulation.SetDeviceMetricsOverride(width, 1600, 1, false)).live()
			d.Allow("422")
			d.press("Add Line")
			d.press("Add Line")
			d.press("Remove Line 2")
			d.press("Save")
			d.Until(`document.querySelector("[aria-invalid=true]")`)
			if dir := os.Getenv("SHOTS"); dir != "" {
				var picture []byte
				d.Run(chromedp.FullScreenshot(&picture, 100))
				if err := os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			axe.Check(t, d.Tab, script, name)
			if got := d.Text("document.documentElement.scrollWidth <= innerWidth"); got != "true" {
				t.Errorf("%s: the page is wider than the window", name)
			}
		}
	}
}

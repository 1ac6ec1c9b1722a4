// Package axe runs axe-core in a browser: what on this page keeps people from using it? For tests
// alone.
package axe

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
)

// Script returns the source of axe-core. Where it is not installed, the test is skipped, but in CI
// it fails.
func Script(t testing.TB) string {
	t.Helper()
	_, file, _, _ := runtime.Caller(0)
	dir := filepath.Dir(file)
	source, err := os.ReadFile(filepath.Join(dir, "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		const missing = "axe-core is missing, so no page is looked at: npm ci --prefix internal/test/axe"
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s (%v)", missing, err)
		}
		t.Skip("skipped: " + missing)
	}
	return string(source)
}

// Check reports what axe finds in the document of a tab. The name says what the tab shows.
func Check(t testing.TB, tab *browser.Tab, script, name string) {
	t.Helper()
	tab.Eval("(() => { "+script+"\n})()", nil)
	// A transition is a colour that nobody has chosen.
	tab.Until("document.getAnimations().every(a => a.playState !== 'running' || a.effect.getComputedTiming().iterations === Infinity)")
	var found []struct {
		ID    string `json:"id"`
		Help  string `json:"help"`
		Nodes []struct {
			HTML    string `json:"html"`
			Summary string `json:"failureSummary"`
		} `json:"nodes"`
	}
	out := tab.Text(run)
	if err := json.Unmarshal([]byte(out), &found); err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		var nodes strings.Builder
		for _, n := range f.Nodes[:min(3, len(f.Nodes))] {
			fmt.Fprintf(&nodes, "\n\t%.300s\n\t%s", n.HTML, strings.ReplaceAll(n.Summary, "\n", "\n\t"))
		}
		t.Errorf("%s: %s: %s (%d times)%s", name, f.ID, f.Help, len(f.Nodes), nodes.String())
	}
}

// run looks at a page that is not being changed: while it is, its root has an aria-busy, which axe
// does not allow there.
const run = `(async () => {
	for (const root = document.documentElement; ; ) {
		let busy = root.hasAttribute("aria-busy");
		const watch = new MutationObserver(() => (busy = true));
		watch.observe(root, { attributeFilter: ["aria-busy"] });
		const found = await axe.run(document, { resultTypes: ["violations"] });
		watch.disconnect();
		if (!busy) return JSON.stringify(found.violations);
	}
})()`

package deploy

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Rolling deploy with both builds behind one address, taking turns: no asset is missing, no script
// fails, no document is loaded that nobody asked for, and the shell does not alternate. With a cold
// cache and with a warm one.
func TestRollingDeployWithMixedBuilds(t *testing.T) {
	t.Parallel()
	for _, cache := range []string{"cold cache", "warm cache"} {
		t.Run(cache, func(t *testing.T) {
			t.Parallel()
			b := browseAlone(t, Old)
			if cache == "warm cache" {
				b.tab("a", "/form/1")
			}
			b.Serve(b.node, b.Add(New))
			before := b.Documents("a")
			const tabs = 3
			var open []*Tab
			for i := range tabs {
				open = append(open, b.tab("a", fmt.Sprintf("/form/%d", i)))
				open[i].Allow("extra-") // see below
			}
			// Each of them is asked for six times, by turns of both builds, while somebody types in
			// it.
			for round := range 6 {
				b.Database.Set("news", fmt.Sprintf("news %d", round))
				for _, tab := range open {
					tab.types("title", "x")
					tab.expectText(fmt.Sprintf("news %d", round))
					tab.Eval("new Promise((done) => { document.dispatchEvent(new Event('visibilitychange')); dispatchEvent(new Event('online')); setTimeout(done, 50); })", nil)
					tab.Live()
				}
			}
			for i, tab := range open {
				tab.expectValue("title", strings.Repeat("x", 6))
				w := tab.Observation()
				if len(w.Errors)+len(w.Violations) > 0 {
					t.Errorf("tab %d: %v %v", i, w.Errors, w.Violations)
				}
				if len(w.Shells) > 2 {
					t.Errorf("tab %d: the shell alternates: %v", i, w.Shells)
				}
				if len(w.Elsewhere) > 0 {
					t.Errorf("tab %d: %v", i, w.Elsewhere)
				}
			}
			if n := b.Documents("a") - before; n != tabs {
				t.Errorf("%d documents for %d tabs", n, tabs)
			}
			// A file that only the new build has cannot be had from the old one, whatever its name.
			missing := slices.DeleteFunc(b.Missing(), func(r Request) bool { return strings.HasPrefix(r.Path, "/assets/extra-") })
			if len(missing) > 0 {
				t.Errorf("missing: %+v", missing)
			}
		})
	}
}

// A new build that dies right after it has answered: no tab ends on the proxy's error page,
// whatever it was about to do.
func TestNewBuildCrashesAfterFirstResponse(t *testing.T) {
	t.Parallel()
	for answers := 1; answers <= 3; answers++ {
		t.Run(fmt.Sprintf("after %d answers", answers), func(t *testing.T) {
			t.Parallel()
			b := browseAlone(t, Old)
			typed := b.tab("a", "/form/1", Hurry)
			typed.types("title", "mine")
			hidden := b.Open(t, b.browser.Among(t), "b", "/form/2", Hurry)
			b.browser.Among(t)
			hidden.Until("document.hidden")
			member := b.member(ann, "c", "/members/1", Hurry)
			clicks := b.tab("d", "/list", Hurry)

			b.Serve()
			b.node.Terminate()
			dying := b.Add(New, "-answers", fmt.Sprint(answers))
			b.Serve(dying)
			clicks.click("to-other")
			b.Database.EndSessions(ann.ID)
			<-dying.ended
			b.Serve()
			for _, tab := range []*Tab{typed, hidden, member, clicks} {
				tab.soon()
			}
			for _, tab := range []*Tab{typed, hidden, member, clicks} {
				tab.Until("document.title === '" + BadGateway + "' || window.enough")
				if title := tab.Text("document.title"); title == BadGateway || title == "" || strings.Contains(tab.Text("location.href"), "chrome-error") {
					t.Errorf("a tab ends on the proxy's error page: %s", tab.Name)
				}
			}
			typed.expectValue("title", "mine")
			b.Up(New)
			for _, tab := range []*Tab{typed, member, clicks} {
				tab.Live()
			}
			typed.Body(New)
			typed.expectValue("title", "mine")
		})
	}
}

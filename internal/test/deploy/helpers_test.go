package deploy

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/deploy/database"
)

var (
	ann = database.Person{ID: "ann", Name: "Ann"}
	bob = database.Person{ID: "bob", Name: "Bob"}
)

// browsing is a site with one node, and a browser.
type browsing struct {
	*Site
	t       *testing.T
	browser *browser.Browser
}

func browse(t *testing.T, build string, flags ...string) browsing {
	t.Helper()
	return browsing{NewSite(t, builds(t), build, flags...), t, chromium(t)}
}

// browseAlone is browse with a browser of its own.
func browseAlone(t *testing.T, build string) browsing {
	t.Helper()
	return browsing{NewSite(t, builds(t), build), t, browser.New(t)}
}

// tab opens a page in a tab that takes itself for the one in front.
func (b browsing) tab(name, path string, scripts ...string) *Tab {
	b.t.Helper()
	return b.Open(b.t, b.browser.Tab(b.t), name, path, scripts...)
}

// member opens a page in a tab of somebody who is signed in.
func (b browsing) member(who database.Person, name, path string, scripts ...string) *Tab {
	b.t.Helper()
	tab := b.browser.Tab(b.t)
	b.As(tab, name, who)
	return b.Open(b.t, tab, name, path, scripts...)
}

// types goes to a field and types a text with real keys.
func (tab *Tab) types(key, text string) {
	tab.Eval(fmt.Sprintf("observer.enter(%q)", key), nil)
	for _, char := range text {
		tab.press(char)
	}
}

func (tab *Tab) press(char rune) {
	tab.Run(chromedp.ActionFunc(func(ctx context.Context) error { return press(ctx, char, input.ModifierNone) }))
}

// click clicks an element as a script does: at once, wherever it stands.
func (tab *Tab) click(id string) {
	tab.Eval(fmt.Sprintf("void document.getElementById(%q).click()", id), nil)
}

// expectValue waits until a field holds a text.
func (tab *Tab) expectValue(key, text string) {
	defer func() {
		if tab.site.t.Failed() {
			var is string
			_ = chromedp.Run(tab.Context, chromedp.Evaluate("location.href + ' ' + JSON.stringify([observer.values?.(), observer.place(), observer.report()])", &is))
			tab.site.t.Logf("%s is to hold %q; the tab is %s", key, text, is)
			for _, r := range tab.site.Requests(tab.Name) {
				tab.site.t.Logf("%s (%s) for %.30s: %d", r.Path, r.Dest, r.Type, r.Status)
			}
		}
	}()
	tab.Until(fmt.Sprintf("window.observer && document.getElementById('report') && observer.values()[%q] === %q", key, text))
}

// expectText waits until the page shows these words somewhere.
func (tab *Tab) expectText(words string) {
	tab.Until(fmt.Sprintf("document.body?.innerText.includes(%q)", words))
}

// putAside lets the time pass within which what was typed is put aside: timers of a page run in
// their order.
func (tab *Tab) putAside() {
	tab.Eval("new Promise((done) => setTimeout(done, 500))", nil)
}

// soon sets window.enough when the client had time for what it does by itself: it looks when a tab
// is hidden for 5 s, and asks the app twice, 3 s apart. Under [Hurry] each of these is a second.
func (tab *Tab) soon() {
	tab.Eval("void setTimeout(() => setTimeout(() => setTimeout(() => (window.enough = true), 5000), 5000), 5000)", nil)
}

// minuteLater makes the clock of the page go a minute further: the client trusts a build that has
// lasted for a while.
func (tab *Tab) minuteLater() {
	tab.Eval("void (Date.now = ((now) => () => now() + 60_000)(Date.now))", nil)
}

// stored are the texts in sessionStorage.
func (tab *Tab) stored() string { return tab.Text("JSON.stringify(Object.entries(sessionStorage))") }

// another waits for a document that is not the one of this id, and until it has started.
func (tab *Tab) another(id string) {
	tab.Until(fmt.Sprintf("window.observer && observer.id !== %q", id))
	tab.Live()
}

// clean fails where something was lost.
func (l Loss) clean(t *testing.T) {
	t.Helper()
	for _, line := range l.Messages {
		t.Error(line)
	}
	if l.Any() && len(l.Messages) == 0 {
		t.Errorf("lost: %+v", l)
	}
}

// secret are fields whose content no storage may hold.
var secret = []string{"secret", "private", "file", "color"}

// restored checks that everything has come back that may come back.
func (r *Robot) restored(t *testing.T) {
	t.Helper()
	var l Loss
	r.compareFields(&l, secret...)
	r.compareFocus(&l)
	l.clean(t)
	values := map[string]string{}
	r.Tab.Eval("observer.values()", &values)
	for _, key := range []string{"secret", "private"} {
		if values[key] != "" {
			t.Errorf("%s holds %q, which no storage may hold", key, values[key])
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func contains(t *testing.T, what, text, part string, want bool) {
	t.Helper()
	if strings.Contains(text, part) != want {
		t.Errorf("%s: %q is in it: %v; it is %s", what, part, !want, text)
	}
}

// crash kills the renderer of the tab.
func (tab *Tab) crash() {
	crashed := make(chan struct{})
	ctx, cancel := context.WithCancel(tab.Context)
	defer cancel()
	chromedp.ListenTarget(ctx, func(event any) {
		if _, ok := event.(*inspector.EventTargetCrashed); ok {
			select {
			case crashed <- struct{}{}:
			case <-ctx.Done():
			}
		}
	})
	// a dead renderer does not answer
	go func() { _ = chromedp.Run(ctx, inspector.Enable(), page.Crash()) }()
	<-crashed
}

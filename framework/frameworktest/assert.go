package frameworktest

import (
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// Text returns the visible text of the tab, with white space collapsed.
func (t *Tab) Text() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text()
}

func (t *Tab) text() string {
	var all []string
	for _, root := range t.roots() {
		if !isHidden(root, t.opened) {
			all = append(all, text(root, t.opened))
		}
	}
	return strings.Join(all, " ")
}

// See fails the test unless the text is visible. In a live tab it waits for the text, at most
// [Site.Wait].
func (t *Tab) See(words string) {
	t.t.Helper()
	words = fold(words)
	if !t.await(func() bool { return strings.Contains(t.text(), words) }) {
		t.failLocked("%sSee(%q): this is not %s%s%s", t.in(), words, t.whereText(), t.timeoutText(), nearest(words, t.lines()))
	}
	t.mu.Unlock()
}

// DontSee fails the test if the text is visible. In a live tab it waits until it is not, at most
// [Site.Wait].
func (t *Tab) DontSee(words string) {
	t.t.Helper()
	words = fold(words)
	if !t.await(func() bool { return !strings.Contains(t.text(), words) }) {
		t.failLocked("%sDontSee(%q): this is on the page%s", t.in(), words, t.timeoutText())
	}
	t.mu.Unlock()
}

// SeeCount fails the test unless n visible elements match the CSS selector. In a live tab it waits
// for that, at most [Site.Wait].
func (t *Tab) SeeCount(selector string, n int) {
	t.t.Helper()
	s, err := cascadia.Compile(selector)
	if err != nil {
		t.fail("SeeCount(%q): %v", selector, err)
	}
	got := 0
	if !t.await(func() bool { got = t.count(s); return got == n }) {
		t.failLocked("%sSeeCount(%q, %d): there are %d%s", t.in(), selector, n, got, t.timeoutText())
	}
	t.mu.Unlock()
}

func (t *Tab) count(s cascadia.Selector) int {
	n := 0
	seen := map[*html.Node]bool{}
	for _, root := range t.roots() {
		for _, el := range cascadia.QueryAll(root, s) {
			if !seen[el] && !isHidden(el, t.opened) {
				seen[el] = true
				n++
			}
		}
	}
	return n
}

// Links returns the addresses of all links to this site, each once.
func (t *Tab) Links() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var all []string
	seen := map[string]bool{}
	t.each(func(n *html.Node) {
		if !isLink(n) {
			return
		}
		u, err := t.base().Parse(strings.TrimSpace(attr(n, "href")))
		if err != nil || u.Host != t.site.base.Host {
			return
		}
		if to := t.site.short(u); !seen[to] {
			seen[to] = true
			all = append(all, to)
		}
	})
	return all
}

func (b *tab) timeoutText() string {
	if b.mayChange() {
		return ", not within " + b.site.Wait.String()
	}
	return ""
}

package frameworktest

import (
	"net/http"
	"time"

	"golang.org/x/net/html"

	"github.com/goldfish-go/goldfish/templ/markup"
)

// renewShell fetches the document of a page and puts its shell around the page that the tab shows.
// It does nothing where the fingerprints ask for nothing, unless it is forced. It reports whether
// there is nothing left to do.
func (b *tab) renewShell(its fingerprints, page string, forced bool) (done bool) {
	b.fetching.Lock() // one at a time, so that the second finds what the first has brought
	defer b.fetching.Unlock()
	b.mu.Lock()
	due, document := b.ours && forced || b.lacksShell(its), b.files
	b.mu.Unlock()
	if !due {
		return true
	}
	u, err := b.site.base.Parse(page)
	if err != nil {
		return true
	}
	// With Goldfish-From, the document takes no flash: that waits for its page.
	a, err := b.ask(request{method: "GET", url: u, header: http.Header{headerFrom: {page}}})
	if err != nil {
		return false
	}
	shell := b.parse(a.source())
	root := rootOf(shell)
	made := readFingerprints(attr(root, markup.Fingerprints), a.header)
	place := byID(shell, markup.PageID)
	if !made.known || place == nil {
		return false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.files != document:
		return true // this document has been left
	case forced, b.hasOtherViewer(made):
		b.left = map[string]bool{}
	case b.lacksShell(made):
		b.left[b.made.shell] = true
	default:
		// Another build has answered, with a shell that the tab has or has left.
		return !b.lacksShell(its)
	}
	b.surround(shell, place, made)
	b.addParts(a.source())
	b.wake()
	return true
}

// surround puts another shell around the page. The page, its title and both messages stay, and so
// does what the person typed and opened. The lock is held.
func (b *tab) surround(shell, place *html.Node, made fingerprints) {
	flash, notice := b.remarked(markup.Flash, b.flash), b.remarked(markup.Notice, b.notice)
	b.shell, b.place, b.drawn = shell, place, false
	b.say(flash)
	b.remark(markup.Notice, notice)
	if !b.made.known {
		b.made = made
	}
	b.made.shell, b.made.viewer = made.shell, made.viewer
	b.own()
}

// renewShellBeside is renewShell for the stream, which is read on meanwhile. It tries for as long
// as the stream is the tab's.
func (b *tab) renewShellBeside(s *stream, its fingerprints, forced bool) {
	page, done := b.url, b.errand()
	b.work.Go(func() {
		defer done()
		for wait := 10 * time.Millisecond; !b.renewShell(its, page, forced); wait = min(2*wait, time.Second) {
			select {
			case <-time.After(wait):
			case <-s.ctx.Done():
				return
			}
		}
	})
}

func rootOf(document *html.Node) *html.Node {
	return find(document, func(n *html.Node) bool { return n.Data == "html" })
}

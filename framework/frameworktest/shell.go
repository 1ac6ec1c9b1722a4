package frameworktest

import (
	"net/http"
	"time"

	"golang.org/x/net/html"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// refreshShell fetches the document of a page and puts its shell around the current page, if the
// fingerprints require it or forced is true. done is false if it should be tried again.
func (b *tab) refreshShell(fps fingerprints, page string, forced bool) (done bool) {
	b.fetching.Lock() // one at a time: the second call then finds the new shell
	defer b.fetching.Unlock()
	b.mu.Lock()
	due, document := b.isAppPage && forced || b.needsShell(fps), b.documents
	b.mu.Unlock()
	if !due {
		return true
	}
	u, err := b.site.base.Parse(page)
	if err != nil {
		return true
	}
	// With Goldfish-From, the document does not consume the flash.
	a, err := b.ask(request{method: "GET", url: u, header: http.Header{wire.FromHeader: {page}}})
	if err != nil {
		return false
	}
	shell := b.parse(a.source())
	root := rootOf(shell)
	made := readFingerprints(attr(root, wire.FingerprintsAttr), a.header)
	place := byID(shell, wire.PageID)
	if !made.known || place == nil {
		return false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.documents != document:
		return true // another document was loaded meanwhile
	case forced, b.hasOtherViewer(made):
		b.leftShells = map[string]bool{}
	case b.needsShell(made):
		b.leftShells[b.fingerprints.shell] = true
	default:
		// Another build has answered, with a shell that the tab has or had.
		return !b.needsShell(fps)
	}
	b.replaceShell(shell, place, made)
	b.addParts(a.source())
	b.notify()
	return true
}

// replaceShell puts another shell around the page. The page, its title, both messages and what the
// person typed and opened stay. The lock is held.
func (b *tab) replaceShell(shell, place *html.Node, made fingerprints) {
	flash, notice := b.messageText(wire.FlashAttr, b.flash), b.messageText(wire.NoticeAttr, b.notice)
	b.doc, b.pageNode, b.rendered = shell, place, false
	b.showFlash(flash)
	b.setMessage(wire.NoticeAttr, notice)
	if !b.fingerprints.known {
		b.fingerprints = made
	}
	b.fingerprints.shell, b.fingerprints.viewer = made.shell, made.viewer
	b.updateViewer()
}

// refreshShellAsync calls refreshShell in a goroutine until it is done or the stream ends.
func (b *tab) refreshShellAsync(s *stream, fps fingerprints, forced bool) {
	page, done := b.url, b.background()
	b.work.Go(func() {
		defer done()
		for wait := 10 * time.Millisecond; !b.refreshShell(fps, page, forced); wait = min(2*wait, time.Second) {
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

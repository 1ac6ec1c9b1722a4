package frameworktest

import (
	"net/url"
	"sync"

	"golang.org/x/net/html"
)

// A Tab is a tab of a browser, or with [Tab.In] a part of its page. An action that is not possible
// fails the test.
//
// Use a tab only in the goroutine of its test.
type Tab struct {
	*tab
	scope []scope
}

// A tab is the state that all scopes of a Tab share.
type tab struct {
	visitor *Visitor
	site    *Site
	t       TB
	work    sync.WaitGroup // goroutines of streams

	mu              sync.Mutex
	changed         chan struct{} // closed and replaced after each change
	closed          bool
	broken          string // why the stream cannot continue
	offline         bool
	live            bool
	stream          *stream
	states          []*Page // received and not yet returned by Next
	rechecks        int     // since the last action
	backgroundTasks int     // number of running tasks

	lastRequest string   // the last request, for failures: method and URL
	status      int      // of the last answer that was shown
	address     *url.URL // in the address bar
	url         string   // canonical URL of the page
	version     string   // of the body
	title       string
	body        string                  // byte for byte as the server sent it
	parts       map[string]contentState // by URL
	doc         *html.Node              // the document
	pageNode    *html.Node              // #page in doc; nil if the app did not make the document
	rendered    bool                    // pageNode is up to date with body
	stale       bool                    // the page may be out of date
	delayed     bool                    // the server says that updates are delayed
	flash       string                  // in a document without an element for it
	notice      string                  // likewise

	isAppPage     bool            // the document has fingerprints and #page
	fingerprints  fingerprints    // client and scripts of the document; current shell and viewer
	leftShells    map[string]bool // earlier shells of the document
	seenDocuments map[string]bool // client and scripts of all documents so far
	fetching      sync.Mutex      // held while a shell is fetched, without the other lock

	edits             map[string]edit   // of fields, by key
	draftsViewer      string            // fingerprint of the viewer who made the edits
	opened            map[string]bool   // details, dialogs, popovers: true opened, false closed
	errors            map[string]fields // of refused forms, by form
	drafts            drafts
	isStranger        bool // nobody is signed in
	restoreDraftsHere bool // after Back, Forward or a reload

	entries   []entry
	at        int
	documents int // documents loaded so far
}

type fields map[string]string

func newTab(v *Visitor) *Tab {
	b := &tab{
		visitor: v, site: v.site, t: v.t, changed: make(chan struct{}),
		address: v.site.base, drafts: drafts{}, seenDocuments: map[string]bool{}, at: -1,
	}
	b.clearInput()
	b.site.mu.Lock()
	b.site.tabs[b] = struct{}{}
	b.site.mu.Unlock()
	b.t.Cleanup(b.close)
	return &Tab{tab: b}
}

// clearInput drops edits, opened elements and errors.
func (b *tab) clearInput() {
	b.edits, b.opened, b.errors = map[string]edit{}, map[string]bool{}, map[string]fields{}
}

// close closes the tab and waits for its stream.
func (b *tab) close() {
	b.mu.Lock()
	b.closed = true
	b.closeStream()
	b.mu.Unlock()
	b.work.Wait()
	b.site.mu.Lock()
	delete(b.site.tabs, b)
	b.site.mu.Unlock()
}

// Close closes the tab.
func (t *Tab) Close() { t.tab.close() }

// Go opens a URL of the site, as if typed into the address bar.
func (t *Tab) Go(url string) {
	t.t.Helper()
	u, err := t.site.base.Parse(url)
	if err != nil {
		t.fail("Go(%q): %v", url, err)
	}
	t.load(request{method: "GET", url: u, fetchSite: "none"}, push)
}

// Reload loads the document again.
func (t *Tab) Reload() {
	t.t.Helper()
	t.load(request{method: "GET", url: t.currentURL()}, reload)
}

// Documents returns how many documents the tab has loaded. Patches and documents that were fetched
// for their shell do not count.
func (t *Tab) Documents() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.documents
}

// Stale reports whether the page says that it may be out of date: it could not be loaded again, or
// it is gone but was kept because of what the person had typed.
func (t *Tab) Stale() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.stale
}

// Delayed reports whether the server says that live updates are delayed.
func (t *Tab) Delayed() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.delayed
}

func (b *tab) currentURL() *url.URL {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.address
}

// URL returns the address without the origin: path, query and fragment.
func (t *Tab) URL() string { return t.site.short(t.currentURL()) }

// short returns an address without the origin of the site.
func (s *Site) short(u *url.URL) string {
	if u.Host != s.base.Host {
		return u.String()
	}
	local := *u
	local.Scheme, local.Host = "", ""
	return local.String()
}

// Title returns the title of the document.
func (t *Tab) Title() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return fold(t.title)
}

// Status returns the HTTP status of the answer that is shown, or, with scripts, of the last one
// that failed.
func (t *Tab) Status() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.status
}

// Body returns the body of the page, byte for byte as the server sent it.
func (t *Tab) Body() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.body
}

// Version returns the version of the body, or "" if the page is not live.
func (t *Tab) Version() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.version
}

// strip returns the address without its fragment.
func strip(u *url.URL) *url.URL {
	same := *u
	same.Fragment, same.RawFragment = "", ""
	return &same
}

// notify wakes the goroutines that wait for a change. The lock is held.
func (b *tab) notify() {
	close(b.changed)
	b.changed = make(chan struct{})
}

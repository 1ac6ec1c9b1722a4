package frameworktest

import (
	"net/url"
	"sync"

	"golang.org/x/net/html"
)

// A Tab is one tab of a visitor's browser, or with [Tab.In] a part of its page. Verbs that cannot be done fail the test.
//
// A tab belongs to the goroutine of its test; only what comes by the stream comes beside it.
type Tab struct {
	*tab
	scope []scope
}

// tab is what all parts of one tab share.
type tab struct {
	visitor *Visitor
	site    *Site
	t       TB
	work    sync.WaitGroup // goroutines of streams

	mu       sync.Mutex
	changed  chan struct{} // closed and made anew whenever something changes
	closed   bool
	broken   string // why the stream cannot go on
	offline  bool
	live     bool
	stream   *stream
	states   []*Page // that came by the stream and were not yet taken by Next
	rechecks int     // in a row, without a verb between
	errands  int     // that the tab goes beside its test

	asked   string   // the last request, for failures: method and URL
	status  int      // of the last answer that was shown
	address *url.URL // in the address bar
	url     string   // what the server calls the page
	version string   // of the body held
	title   string
	body    string            // byte for byte as the server sent it
	parts   map[string]region // by URL
	shell   *html.Node        // the document
	place   *html.Node        // #page in it; nil in a document that is none of ours
	drawn   bool              // place shows body
	stale   bool              // the page cannot be brought up to date
	flash   string            // in a document without a place for it
	notice  string            // likewise

	ours     bool            // the document has fingerprints and a place for the page
	made     fingerprints    // of the document's client and scripts, and of the shell and viewer now
	left     map[string]bool // fingerprints of shells that the document had before
	had      map[string]bool // client and scripts of this tab's documents
	fetching sync.Mutex      // held while a shell is fetched, without the other lock

	edits  map[string]edit   // what the person did to fields
	author string            // whose edits these are, as a fingerprint
	opened map[string]bool   // details, dialogs and popovers that the person opened or closed
	errors map[string]fields // of refused forms, by form
	drafts drafts
	away   bool // the viewer is a stranger
	back   bool // the person came back to this page, so its drafts are filled in

	entries []entry
	at      int
	files   int // documents loaded so far
}

type fields map[string]string

func newTab(v *Visitor) *Tab {
	b := &tab{
		visitor: v, site: v.site, t: v.t, changed: make(chan struct{}),
		address: v.site.base, drafts: drafts{}, had: map[string]bool{}, at: -1,
	}
	b.forget()
	b.site.mu.Lock()
	b.site.tabs[b] = struct{}{}
	b.site.mu.Unlock()
	b.t.Cleanup(b.close)
	return &Tab{tab: b}
}

// forget drops what the person did to the page.
func (b *tab) forget() {
	b.edits, b.opened, b.errors = map[string]edit{}, map[string]bool{}, map[string]fields{}
}

// close closes the tab and waits for its stream.
func (b *tab) close() {
	b.mu.Lock()
	b.closed = true
	b.hangUp()
	b.mu.Unlock()
	b.work.Wait()
	b.site.mu.Lock()
	delete(b.site.tabs, b)
	b.site.mu.Unlock()
}

// Close closes the tab.
func (t *Tab) Close() { t.tab.close() }

// Go opens a URL of the site as one types it into the address bar.
func (t *Tab) Go(url string) {
	t.t.Helper()
	u, err := t.site.base.Parse(url)
	if err != nil {
		t.fail("Go(%q): %v", url, err)
	}
	t.load(request{method: "GET", url: u, site: "none"}, push)
}

// Reload loads the document anew.
func (t *Tab) Reload() {
	t.t.Helper()
	t.load(request{method: "GET", url: t.where()}, reload)
}

// Documents returns how many documents the tab has loaded. Patches are none, and what is fetched for its shell alone is not either.
func (t *Tab) Documents() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.files
}

// Stale reports whether the page says that it may be out of date: it could not be loaded, or the person must not see it any more and it
// stayed for what the person had typed.
func (t *Tab) Stale() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.stale
}

func (b *tab) where() *url.URL {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.address
}

// URL returns what the address bar shows, without the site: path, query and fragment.
func (t *Tab) URL() string { return t.site.short(t.where()) }

// short spells addresses of the site without the site.
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

// Status returns the HTTP status of the answer that is shown or, with scripts, of the last one that was refused.
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

// Version returns the version of the body; empty where the page is not live.
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

// wake tells those who wait that something changed. The lock is held.
func (b *tab) wake() {
	close(b.changed)
	b.changed = make(chan struct{})
}

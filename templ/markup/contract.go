// Package markup is the HTML contract between server and client: the attributes that the client in client/ understands, and the
// state that a refused form carries into the components that draw it.
//
// docs/protocol.md says what each attribute means.
package markup

// PageID is the id of the element that holds the body of the page.
const PageID = "page"

// Attributes of the document, written by templ/layout.
const (
	Fingerprints = "data-gf-fingerprints" // on <html>: what the document was made with
	Dev          = "data-gf-dev"          // on <html>: development mode
	Page         = "data-gf-page"         // on #page: canonical URL
	Version      = "data-gf-version"      // on #page: version of the body; absent on a page that is not live
	Flash        = "data-gf-flash"        // place for an action's word
	Notice       = "data-gf-notice"       // place for a word about the address
)

// Attributes of a part, written by [Part] and by the server that fills it.
const (
	PartURL = "data-gf-part"  // on the element: its URL
	Lazy    = "data-gf-lazy"  // on the element: loaded when it comes into sight
	Title   = "data-gf-title" // on the template with the placeholder, beside its version
)

// Attributes that apps and components write on links, forms, buttons and inputs.
const (
	On         = "data-gf-on"
	Confirm    = "data-gf-confirm"
	Busy       = "data-gf-busy"
	Indicator  = "data-gf-indicator"
	History    = "data-gf-history"
	Prefetch   = "data-gf-prefetch"
	Transition = "data-gf-transition"
	Scroll     = "data-gf-scroll"
	Focus      = "data-gf-focus"
	Keep       = "data-gf-keep"
	Live       = "data-gf-live"
	Patch      = "data-gf-patch"
	Hook       = "data-gf-hook"
	Error      = "data-gf-error"
	Draft      = "data-gf-draft"
	Name       = "data-gf-name"
	Time       = "data-gf-time"
)

// State that the client writes on <html>, for CSS.
const (
	Stream  = "data-gf-stream"
	Stale   = "data-gf-stale"
	Offline = "data-gf-offline"
)

// Package markup is the HTML contract between server and client: the attributes that the client in client/ understands, and the
// state that a refused form carries into the components that draw it.
//
// docs/protocol.md says what each attribute means.
package markup

// PageID is the id of the element that holds the body of the page.
const PageID = "page"

// Attributes of the document, written by templ/layout.
const (
	Fingerprints = "data-fingerprints" // on <html>: what the document was made with
	Dev          = "data-dev"          // on <html>: development mode
	Page         = "data-page"         // on #page: canonical URL
	Version      = "data-version"      // on #page: version of the body; absent on a page that is not live
	Flash        = "data-flash"        // place for an action's word
	Notice       = "data-notice"       // place for a word about the address
)

// Attributes of a part, written by [Part] and by the server that fills it.
const (
	PartURL = "data-part"  // on the element: its URL
	Lazy    = "data-lazy"  // on the element: loaded when it comes into sight
	Title   = "data-title" // on the template with the placeholder, beside its version
)

// Attributes that apps and components write on links, forms, buttons and inputs.
const (
	On         = "data-on"
	Confirm    = "data-confirm"
	Busy       = "data-busy"
	Indicator  = "data-indicator"
	History    = "data-history"
	Prefetch   = "data-prefetch"
	Transition = "data-transition"
	Scroll     = "data-scroll"
	Focus      = "data-focus"
	Keep       = "data-keep"
	Live       = "data-live"
	Patch      = "data-patch"
	Hook       = "data-hook"
	Error      = "data-error"
	Draft      = "data-draft"
	Name       = "data-name"
)

// State that the client writes on <html>, for CSS.
const (
	Stream  = "data-stream"
	Stale   = "data-stale"
	Offline = "data-offline"
)

package wire

// Media types of the representations.
const (
	PatchType  = "application/vnd.goldfish.patch+json"
	StreamType = "text/event-stream"
)

// Request headers.
const (
	FromHeader    = "Goldfish-From"    // canonical URL of the page that is left
	VersionHeader = "Goldfish-Version" // version of the body that the client has
	PartsHeader   = "Goldfish-Parts"   // parts that the client shows, see [FormatParts]
	KeyHeader     = "Goldfish-Key"     // of an action: names the submission
	ErrorHeader   = "Goldfish-Error"   // why the client could not show a patch, for the log
	ViewerHeader  = "Goldfish-Viewer"  // of an action that is sent again: who sent it first
	CheckHeader   = "Goldfish-Check"   // of an action: check the form, and do nothing

	// The client asks by itself, and nobody has done anything.
	BackgroundHeader = "Goldfish-Background"
)

// The hidden input with the key of a submission, for browsers without scripts.
const KeyField = "_key"

// The value of [ViewerHeader] for a stranger.
const NoViewer = "-"

// Events of the stream. An event without a name is a change of the page.
const (
	HelloEvent   = "hello"
	StaleEvent   = "stale"
	FreshEvent   = "fresh"
	DelayedEvent = "delayed"
	ShellEvent   = "shell"
	RecheckEvent = "recheck"
	PartEvent    = "part"
	ByeEvent     = "bye"
)

// The key in the query of an address that names an action.
const ActionKey = "_action"

// The element that holds the body of the page.
const PageID = "page"

// Attributes of the document.
const (
	FingerprintsAttr = "data-gf-fingerprints" // on <html>: what the document was made with
	DevAttr          = "data-gf-dev"          // on <html>: development mode
	OnceAttr         = "data-gf-once"         // on <html>: a post with a key may be sent again
	PageAttr         = "data-gf-page"         // on #page: canonical URL
	// On #page: version of the body; absent if the page is not live.
	VersionAttr = "data-gf-version"
	FlashAttr   = "data-gf-flash"  // place for the message of an action
	NoticeAttr  = "data-gf-notice" // place for a message about the URL
)

// The name of the <meta> element with the client's messages, if the document is not in English.
const MessagesMeta = "goldfish-messages"

// Attributes of a part, a page inside another.
const (
	PartURLAttr = "data-gf-part"  // on the element: URL of the part
	LazyAttr    = "data-gf-lazy"  // on the element: loaded when it becomes visible
	TitleAttr   = "data-gf-title" // on the template with the placeholder, beside the version
)

// Attributes that apps write on links, forms, buttons and inputs.
const (
	OnAttr         = "data-gf-on"
	ConfirmAttr    = "data-gf-confirm"
	BusyAttr       = "data-gf-busy"
	IndicatorAttr  = "data-gf-indicator"
	HistoryAttr    = "data-gf-history"
	PrefetchAttr   = "data-gf-prefetch"
	TransitionAttr = "data-gf-transition"
	ScrollAttr     = "data-gf-scroll"
	FocusAttr      = "data-gf-focus"
	KeepAttr       = "data-gf-keep"
	LiveAttr       = "data-gf-live"
	PatchAttr      = "data-gf-patch"
	HookAttr       = "data-gf-hook"
	ErrorAttr      = "data-gf-error"
	DraftAttr      = "data-gf-draft"
	NameAttr       = "data-gf-name"
	TimeAttr       = "data-gf-time"
	CheckAttr      = "data-gf-check"
)

// State that the client writes on <html>, for CSS.
const (
	StreamAttr  = "data-gf-stream"
	StaleAttr   = "data-gf-stale"
	OfflineAttr = "data-gf-offline"
	DelayedAttr = "data-gf-delayed"
)

// The names of events for the app's scripts begin with this.
const EventPrefix = "goldfish:"

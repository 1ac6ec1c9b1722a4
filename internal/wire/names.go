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
	HiddenHeader  = "Goldfish-Hidden"  // of a stream: the tab is hidden
	SignalHeader  = "Goldfish-Signal"  // of an action: the answer has no page
	CheckHeader   = "Goldfish-Check"   // of an action: check the form, and do nothing

	// The client asks by itself, and nobody has done anything.
	BackgroundHeader = "Goldfish-Background"
)

// The hidden input with the key of a submission, for browsers without scripts.
const KeyField = "_key"

// The name of a button that changes the rows of its form. Its value is the list or the row, a
// space, and what to do: "item add", "item.7 remove".
const RowsField = "goldfish-rows"

// What a button changes in the rows of its form.
const (
	RowAdd    = "add"
	RowRemove = "remove"
	RowUp     = "up"
	RowDown   = "down"
)

// Fields that the framework adds to forms: the question that a person has said yes to (empty: no
// to all), digests of the values that the form was drawn with, and the choice in a conflict, with
// the name of the field after the prefix.
const (
	ConfirmField = "_confirm"
	BaseField    = "_base"
	ChoicePrefix = "_choice."
)

// The choices in a conflict.
const (
	KeepMine   = "mine"
	TakeTheirs = "theirs"
)

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

// The key in the query of an action's address that starts the upload of a file. Its value is the
// name of the field.
const UploadKey = "_upload"

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
	SignalAttr     = "data-gf-signal"
	PendingAttr    = "data-gf-pending"
	PlaceAttr      = "data-gf-place"
	SentAttr       = "data-gf-sent"
	UnsavedAttr    = "data-gf-unsaved"
	CheckAttr      = "data-gf-check"
	UploadAttr     = "data-gf-upload"
	ComboboxAttr   = "data-gf-combobox" // URL of the search; the text that is typed is appended
	OptionAttr     = "data-gf-option"   // on what a search has found: its value
	SummaryAttr    = "data-gf-summary"  // the errors of a form, as links to its fields
	AliasAttr      = "data-gf-alias"    // former names of a form's fields, with the current ones
)

// Attributes of a list of rows in a form.
const (
	RowsAttr     = "data-gf-rows"      // on the element around the rows: name of the list
	KeysAttr     = "data-gf-keys"      // beside it: keys of the rows as the server sent them
	MinAttr      = "data-gf-min"       // beside it: fewest rows
	MaxAttr      = "data-gf-max"       // beside it: most rows
	RowAttr      = "data-gf-row"       // on a row: its key
	RowLabelAttr = "data-gf-row-label" // in a row: a label with {n}, the place of the row
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

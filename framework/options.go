package framework

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/templ/layout"
	"github.com/goldfish-go/goldfish/templ/text"
)

// Options configure an app. The zero value of each field is its default. [New] checks the options
// and copies them: later changes have no effect.
type Options[V any] struct {
	// Shell surrounds every page. It must draw its two arguments and nothing else: if something
	// else that it shows has changed, notify [Viewer.ShellTopic]. On error pages the viewer may
	// be the zero value. Default: [layout.DefaultShell].
	Shell func(viewer V, doc layout.Document) templ.Component

	// ErrorPage is the body of error pages. Default: a heading and the message.
	ErrorPage func(Error) templ.Component

	// Languages are the languages of the app, the default first. A person gets the nearest one to
	// [Viewer.Language], or else to the header Accept-Language, unless the URL says the language:
	// see [Localized]. With more than one, the language is a part of the key of each screen. What
	// is empty in a table is English. Default: [text.English] alone.
	Languages []text.Texts

	// Policy is the Content-Security-Policy of documents. The default allows nothing from other
	// origins, and nothing inline.
	Policy string

	// CrossOrigin refuses posts from other sites. Default: it trusts no other origin.
	CrossOrigin *http.CrossOriginProtection

	// AllowedHosts are the hosts that the app answers for, without ports, such as "desk.example" or
	// ".desk.example" for all below that. For others it answers 421. Set it if only the network
	// protects the app, against DNS rebinding. Default: all hosts; in development mode those of
	// this machine alone, such as localhost.
	AllowedHosts []string

	// VaryHeaders are the request headers that the viewer function reads, beside Cookie.
	VaryHeaders []string

	// Store keeps the submissions that are done, so that a form that is sent twice has one effect,
	// and carries notifications to other nodes: [store.Open], pgxstore.Open. The app does not
	// close it. Default: [store.Memory], which does both for this process alone.
	Store Store

	// Files keeps the files of forms, such as [files.Folder]. An app whose forms have fields of
	// type [files.File] needs it. Default: none.
	Files files.Store

	// FilesExpireAfter is how long a file that no action has taken is kept. Default: 24 h.
	FilesExpireAfter time.Duration

	// FileInUse reports whether the app's database has a file. It is called for files whose action
	// did not end, because it failed or the process was killed. Default: such files are kept for
	// ever.
	FileInUse func(context.Context, files.File) (bool, error)

	// Logger gets everything that the app logs. Default: slog.Default().
	Logger *slog.Logger

	// Build names this build in the log and at /readyz. Default: the revision of the sources, or
	// a sum of the executable if they were changed.
	Build string

	// Dev turns on the development mode, as GOLDFISH_DEV=1 in the environment does. Each load of
	// a screen runs its view at least twice and compares the pages. The app looks for what will
	// hurt later, and warns in the log with the line of the template. An overlay in the browser
	// shows the warnings, and what each patch changed. Never use it in production: loads take
	// several times as long, and anybody who can reach the app can read the warnings, which quote
	// pages. It sets a variable of templ's for the whole process, so call New before anything
	// renders with templ. See docs/development.md.
	Dev bool

	// MaxFormBytes and MaxFormFields limit the body of a form: above them, the app answers 413.
	// Default: 1 MiB, and 1000 fields.
	MaxFormBytes  int64
	MaxFormFields int

	// BodyTimeout is how long the body of a request may take to arrive, and a second more for each
	// 4 KiB: after it, the app answers 408. A client has as long to take a document or a patch;
	// then its connection is closed. Default: 30 s. Negative: no limit.
	BodyTimeout time.Duration

	// ViewTimeout is when the context of a view ends. A view that has not returned a second later
	// has hung: the app gives it up, logs its stack, and answers 503 for its route for a while, so
	// that other routes go on. Default: 30 s.
	ViewTimeout time.Duration

	// GracePeriod is how long Run and Serve may take to shut down: see [App.Run]. Set it to a few
	// seconds less than what the process is given before it is killed: TimeoutStopSec of systemd
	// (90 s by default), terminationGracePeriodSeconds of Kubernetes (30 s). Default: 25 s.
	GracePeriod time.Duration

	// DrainNotice is how long Run and Serve go on when /readyz has begun to answer 503, before they
	// ask tabs to connect elsewhere: time for balancers to notice, such as twice the interval of
	// their checks. It is left out if nobody has requested /readyz within the last minute. At most
	// half of the grace period. Default: 3 s, but at most an eighth of GracePeriod. Negative: none.
	DrainNotice time.Duration

	// ReadyTimeout is how long no view may return, while views wait, until /readyz answers 503.
	// One route that hangs is no reason. Default: 10 s.
	ReadyTimeout time.Duration

	// ClientAddress names the client of a request whose viewer has no ID, for fair queues and for
	// limits of one client. Behind a proxy all peers are the proxy: return what the proxy says,
	// such as chi's middleware.GetClientIP, and only if the proxy sets it itself. If it returns
	// "", the request belongs to no client. Default: [RemoteAddress].
	ClientAddress func(*http.Request) string

	// DisableCompression turns compression of documents and patches off, because a proxy does it.
	DisableCompression bool

	// DisableStreamCompression turns compression of streams off.
	DisableStreamCompression bool

	// Heartbeat is the longest time that a stream is silent: then the server sends a comment. At
	// least 1 s. Default: 20 s.
	Heartbeat time.Duration

	// StreamWriteTimeout ends a stream whose client takes no byte for this long. Default: 30 s.
	StreamWriteTimeout time.Duration

	// MaxStreamAge ends a stream, so that clients spread over servers again and the viewer
	// function is asked again. Default: 10 min. Negative: no limit.
	MaxStreamAge time.Duration

	// MaxConnections limits the connections of Run and Serve, with those of streams. Above it, they
	// close the connection that has been without a request for longest. Default: what the process
	// has descriptors for, see [sse.MaxConnections]. Negative: no limit.
	MaxConnections int

	// MaxStreams limits the open streams: above it, the app answers 503. Default: 15/16 of
	// MaxConnections. Negative: no limit.
	MaxStreams int

	// MaxStreamsPerViewer and MaxStreamsPerAddress limit the open streams of one viewer, by its ID,
	// and of one ClientAddress: above them, the app answers 429. Default: 100, and a quarter of
	// MaxStreams but at least 100. Negative: no limit.
	MaxStreamsPerViewer  int
	MaxStreamsPerAddress int

	// MaxScreensPerViewer and MaxScreensPerAddress limit the screens of those streams: a page with
	// 16 parts has 17. Default: 1000, and a quarter of MaxScreens, at least 100. Negative: no
	// limit.
	MaxScreensPerViewer  int
	MaxScreensPerAddress int

	// MaxActionsPerMinute limits the actions of one viewer, or of one ClientAddress if the viewer
	// has no ID. Above it, the app answers 429, does nothing, and keeps the input. Default: 600.
	// Negative: no limit.
	MaxActionsPerMinute int

	// MaxHeaderBytes limits the head of a request, with its URL, in Run and Serve: above it, they
	// answer 431. Default: 64 KiB.
	MaxHeaderBytes int

	// MaxScreens limits the screens in use: above it, the app answers streams that need another
	// with 503. Default: 100,000. Negative: no limit.
	MaxScreens int

	// ScreenIdleTimeout is how long the app keeps a screen that nobody uses, so that a document's
	// stream, or a reload, finds it. Default: 10 s. Negative: the app does not keep it.
	ScreenIdleTimeout time.Duration

	// CacheBytes limits the memory of rendered pages and of what is cached beside them. Above it,
	// pages that changed least recently are rendered again when a client needs them. Default:
	// 64 MiB.
	CacheBytes int64

	// MinLoadInterval is the least time between the starts of two loads of one screen, unless a
	// request waits for the result. Default: 50 ms.
	MinLoadInterval time.Duration
}

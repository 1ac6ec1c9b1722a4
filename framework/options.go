package framework

import (
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/internal/devmode"
	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/sse"
	"github.com/goldfish-go/goldfish/templ/layout"
	"github.com/goldfish-go/goldfish/templ/text"
)

// Options configure an app. The zero value of each field is its default. [New] checks the options
// and copies them: later changes have no effect.
type Options[V any] struct {
	// Shell surrounds every page. It must draw its two arguments and nothing else: if something
	// else that it shows has changed, notify [Viewer.ShellTopic]. On error pages the viewer may
	// be the zero value. Default: [layout.Plain].
	Shell func(viewer V, doc layout.Document) templ.Component

	// ErrorPage is the body of error pages. Default: a heading and the message.
	ErrorPage func(Error) templ.Component

	// Languages are the languages of the app, the default first. A person gets the nearest one to
	// [Viewer.Language], or else to the header Accept-Language, unless the URL says the language:
	// see [Localized]. With more than one, the language is a part of the key of each screen. What is
	// empty in a table is English. Default: [text.English] alone.
	Languages []text.Texts

	// Policy is the Content-Security-Policy of documents. The default allows nothing from other
	// origins, and nothing inline.
	Policy string

	// CrossOrigin refuses posts from other sites. Default: it trusts no other origin.
	CrossOrigin *http.CrossOriginProtection

	// VaryHeaders are the request headers that the viewer function reads, beside Cookie.
	VaryHeaders []string

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

	MaxFormBytes int64         // limit of a form's body; default 1 MiB
	ViewTimeout  time.Duration // limit of one run of a view; default 30 s

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

	// MaxStreams limits the open streams: above it, the app answers 503. Default: 15/16 of the
	// descriptors that the process may have. Negative: no limit.
	MaxStreams int

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

// defaultPolicy lets the client work and nothing else: its Trusted Types policy is named goldfish.
const defaultPolicy = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; " +
	"require-trusted-types-for 'script'; trusted-types goldfish"

// checked returns the options with their defaults. It panics if one makes no sense.
func (o Options[V]) checked() Options[V] {
	o.check()
	if o.Shell == nil {
		o.Shell = func(_ V, doc layout.Document) templ.Component { return layout.Plain(doc) }
	}
	if o.ErrorPage == nil {
		o.ErrorPage = errorPage
	}
	if o.CrossOrigin == nil {
		o.CrossOrigin = http.NewCrossOriginProtection()
	}
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	o.Policy = or(o.Policy, defaultPolicy)
	o.Dev = o.Dev || devmode.Requested()
	o.MaxFormBytes = or(o.MaxFormBytes, 1<<20)
	o.ViewTimeout = or(o.ViewTimeout, 30*time.Second)
	o.VaryHeaders = slices.Clone(o.VaryHeaders)
	return o
}

func (o Options[V]) check() {
	for name, negative := range map[string]bool{
		"MaxFormBytes":       o.MaxFormBytes < 0,
		"ViewTimeout":        o.ViewTimeout < 0,
		"Heartbeat":          o.Heartbeat < 0,
		"StreamWriteTimeout": o.StreamWriteTimeout < 0,
		"CacheBytes":         o.CacheBytes < 0,
		"MinLoadInterval":    o.MinLoadInterval < 0,
	} {
		if negative {
			panic("framework: New: Options." + name + " is negative: leave it out for the default")
		}
	}
	if o.Heartbeat > 0 && o.Heartbeat < time.Second {
		panic(fmt.Sprintf("framework: New: Options.Heartbeat is %v: clients count it in whole seconds, so use at least 1 s", o.Heartbeat))
	}
	if strings.ContainsAny(o.Policy, "\r\n") {
		panic("framework: New: Options.Policy has a line break: a header is one line, so join its directives with \"; \"")
	}
	for _, name := range o.VaryHeaders {
		if name == "" || strings.ContainsAny(name, " ,:\r\n\t") {
			panic(fmt.Sprintf("framework: New: Options.VaryHeaders has %q: give one name of a request header in each element", name))
		}
	}
}

// newHub returns a hub with these options.
func (o Options[V]) newHub() *live.Hub[*sse.Frame] {
	h := live.NewHub[*sse.Frame]()
	h.Log = o.Logger
	h.MaxScreens = limit(o.MaxScreens, h.MaxScreens)
	h.IdleTimeout = limit(o.ScreenIdleTimeout, h.IdleTimeout)
	h.CacheBytes = or(o.CacheBytes, h.CacheBytes)
	h.MinLoadInterval = or(o.MinLoadInterval, h.MinLoadInterval)
	return h
}

// newStreams returns a server of streams with these options.
func (o Options[V]) newStreams() *sse.Server {
	s := sse.NewServer()
	s.Log = o.Logger
	s.Heartbeat = or(o.Heartbeat, s.Heartbeat)
	s.WriteTimeout = or(o.StreamWriteTimeout, s.WriteTimeout)
	s.MaxStreamAge = limit(o.MaxStreamAge, s.MaxStreamAge)
	s.MaxStreams = limit(o.MaxStreams, s.MaxStreams)
	s.DisableCompression = o.DisableStreamCompression
	return s
}

// or returns the value, or the default if it is zero.
func or[T comparable](value, byDefault T) T {
	if value == *new(T) {
		return byDefault
	}
	return value
}

// limit is or for values that are zero inside if they are negative in the options.
func limit[T int | time.Duration](value, byDefault T) T { return max(0, or(value, byDefault)) }

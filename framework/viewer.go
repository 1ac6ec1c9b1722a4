package framework

import (
	"net/http"
	"time"
)

// A Viewer says who asks. The app resolves it from the request, once for each request.
type Viewer[V any] struct {
	// User is what views, actions and the shell get. The zero value is a stranger.
	User V

	// Expires is when streams end, so that the viewer function is asked again. Zero: never.
	Expires time.Time

	// ID names this person for as long as the account exists, such as "7". It is empty for a
	// stranger. A draft, which is what a person has typed and not submitted, belongs to this ID.
	// The client gets a sum of the ID.
	ID string

	// Name is what other people see of this person where a page says who is there, such as "Ada":
	// see [Page.Presence]. At most 128 bytes; the rest is cut.
	Name string

	// Language is what this person wants to read, as a BCP 47 tag. It counts in an app that has
	// several: see [Options.Languages]. Empty: the header Accept-Language decides. After a change
	// of a stored language, notify RevokeTopic: the person's other tabs request their page again.
	Language string

	// ShellTopic names what the shell shows of this person, such as "shell:7": a name, a badge, a
	// number of unread messages. After a notification on it the person's open tabs request the
	// shell again. Empty: nothing in the shell changes by itself.
	ShellTopic string

	// RevokeTopic names the right to see and do things, such as "user:7", or "session:…" for one
	// session alone. A notification on it ends the streams of all viewers that have it, at once.
	// Their tabs request the page again, and the viewer function decides. Notify it on sign-out and
	// when rights change.
	RevokeTopic string
}

// Anyone is the viewer of an app without users, and the audience of a page that is the same for
// all.
type Anyone struct{}

// Public is the viewer function of an app without users.
func Public(*http.Request) (Viewer[Anyone], error) { return Viewer[Anyone]{}, nil }

// Everyone is the audience of a page that is the same for all.
func Everyone[V any](V) Anyone { return Anyone{} }

// Self is the audience of a page that is private to each viewer.
func Self[V comparable](viewer V) V { return viewer }

package framework

import (
	"net/http"
	"time"
)

// A Viewer says who asks. The app resolves it from the request, once for each request.
type Viewer[V any] struct {
	Who V

	// Expires is when this answer must not be trusted any more: streams end then, and the client asks again. Zero: never.
	Expires time.Time

	// Topic is this person's own topic, such as "user:7", and empty for a stranger. A notice on it ends the person's streams and makes their
	// documents load again: notify it on sign-out, on a change of rights, or of anything that the shell shows. It also stands for the person in
	// the mark of a document.
	Topic string
}

// Anyone is the viewer of an app without users, and the audience of a page that is the same for all.
type Anyone struct{}

// Public is the viewer function of an app without users.
func Public(*http.Request) (Viewer[Anyone], error) { return Viewer[Anyone]{}, nil }

// Everyone is the audience of a page that is the same for all.
func Everyone[V any](V) Anyone { return Anyone{} }

// Self is the audience of a page that is private to each viewer.
func Self[V comparable](viewer V) V { return viewer }

package presence

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A Person is somebody who is at a place.
type Person struct{ ID, Name string }

// People are those who are at a place.
type People struct {
	List  []Person // the first ones, by name and then by ID
	Total int      // how many there are
}

// A Signal is what a person does at a place just now, such as typing.
type Signal struct{ ID, Name, Value string }

// At returns who is at a place: the first ones, at most [MaxListed], and how many there are. It
// takes the context of a view, of its template, or of an action. All who share the page get the
// same.
func At(ctx context.Context, place string, most int) People {
	r := readerOf(ctx, "At")
	r.depend(peopleTopic(place))
	people := r.tracker.people(place)
	people.List = cut(people.List, most)
	return people
}

// Signals returns the signals at a place that have not ended, at most [MaxListed], by name and then
// by ID. It takes the same contexts as [At].
func Signals(ctx context.Context, place string, most int) []Signal {
	r := readerOf(ctx, "Signals")
	r.depend(signalTopic(place))
	return cut(r.tracker.signalsAt(place), most)
}

// cut returns the first of a list, so that who appends to them changes nothing behind them.
func cut[T any](list []T, most int) []T {
	n := min(max(most, 0), len(list))
	return list[:n:n]
}

// The names of topics of an app have no byte 0, so these are no names of an app.
func peopleTopic(place string) string { return "\x00people " + place }
func signalTopic(place string) string { return "\x00signals " + place }

// CheckPlace returns an error that says what is wrong with the name of a place.
func CheckPlace(place string) error {
	if place == "" || len(place) > MaxPlaceBytes || !utf8.ValidString(place) || strings.ContainsFunc(place, unicode.IsControl) {
		return fmt.Errorf("presence: %.40q is not the name of a place: give 1 to %d bytes of UTF-8 without control characters", place, MaxPlaceBytes)
	}
	return nil
}

// clean makes text fit to be sent: no control characters, and at most so many bytes.
func clean(text string, most int) string {
	text = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || c == utf8.RuneError {
			return ' '
		}
		return c
	}, text)
	for len(text) > most {
		_, n := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-n]
	}
	return text
}

// A reader is what the context of a view leads to.
type reader struct {
	tracker *Tracker
	mu      sync.Mutex
	topics  []string
}

type readerKey struct{}

// WithReader returns a context for a view, and a function that returns the topics of what was read
// with it. The framework calls it.
func WithReader(ctx context.Context, t *Tracker) (reading context.Context, topics func() []string) {
	r := &reader{tracker: t}
	return context.WithValue(ctx, readerKey{}, r), func() []string {
		r.mu.Lock()
		defer r.mu.Unlock()
		slices.Sort(r.topics)
		return slices.Compact(r.topics)
	}
}

func readerOf(ctx context.Context, call string) *reader {
	r, ok := ctx.Value(readerKey{}).(*reader)
	if !ok {
		panic("presence: " + call + " needs the context of a view or of an action")
	}
	return r
}

func (r *reader) depend(topic string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.topics = append(r.topics, topic)
}

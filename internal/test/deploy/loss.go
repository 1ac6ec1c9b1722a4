package deploy

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// A Loss is what a robot, or all of them, have lost.
type Loss struct {
	Forms      int
	Typed      int // characters
	Changes    int // of fields that hold no text
	Characters int // that are not there
	Choices    int // fields without text that hold something else
	Focus      int // forms in which the focus or the caret is elsewhere
	Elsewhere  int // keys that went to something else
	Documents  int // loaded beside the first
	Posts      int // that no robot sent
	Unsaved    int // forms of which the server did not get what was typed
	Errors     int // of scripts
	Doubles    int // comments that had a second effect
	News       int // pieces of news that a tab did not show
	Shown      int // sentences shown to people that tell of something that did not work

	Written  int // pieces of news
	Comments int // sent, in between
	Resends  int // of them, that the client had to send again

	Messages []string // in words
}

// Any reports whether anything was lost.
func (l Loss) Any() bool {
	return l.Characters+l.Choices+l.Focus+l.Elsewhere+l.Documents+l.Posts+l.Unsaved+l.Errors+l.Doubles+l.News+l.Shown > 0
}

func (l *Loss) tell(format string, args ...any) {
	l.Messages = append(l.Messages, fmt.Sprintf(format, args...))
}

// Add adds what another robot has lost.
func (l *Loss) Add(other Loss) {
	l.Forms += other.Forms
	l.Typed += other.Typed
	l.Changes += other.Changes
	l.Characters += other.Characters
	l.Choices += other.Choices
	l.Focus += other.Focus
	l.Elsewhere += other.Elsewhere
	l.Documents += other.Documents
	l.Posts += other.Posts
	l.Unsaved += other.Unsaved
	l.Errors += other.Errors
	l.Doubles += other.Doubles
	l.News += other.News
	l.Shown += other.Shown
	l.Written += other.Written
	l.Comments += other.Comments
	l.Resends += other.Resends
	l.Messages = append(l.Messages, other.Messages...)
}

// Loss compares the form with what the robot has typed.
func (r *Robot) Loss() (l Loss) {
	l.Forms, l.Typed, l.Changes = 1, r.Typed, r.Changes
	r.compareFields(&l)
	r.compareFocus(&l)
	w := r.Tab.Observation()
	l.Elsewhere = len(w.Elsewhere)
	l.Errors, l.Resends = len(w.Errors)+len(w.Violations), w.Resends
	for _, text := range w.Messages {
		if !slices.Contains(expected, text) {
			l.Shown++
			l.tell("form %d: the page said %q", r.Form, text)
		}
	}
	for _, line := range slices.Concat(w.Elsewhere, w.Errors, w.Violations) {
		l.tell("form %d: %s", r.Form, line)
	}
	if r.Tab.site != nil {
		l.Documents = r.Tab.site.Documents(r.Tab.Name) - 1
	}
	if l.Documents > 0 || w.ID != r.first.ID {
		l.Documents = max(l.Documents, 1)
		l.tell("form %d: %d documents were loaded", r.Form, l.Documents)
	}
	return l
}

// expected are the sentences that actions answer with.
var expected = []string{"Saved.", "Your comment is there."}

// compareFields looks into all fields, but for those that are named.
func (r *Robot) compareFields(l *Loss, but ...string) {
	values := map[string]string{}
	r.Tab.Eval("observer.values()", &values)
	for _, key := range slices.Sorted(maps.Keys(r.texts)) {
		if lost := missing(string(r.texts[key]), values[key]); lost > 0 && !slices.Contains(but, key) {
			l.Characters += lost
			l.tell("form %d: %s holds %q, and %q was typed", r.Form, key, values[key], string(r.texts[key]))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(r.values)) {
		if values[key] != r.values[key] && !slices.Contains(but, key) {
			l.Choices++
			l.tell("form %d: %s is %q, and %q was chosen", r.Form, key, values[key], r.values[key])
		}
	}
}

func (r *Robot) compareFocus(l *Loss) {
	var place struct {
		Field string
		Caret *int
	}
	r.Tab.Eval("observer.place()", &place)
	if place.Field != r.in || place.Caret != nil && r.caret >= 0 && *place.Caret != r.caret {
		l.Focus++
		l.tell("form %d: the focus is in %s at %s, and was in %s at %d", r.Form, place.Field, text(place.Caret), r.in, r.caret)
	}
}

func text(n *int) string {
	if n == nil {
		return "?"
	}
	return fmt.Sprint(*n)
}

// missing is how many characters of a text are not there: those between the beginning and the end
// that are.
func missing(want, got string) int {
	if want == got {
		return 0
	}
	begin := 0
	for begin < min(len(want), len(got)) && want[begin] == got[begin] {
		begin++
	}
	end := 0
	for end < min(len(want), len(got))-begin && want[len(want)-1-end] == got[len(got)-1-end] {
		end++
	}
	return max(1, len(want)-begin-end)
}

// Saved compares a post with what the robot has typed.
func (r *Robot) Saved(sent url.Values) (l Loss) {
	differs := func(name, want string) {
		if got := strings.Join(sent[name], "\n"); got != want {
			l.Unsaved = 1
			l.tell("form %d: %s was sent as %q, and is %q", r.Form, name, got, want)
		}
	}
	lines := make([]string, 3)
	for key, value := range r.texts {
		switch {
		case key == "note": // edited in place: it is not sent
		case strings.HasPrefix(key, "line"):
			lines[key[len(key)-1]-'0'] = string(value)
		default:
			differs(key, string(value))
		}
	}
	differs("line", strings.Join(lines, "\n"))
	for key, value := range r.values {
		switch {
		case key == "agree" && value == "true":
			differs(key, "yes")
		case key == "agree":
			differs(key, "")
		case key == "file":
		default:
			differs(key, value)
		}
	}
	return l
}

package deploy

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/chromedp/chromedp/kb"
)

// A field is a control of the form into which robots type, by the key that the observer gives it.
type field struct {
	key   string
	chars string // a text field takes these, where the caret is
	end   string // the key that moves the caret to its end
	whole func(last string, r *rand.Rand) (keys, value string)
}

const letters = "abcdefghijklmnopqrstuvwxyz" // among them the shortcuts e and o

// control is Ctrl, before a key.
const control = "\x11"

// fields are all controls of the form but the color and the file, for which there are no keys, and
// those that only one build has.
var fields = []field{
	{key: "title", chars: letters, end: kb.End},
	{key: "body", chars: letters, end: control + kb.End},
	{key: "search", chars: letters, end: kb.End},
	{key: "email", chars: letters, end: kb.End},
	{key: "web", chars: letters, end: kb.End},
	{key: "phone", chars: "0123456789", end: kb.End},
	{key: "amount", chars: "123456789", end: kb.End},
	{key: "line0", chars: letters, end: kb.End},
	{key: "line1", chars: letters, end: kb.End},
	{key: "line2", chars: letters, end: kb.End},
	{key: "note", chars: letters, end: control + kb.End},
	{key: "secret", chars: letters, end: kb.End},
	{key: "private", chars: letters, end: kb.End},
	{key: "detail", chars: letters, end: kb.End},
	{key: "question", chars: letters, end: kb.End},
	{key: "hint", chars: letters, end: kb.End},
	{key: "item-a", chars: letters, end: kb.End},
	{key: "item-b", chars: letters, end: kb.End},
	{key: "item-c", chars: letters, end: kb.End},
	{key: "outside", chars: letters, end: kb.End},
	{key: "day", whole: func(_ string, r *rand.Rand) (string, string) {
		m, d, y := 10+r.IntN(3), 10+r.IntN(19), 1000+r.IntN(8999)
		return fmt.Sprintf("%d%d%d", m, d, y), fmt.Sprintf("%d-%d-%d", y, m, d)
	}},
	{key: "time", whole: func(_ string, r *rand.Rand) (string, string) {
		h, m := 10+r.IntN(2), 10+r.IntN(50)
		return fmt.Sprintf("%d%da", h, m), fmt.Sprintf("%d:%d", h, m)
	}},
	{key: "moment", whole: func(_ string, r *rand.Rand) (string, string) {
		mo, d, y, h, m := 10+r.IntN(3), 10+r.IntN(19), 1000+r.IntN(8999), 10+r.IntN(2), 10+r.IntN(50)
		return fmt.Sprintf("%d%d%d%d%da", mo, d, y, h, m), fmt.Sprintf("%d-%d-%dT%d:%d", y, mo, d, h, m)
	}},
	{key: "month", whole: func(_ string, r *rand.Rand) (string, string) {
		m, y := r.IntN(3), 1000+r.IntN(8999)
		// a month is chosen by its name
		return fmt.Sprintf("%c%s%d", "ond"[m], kb.ArrowRight, y), fmt.Sprintf("%d-%d", y, 10+m)
	}},
	{key: "week", whole: func(_ string, r *rand.Rand) (string, string) {
		w, y := 10+r.IntN(40), 1000+r.IntN(8999)
		return fmt.Sprintf("%d%d", w, y), fmt.Sprintf("%d-W%d", y, w)
	}},
	{key: "level", whole: func(last string, _ *rand.Rand) (string, string) {
		var n int
		_, _ = fmt.Sscan(last, &n)
		return strings.Repeat(kb.ArrowRight, 3), fmt.Sprint(min(n+3, 100))
	}},
	{key: "agree", whole: func(last string, _ *rand.Rand) (string, string) { return " ", fmt.Sprint(last != "true") }},
	{key: "kind", whole: func(last string, _ *rand.Rand) (string, string) {
		return kb.ArrowDown, map[string]string{"fault": "wish", "wish": "praise", "praise": "fault"}[last]
	}},
	{key: "size", whole: func(last string, _ *rand.Rand) (string, string) {
		if last == "m" {
			return kb.ArrowDown, "l"
		}
		return kb.ArrowUp, "m"
	}},
	{key: "tags", whole: func(last string, _ *rand.Rand) (string, string) {
		return map[string]string{"": kb.ArrowDown, "red": kb.ArrowDown, "green": kb.ArrowUp}[last], map[string]string{"": "red", "red": "green", "green": "red"}[last]
	}},
}

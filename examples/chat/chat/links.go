package chat

import (
	"context"
	"io"
	"regexp"
	"strings"

	"github.com/a-h/templ"
)

// A piece of a message is a text, or an address that is shown as a link.
type piece struct{ Text, Href string }

var address = regexp.MustCompile(`https?://[^\s<>"]+`)

// pieces finds the addresses in a text. What people write is never HTML: both are escaped.
func pieces(text string) (all []piece) {
	at := 0
	for _, m := range address.FindAllStringIndex(text, -1) {
		end := m[0] + len(strings.TrimRight(text[m[0]:m[1]], ".,;:!?)]}'"))
		if m[0] > at {
			all = append(all, piece{Text: text[at:m[0]]})
		}
		all = append(all, piece{text[m[0]:end], text[m[0]:end]})
		at = end
	}
	if at < len(text) {
		all = append(all, piece{Text: text[at:]})
	}
	return all
}

// linked draws a text with its addresses as links. It is written in Go, as a template would add
// white space, and white space is shown as it is.
func linked(text string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		for _, p := range pieces(text) {
			if p.Href == "" {
				b.WriteString(templ.EscapeString(p.Text))
				continue
			}
			b.WriteString(`<a href="` + templ.EscapeString(p.Href) + `" target="_blank" rel="nofollow noopener noreferrer">` + templ.EscapeString(p.Text) + `</a>`)
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

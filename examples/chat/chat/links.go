package chat

import (
	"regexp"
	"strings"
)

// A piece of a message is a text, or an address that is shown as a link.
type piece struct{ Text, Href string }

var address = regexp.MustCompile(`https?://[^\s<>"]+`)

// pieces finds the addresses in a text. Templates escape both: what people write is never HTML.
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

package router

import (
	"net/http"
	"strings"

	"github.com/goldfish-go/goldfish/internal/values"
	"github.com/goldfish-go/goldfish/templ/text"
)

// A Problem is one value of an address or a form that could not be used.
type Problem = values.Problem

// A Report says what was wrong with an address. The zero Report says that nothing was.
type Report struct {
	Problems []Problem // in the order of the address, at most one for a field
	Alias    bool      // an old key or an old enum value was used: a document is redirected to its address of today, with 301
	TooLong  bool      // the query has more than MaxQuery bytes and was not read
}

// Status returns the HTTP status that an address deserves, or 0 if it is fine to go on: 414 for a query that
// is too long; 400 for a problem with a strict field and, where the method is not safe (RFC 9110, 9.2.1), for
// any problem, since what would be done might not be what was meant.
func (r Report) Status(safe bool) int {
	if r.TooLong {
		return http.StatusRequestURITooLong
	}
	for _, p := range r.Problems {
		if p.Strict || !safe {
			return http.StatusBadRequest
		}
	}
	return 0
}

// Notice returns what to tell the person, in the language of the texts, or "" if there is nothing to
// tell.
func (r Report) Notice(t *text.Texts) string {
	if r.TooLong {
		return t.AddressTooLong
	}
	if len(r.Problems) == 0 {
		return ""
	}
	const most = 3 // more than that is not read
	said := []string{t.AddressPartLeftOut}
	if r.Status(true) != 0 {
		said[0] = t.AddressNotUnderstood
	}
	for i, p := range r.Problems {
		if i == most {
			said = append(said, "…")
			break
		}
		sentence := p.Sentence(t)
		if p.Key != "" {
			sentence = p.Key + ": " + sentence
		}
		said = append(said, sentence)
	}
	return strings.Join(said, " ")
}

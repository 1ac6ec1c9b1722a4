package router

import (
	"net/http"
	"strings"

	"github.com/goldfish-go/goldfish/internal/values"
	"github.com/goldfish-go/goldfish/templ/text"
)

// A Problem is one invalid value of an address or a form.
type Problem = values.Problem

// A Report lists what was invalid in an address. In the zero Report nothing was.
type Report struct {
	Problems  []Problem // in the order of the address, at most one for a field
	UsedAlias bool      // an alias of a key or enum value: documents are redirected (301)
	TooLong   bool      // the query has more than MaxQuery bytes and was not read
}

// Status returns the HTTP status of an error, or 0 if the request may go on. A query that is too
// long is 414. A problem of a strict field is 400. If the method is not safe (RFC 9110, 9.2.1),
// every problem is 400: the request might do something that was not meant.
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

// Message returns what to tell the person, in the language of the texts, or "" if nothing was
// invalid.
func (r Report) Message(t *text.Texts) string {
	if r.TooLong {
		return t.AddressTooLong
	}
	if len(r.Problems) == 0 {
		return ""
	}
	const maxListed = 3 // more than that is not read
	sentences := []string{t.AddressPartLeftOut}
	if r.Status(true) != 0 {
		sentences[0] = t.AddressNotUnderstood
	}
	for i, p := range r.Problems {
		if i == maxListed {
			sentences = append(sentences, "…")
			break
		}
		sentence := p.Sentence(t)
		if p.Key != "" {
			sentence = p.Key + ": " + sentence
		}
		sentences = append(sentences, sentence)
	}
	return strings.Join(sentences, " ")
}

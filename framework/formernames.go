package framework

import (
	"net/url"

	"github.com/goldfish-go/goldfish/internal/values"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A page of an older build may post a form whose fields have other names now (the tag alias). The
// form is drawn with the current names, and the client of that page knows the former ones.
type formerNames struct{ codec *values.Codec }

func (rq *request[V]) formerNames(s refusedSubmission) formerNames {
	if f := rq.app.formOf(markup.URL(s.action)); f != nil {
		return formerNames{f.codecOf()}
	}
	return formerNames{}
}

// current returns a posted form with the current names of its fields.
func (n formerNames) current(posted url.Values) url.Values {
	if n.codec == nil {
		return posted
	}
	return n.codec.WithCurrentNames(posted)
}

// asPosted returns what belongs to fields, under the names that the posted form has for them.
func asPosted[T any](n formerNames, posted url.Values, byField map[string]T) map[string]T {
	if n.codec == nil || len(byField) == 0 {
		return byField
	}
	former := map[string]string{}
	for old, now := range n.codec.UsedFormerNames(posted) {
		former[now] = old
	}
	if len(former) == 0 {
		return byField
	}
	renamed := make(map[string]T, len(byField))
	for name, of := range byField {
		if old, ok := former[name]; ok {
			name = old
		}
		renamed[name] = of
	}
	return renamed
}

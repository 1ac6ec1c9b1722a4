package store

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/goldfish-go/goldfish/internal/values"
)

// has reports whether the form has a field or list of this name, which may be in a row.
func (b base) has(name string) bool {
	return slices.ContainsFunc(b.fields, func(field string) bool {
		_, rest, ok := cutSegments(name, field)
		return ok && rest == ""
	})
}

// removeUnlisted deletes the fields of rows that the form does not have any more. It knows all
// lists of the form, also of a form that another build has drawn.
func (b base) removeUnlisted(v url.Values) {
	for _, list := range b.fields {
		if !slices.Contains(b.fields, list+"."+values.AnyRow) {
			continue
		}
		maps.DeleteFunc(v, func(name string, _ []string) bool {
			concrete, rest, ok := cutSegments(name, list)
			key, _, _ := strings.Cut(rest, ".")
			//mutant:false TestDraftRows: a row that was removed leaves nothing behind
			return ok && rest != "" && !slices.Contains(v[concrete], key)
		})
	}
}

// cutSegments splits a name after as many segments as the pattern has. ok reports whether these
// match the pattern, in which "*" matches any segment.
func cutSegments(name, pattern string) (start, rest string, ok bool) {
	rest = name
	for more := true; more; {
		var want, segment string
		var nested bool
		want, pattern, more = strings.Cut(pattern, ".")
		segment, rest, nested = strings.Cut(rest, ".")
		if segment != want && want != values.AnyRow || more && !nested {
			return "", "", false
		}
	}
	return strings.TrimSuffix(strings.TrimSuffix(name, rest), "."), rest, true
}

// keepRows adds the rows that a draft has to those that the form of an older build has sent: that
// form does not show rows, so it has removed none.
func (s *draftStep) keepRows(old, sent url.Values) {
	for name, keys := range old {
		//mutant:false TestDraftRowsOfAnOlderForm
		if _, has := sent[name]; has && s.codec.HasList(name) {
			all := slices.Clone(keys)
			for _, key := range sent[name] {
				if !slices.Contains(all, key) {
					all = append(all, key)
				}
			}
			sent[name] = all
		}
	}
}

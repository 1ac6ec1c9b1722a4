package router

import (
	"reflect"
	"strings"

	"github.com/goldfish-go/goldfish/internal/values"
)

func (r *Route[P]) appendPath(dst []byte, p reflect.Value) []byte {
	if len(r.segments) == 0 {
		return append(dst, '/')
	}
	for i := range r.segments {
		dst = r.segments[i].append(append(dst, '/'), p)
	}
	return dst
}

func (s *segment) append(dst []byte, p reflect.Value) []byte {
	if s.field == nil {
		return append(dst, s.text...)
	}
	from := len(dst)
	dst = escapeDotSegment(s.field.AppendText(dst, p), from)
	return values.EscapePath(dst, from)
}

// matchPath decodes the path values into p. ok reports whether the path matches the pattern;
// usedAlias, whether it holds a former enum value.
func (r *Route[P]) matchPath(path string, p reflect.Value) (ok, usedAlias bool) {
	rest, slash := strings.CutPrefix(path, "/")
	if len(r.segments) == 0 {
		return slash && rest == "", false
	}
	for i := range r.segments {
		if !slash {
			return false, false
		}
		var text string
		text, rest, slash = strings.Cut(rest, "/")
		matched, aliased := r.matchSegment(&r.segments[i], text, p)
		if !matched {
			return false, false
		}
		usedAlias = usedAlias || aliased
	}
	return !slash, usedAlias
}

func (r *Route[P]) matchSegment(s *segment, text string, p reflect.Value) (ok, usedAlias bool) {
	if len(text) > 3*values.QueryLimits.Value {
		return false, false
	}
	text, ok = values.UnescapePath(text)
	if !ok || s.field == nil {
		return ok && text == s.text, false
	}
	text, ok = unescapeDotSegment(text)
	if !ok || len(text) > values.QueryLimits.Value {
		return false, false
	}
	return r.codec.SetText(s.field, p, text)
}

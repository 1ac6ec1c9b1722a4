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
	dst = shield(s.field.AppendText(dst, p), from)
	return values.EscapePath(dst, from)
}

// matchPath reads the path values into p. It reports whether the path is one of the route's, and whether it
// holds an enum value that is no more.
func (r *Route[P]) matchPath(path string, p reflect.Value) (ok, old bool) {
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
		fits, upgraded := r.matchSegment(&r.segments[i], text, p)
		if !fits {
			return false, false
		}
		old = old || upgraded
	}
	return !slash, old
}

func (r *Route[P]) matchSegment(s *segment, text string, p reflect.Value) (ok, old bool) {
	if len(text) > 3*values.Query.Value {
		return false, false
	}
	text, ok = values.UnescapePath(text)
	if !ok || s.field == nil {
		return ok && text == s.text, false
	}
	text, ok = unshield(text)
	if !ok || len(text) > values.Query.Value {
		return false, false
	}
	return r.codec.SetText(s.field, p, text)
}

package router

import (
	"strings"
	"unicode/utf8"

	"github.com/goldfish-go/goldfish/internal/values"
)

// ParseLocal parses a path and query on this origin, such as the value of a next= parameter, and
// returns it in a form that is safe to redirect to. ok is false for whatever a browser could take
// for another origin: a scheme, "//", a backslash, a control character, a segment "." or "..", a
// bad escape. It is false for a fragment too, and for more than [MaxQuery] bytes.
//
// ParseLocal(string(r.URL(p))) is r.URL(p), for each route and each state that fits.
func ParseLocal(s string) (URL, bool) {
	if len(s) > MaxQuery || !strings.HasPrefix(s, "/") || strings.ContainsFunc(s, isUnsafeRune) {
		return "", false
	}
	path, query, hasQuery := strings.Cut(s, "?")
	dst, ok := appendLocalPath(make([]byte, 0, len(s)+16), path[1:])
	if ok && hasQuery {
		dst, ok = appendLocalQuery(append(dst, '?'), query)
	}
	if !ok || len(dst) > MaxQuery {
		return "", false
	}
	return URL(dst), true
}

// isUnsafeRune reports whether a rune is not allowed in a local URL. Browsers remove tabs and line
// breaks before they parse an address, and take a backslash for a slash (WHATWG URL, 4.4), so
// "/\t/evil.example" is another origin.
func isUnsafeRune(r rune) bool {
	return r < ' ' || r == 0x7f || r == '\\' || r == '#' || r == utf8.RuneError
}

// appendLocalPath appends a path, which is given without its first slash. Only its last segment may
// be empty.
func appendLocalPath(dst []byte, path string) ([]byte, bool) {
	for more := true; more; {
		var text string
		text, path, more = strings.Cut(path, "/")
		text, ok := values.UnescapePath(text)
		if !ok || text == "." || text == ".." || text == "" && more {
			return dst, false
		}
		dst = append(dst, '/')
		from := len(dst)
		dst = values.EscapePath(append(dst, text...), from)
	}
	return dst, true
}

// appendLocalQuery appends a query and escapes the bytes that need it.
func appendLocalQuery(dst []byte, query string) ([]byte, bool) {
	if _, ok := values.UnescapeQuery(query); !ok {
		return dst, false
	}
	for i := range len(query) {
		b := query[i]
		from := len(dst)
		dst = append(dst, b)
		if !isUnreserved(b) && strings.IndexByte("%&=+", b) < 0 {
			dst = values.EscapePath(dst, from)
		}
	}
	return dst, true
}

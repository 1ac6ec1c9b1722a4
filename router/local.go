package router

import (
	"strings"
	"unicode/utf8"

	"github.com/goldfish-go/goldfish/internal/values"
)

// Local returns a path and query on this origin, such as the value of a next= parameter, in a form that is
// safe to redirect to, and reports whether s is one. It refuses whatever some browser could read as another
// origin: a scheme, "//", a backslash, a control character, a segment "." or "..", a bad escape. It refuses a
// fragment too, and what is longer than [MaxQuery] bytes.
//
// Local(string(r.URL(p))) is r.URL(p), for each route and each state that fits.
func Local(s string) (URL, bool) {
	if len(s) > MaxQuery || !strings.HasPrefix(s, "/") || strings.ContainsFunc(s, isForeign) {
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

// isForeign reports whether a rune has no place in a path and query of ours. Browsers drop tabs and line
// breaks before they read an address, and read a backslash as a slash (WHATWG URL, 4.4), so
// "/\t/evil.example" is another origin.
func isForeign(r rune) bool {
	return r < ' ' || r == 0x7f || r == '\\' || r == '#' || r == utf8.RuneError
}

// appendLocalPath appends a path, which comes without its first slash. Only its last segment may be empty.
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

// appendLocalQuery appends a query as it is, with those bytes escaped that should have been.
func appendLocalQuery(dst []byte, query string) ([]byte, bool) {
	if _, ok := values.UnescapeQuery(query); !ok {
		return dst, false
	}
	for i := range len(query) {
		b := query[i]
		from := len(dst)
		dst = append(dst, b)
		if !plain(b) && strings.IndexByte("%&=+", b) < 0 {
			dst = values.EscapePath(dst, from)
		}
	}
	return dst, true
}

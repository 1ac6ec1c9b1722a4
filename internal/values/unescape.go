package values

import "strings"

// UnescapeQuery unescapes a key or a value of a query. It reports false where
// [net/url.QueryUnescape] returns an error.
func UnescapeQuery(s string) (string, bool) {
	if strings.IndexByte(s, '%') < 0 && strings.IndexByte(s, '+') < 0 {
		return s, true
	}
	return unescape(s, true)
}

// UnescapePath unescapes one path segment. A plus stays a plus.
func UnescapePath(s string) (string, bool) {
	if strings.IndexByte(s, '%') < 0 {
		return s, true
	}
	return unescape(s, false)
}

func unescape(s string, query bool) (string, bool) {
	var array [64]byte // most values fit: the string is then the only allocation
	b := array[:0]
	if len(s) > len(array) {
		b = make([]byte, 0, len(s))
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '+' && query:
			b = append(b, ' ')
		case c == '%':
			if i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
				return "", false
			}
			b = append(b, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
		default:
			b = append(b, c)
		}
	}
	return string(b), true
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}

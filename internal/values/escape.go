package values

import "slices"

// unreserved are the bytes that need no escaping anywhere in a URL (RFC 3986, 2.3). All others are
// escaped, even where a path or a query may hold them: templ and browsers take a colon for a
// scheme, and a quote ends an attribute.
var unreserved = func() (set [256]bool) {
	for _, b := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~" {
		set[b] = true
	}
	return set
}()

// EscapeQuery escapes dst[from:] in place for a query. A space becomes a plus, as in
// [net/url.QueryEscape].
func EscapeQuery(dst []byte, from int) []byte { return escape(dst, from, '+') }

// EscapePath escapes dst[from:] in place for one segment of a path. It escapes more than
// [net/url.PathEscape].
func EscapePath(dst []byte, from int) []byte { return escape(dst, from, 0) }

// escape works from the end to the start, so that it needs no second buffer.
func escape(dst []byte, from int, space byte) []byte {
	escaped, spaces := 0, 0
	for _, b := range dst[from:] {
		switch {
		case unreserved[b]:
		case b == ' ' && space != 0:
			spaces++
		default:
			escaped++
		}
	}
	if escaped+spaces == 0 {
		return dst
	}
	parseInto := len(dst) - 1
	dst = slices.Grow(dst, 2*escaped)[:len(dst)+2*escaped]
	write := len(dst) - 1
	for ; parseInto >= from; parseInto-- {
		b := dst[parseInto]
		switch {
		case unreserved[b]:
			dst[write] = b
			write--
		case b == ' ' && space != 0:
			dst[write] = space
			write--
		default:
			dst[write], dst[write-1], dst[write-2] = hex[b&15], hex[b>>4], '%'
			write -= 3
		}
	}
	return dst
}

const hex = "0123456789ABCDEF"

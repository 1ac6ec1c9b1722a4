package values

import "slices"

// unreserved are the bytes that mean themselves everywhere in an address (RFC 3986, 2.3). All others are
// escaped, though a path or a query may hold some of them: a colon makes templ and browsers think of a
// scheme, a quote ends an attribute.
var unreserved = func() (set [256]bool) {
	for _, b := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~" {
		set[b] = true
	}
	return set
}()

// EscapeQuery escapes dst[from:] in place for a query, where a space is a plus, as [net/url.QueryEscape]
// does.
func EscapeQuery(dst []byte, from int) []byte { return escape(dst, from, '+') }

// EscapePath escapes dst[from:] in place for one segment of a path. It escapes more than
// [net/url.PathEscape].
func EscapePath(dst []byte, from int) []byte { return escape(dst, from, 0) }

// escape works from the end to the front, so that it needs no second buffer.
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
	read := len(dst) - 1
	dst = slices.Grow(dst, 2*escaped)[:len(dst)+2*escaped]
	write := len(dst) - 1
	for ; read >= from; read-- {
		b := dst[read]
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

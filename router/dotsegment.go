package router

import "strings"

// Browsers and proxies remove the path segments ".", ".." and often "", escaped or not (WHATWG URL,
// 4.4: "%2e" is a dot). So a tilde is put before such a path value: "" becomes "~", ".." becomes
// "~..". A value that already looks like that gets one more: "~" becomes "~~". All other values,
// such as "~alice", are not changed.

// escapeDotSegment escapes the path value dst[from:] if it is a dot segment.
func escapeDotSegment(dst []byte, from int) []byte {
	if !isDotSegment(string(dst[from:])) {
		return dst
	}
	dst = append(dst, 0)
	copy(dst[from+1:], dst[from:])
	dst[from] = '~'
	return dst
}

// unescapeDotSegment returns the value of a segment. It reports false for a text that
// escapeDotSegment never writes.
func unescapeDotSegment(text string) (string, bool) {
	if !isDotSegment(text) {
		return text, true
	}
	return strings.CutPrefix(text, "~")
}

// isDotSegment reports whether a value is "", "." or "..", with or without tildes before it.
func isDotSegment(text string) bool {
	switch strings.TrimLeft(text, "~") {
	case "", ".", "..":
		return true
	}
	return false
}

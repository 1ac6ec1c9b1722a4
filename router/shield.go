package router

import "strings"

// Browsers and proxies take the segments ".", ".." and often "" out of a path, escaped or not (WHATWG URL,
// 4.4: "%2e" is a dot). So a path value that is one of these is written behind a tilde: "" as "~", ".." as
// "~..". What already looks like that, gets one more: "~" is "~~". Every other value, "~alice" too, stands as
// it is.

// shield writes the path value dst[from:] so that it survives.
func shield(dst []byte, from int) []byte {
	if !fragile(string(dst[from:])) {
		return dst
	}
	dst = append(dst, 0)
	copy(dst[from+1:], dst[from:])
	dst[from] = '~'
	return dst
}

// unshield returns the value that a segment was written for. It reports false for one that is never written.
func unshield(text string) (string, bool) {
	if !fragile(text) {
		return text, true
	}
	return strings.CutPrefix(text, "~")
}

// fragile reports whether a value is one of "", "." and "..", or one of them behind tildes.
func fragile(text string) bool {
	switch strings.TrimLeft(text, "~") {
	case "", ".", "..":
		return true
	}
	return false
}

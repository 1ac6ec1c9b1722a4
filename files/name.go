package files

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is the length of the longest name in bytes: that of most file systems.
const maxName = 255

// CleanName returns the last element of a file name from a client, of either kind of slash, without
// control characters, and at most 255 bytes long. It is for people: no store uses it as a path. A
// name of which nothing is left is "file".
func CleanName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		// Format characters can make a name look like another one: "exe" before "gpj.".
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, name)
	name = strings.Trim(name, " ")
	if name == "" || name == "." || name == ".." {
		return "file"
	}
	return shorten(name)
}

// shorten keeps the extension of a long name.
func shorten(name string) string {
	if len(name) <= maxName {
		return name
	}
	ext := ""
	if i := strings.LastIndexByte(name, '.'); i > 0 && len(name)-i <= 20 {
		ext = name[i:]
	}
	name = name[:maxName-len(ext)]
	for !utf8.ValidString(name) {
		name = name[:len(name)-1]
	}
	return name + ext
}

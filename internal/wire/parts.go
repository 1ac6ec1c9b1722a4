package wire

import "strings"

// MaxParts limits the parts of a page, including the parts of its parts.
const MaxParts = 16

// noVersion is written for a part of which the client has no body.
const noVersion = "-"

// A PartVersion is a part that a client shows, and the version of the body that it has.
type PartVersion struct {
	URL     string
	Version string // "" if the client has no body
}

// FormatParts returns the value of the header Goldfish-Parts: for each part its URL, a space, and
// its version or "-". Everything is joined with spaces.
func FormatParts(parts []PartVersion) string {
	words := make([]string, 0, 2*len(parts))
	for _, p := range parts {
		version := p.Version
		if version == "" {
			version = noVersion
		}
		words = append(words, p.URL, version)
	}
	return strings.Join(words, " ")
}

// ParseParts reads what FormatParts writes. It ignores an odd last word, and parts beyond MaxParts.
func ParseParts(header string) []PartVersion {
	words := strings.Fields(header)
	var all []PartVersion
	for ; len(words) >= 2 && len(all) < MaxParts; words = words[2:] {
		p := PartVersion{words[0], words[1]}
		if p.Version == noVersion {
			p.Version = ""
		}
		all = append(all, p)
	}
	return all
}

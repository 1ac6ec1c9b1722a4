package snapshot

import (
	"strings"

	"github.com/goldfish-go/goldfish/internal/htmltags"
)

// startTag handles the start tag at i. Nearly all are canonical already; then nothing is copied.
func (c *canonicalizer) startTag(i int) int {
	name, end := c.canonicalTag(i)
	closed := false
	if end == 0 {
		if name, end, closed = c.rewriteTag(i); end == 0 {
			return c.giveUp()
		}
	}
	if foreign := c.foreign(); len(c.foreignStack) > 0 || name == "svg" || name == "math" {
		if !c.pushForeign(lowerASCII(name), closed) {
			return c.giveUp()
		}
		if foreign || c.foreign() {
			return end
		}
	}
	switch {
	case htmltags.IsRawText(name):
		return c.skipRawText(name, end)
	case htmltags.IsEscapableRawText(name):
		return c.escapeRCDATA(name, c.dropLeadingNewline(end, name == "textarea"))
	case name == "pre", name == "listing":
		return c.dropLeadingNewline(end, true)
	case name == "plaintext":
		return c.giveUp()
	}
	return end
}

// isSpecial reports whether the content of an element has special rules.
func isSpecial(name string) bool {
	switch name {
	case "svg", "math", "pre", "listing", "plaintext":
		return true
	}
	return htmltags.IsRawText(name) || htmltags.IsEscapableRawText(name)
}

// canonicalTag returns the name and the end of a canonical tag. If the tag may not be canonical,
// end is 0.
func (c *canonicalizer) canonicalTag(i int) (name string, end int) {
	s := c.src
	to := nameEnd(s, i+1)
	k := to
	for k < len(s) && s[k] == ' ' {
		from := k + 1
		for k++; k < len(s) && attrByte[s[k]]; k++ {
		}
		if k == from || k+1 >= len(s) || s[k] != '=' || s[k+1] != '"' {
			return "", 0
		}
		if k = nextEscape(s, k+2); k == len(s) || s[k] != '"' {
			return "", 0
		}
		k++
	}
	if k == len(s) || s[k] != '>' {
		return "", 0
	}
	return s[i+1 : to], k + 1
}

// The characters of canonical names, of tags and of attributes.
var (
	nameByte = byteSet("abcdefghijklmnopqrstuvwxyz0123456789-")
	attrByte = byteSet("abcdefghijklmnopqrstuvwxyz0123456789-_:@.")
)

// nameEnd returns the end of the tag name that begins at i.
func nameEnd(s string, i int) int {
	for i < len(s) && nameByte[s[i]] {
		i++
	}
	return i
}

func byteSet(chars string) (t [256]bool) {
	for i := range len(chars) {
		t[chars[i]] = true
	}
	return t
}

// rewriteTag writes the tag at i in canonical form, by the rules of the tokenizer (HTML, 13.2.5).
// If the tag does not end, or has a name that could confuse the scanner, end is 0.
func (c *canonicalizer) rewriteTag(i int) (name string, end int, closed bool) {
	s := c.src
	k := i + 1
	for k < len(s) && !isSpace(s[k]) && s[k] != '/' && s[k] != '>' {
		k++
	}
	full := s[i+1 : k]
	name = lowerASCII(full)
	foreign := c.foreign() || name == "svg" || name == "math"
	if !foreign {
		full = name
	}
	if strings.ContainsAny(name, "<\"'=&") {
		return "", 0, false
	}
	before := c.flushed
	out := len(c.out)
	c.replace(i, i, "<"+full)
	giveUp := func() (string, int, bool) {
		c.out, c.flushed = c.out[:out], before
		return "", 0, false
	}
	for {
		for closed = false; k < len(s) && (isSpace(s[k]) || s[k] == '/'); k++ {
			closed = s[k] == '/'
		}
		if k == len(s) {
			return giveUp()
		}
		if s[k] == '>' {
			break
		}
		from := k
		for k++; k < len(s) && !isSpace(s[k]) && s[k] != '/' && s[k] != '>' && s[k] != '='; k++ {
		}
		attribute := s[from:k]
		if strings.ContainsAny(attribute, "<\"'=&") {
			return giveUp()
		}
		if !foreign {
			attribute = lowerASCII(attribute)
		}
		c.out = append(append(append(c.out, ' '), attribute...), `="`...)
		next := k
		for next < len(s) && isSpace(s[next]) {
			next++
		}
		if next < len(s) && s[next] == '=' {
			if k = c.writeValue(next + 1); k == 0 {
				return giveUp()
			}
		}
		c.out = append(c.out, '"')
	}
	c.out = append(c.out, '>')
	if closed && foreign && !breaksOut(name) {
		c.out = append(c.out, "</"+full+">"...)
	} else {
		closed = false
	}
	c.flushed = k + 1
	return name, k + 1, closed
}

// lowerASCII is strings.ToLower for ASCII alone.
func lowerASCII(name string) string {
	for i := range len(name) {
		if 'A' <= name[i] && name[i] <= 'Z' {
			return strings.Map(func(r rune) rune {
				if 'A' <= r && r <= 'Z' {
					r += 'a' - 'A'
				}
				return r
			}, name)
		}
	}
	return name
}

// writeValue writes the attribute value that begins at or after k. It returns its end, or 0 if it
// does not end.
func (c *canonicalizer) writeValue(k int) int {
	s := c.src
	for k < len(s) && isSpace(s[k]) {
		k++
	}
	if k == len(s) {
		return 0
	}
	from, to, next := k, k, k
	switch s[k] {
	case '"', '\'':
		n := strings.IndexByte(s[k+1:], s[k])
		if n < 0 {
			return 0
		}
		from, to, next = k+1, k+1+n, k+2+n
	default:
		for to < len(s) && !isSpace(s[to]) && s[to] != '>' {
			to++
		}
		next = to
	}
	c.flushed = from
	for i := from; i < to; {
		if isLiteral[s[i]] {
			i++
		} else {
			i = c.escapeByte(i, true)
		}
	}
	c.out = append(c.out, s[c.flushed:to]...)
	c.flushed = next
	return next
}

func (c *canonicalizer) endTag(i int) int {
	s := c.src
	k := i + 2
	for k < len(s) && !isSpace(s[k]) && s[k] != '/' && s[k] != '>' {
		k++
	}
	name := s[i+2 : k]
	end := strings.IndexByte(s[k:], '>')
	if end < 0 || strings.ContainsAny(name, "<\"'=&") {
		return c.giveUp()
	}
	if strings.ContainsAny(s[k:k+end], "\"'") {
		return c.giveUp() // attributes of an end tag may contain anything
	}
	if len(c.foreignStack) == 0 {
		if low := lowerASCII(name); low != name {
			c.replace(i+2, k, low)
		}
	}
	if end > 0 {
		c.replace(k, k+end, "")
	}
	if len(c.foreignStack) > 0 && !c.popForeign(name) {
		return c.giveUp()
	}
	return k + end + 1
}

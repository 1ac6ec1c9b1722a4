package snapshot

import (
	"strings"
	"unicode/utf8"
)

// A canonicalizer rewrites HTML as a browser serializes it, so that the innerHTML of a page that
// has just loaded equals the body on the server, byte for byte. It never changes what the HTML
// means. HTML that it cannot judge is left as it is; then the sums differ, and the first patch is
// the whole body.
type canonicalizer struct {
	src          string
	out          []byte
	flushed      int           // src up to here has been written to out
	foreignStack []openElement // open elements, from the outermost svg or math on
	unsupported  bool          // only a real parser can judge it: such a body is always sent whole
}

// canonical returns the canonical form of html, which is html itself if nothing had to change. out
// is scratch memory.
func canonical(html string, out []byte) (_ string, unsupported bool) {
	c := canonicalizer{src: clean(html), out: out[:0]}
	for i := 0; i < len(c.src); {
		i = c.skipText(c.skipCanonical(i))
		if i < len(c.src) {
			i = c.handleMarkup(i)
		}
	}
	c.unsupported = c.unsupported || len(c.foreignStack) > 0
	if c.flushed == 0 {
		return c.src, c.unsupported
	}
	return string(append(c.out, c.src[c.flushed:]...)), c.unsupported
}

// clean replaces what the browser's decoder and preprocessor change: invalid UTF-8, CR and NUL.
func clean(html string) string {
	if !utf8.ValidString(html) { // much faster than ToValidUTF8
		html = strings.ToValidUTF8(html, "\uFFFD")
	}
	if strings.IndexByte(html, '\r') >= 0 {
		html = strings.ReplaceAll(html, "\r\n", "\n")
		html = strings.ReplaceAll(html, "\r", "\n")
	}
	if strings.IndexByte(html, 0) >= 0 {
		html = strings.ReplaceAll(html, "\x00", "\uFFFD")
	}
	return html
}

// replace writes with instead of src[from:to].
func (c *canonicalizer) replace(from, to int, with string) {
	c.out = append(append(c.out, c.src[c.flushed:from]...), with...)
	c.flushed = to
}

// giveUp marks the HTML as unsupported and leaves the rest of it unchanged.
func (c *canonicalizer) giveUp() int {
	c.unsupported = true
	return len(c.src)
}

// skipCanonical skips text and simple tags that are canonical already, which nearly all are. It is
// an optimization: skipText and handleMarkup would leave the same bytes unchanged.
func (c *canonicalizer) skipCanonical(i int) int {
	s := c.src
	for len(c.foreignStack) == 0 {
		if i < len(s) && s[i] != '<' {
			i = nextEscape(s, i)
		}
		if i+2 >= len(s) || s[i] != '<' {
			break
		}
		if s[i+1] == '/' {
			end := nameEnd(s, i+2)
			if end == len(s) || s[end] != '>' || !isLetter(s[i+2]) {
				break
			}
			i = end + 1
			continue
		}
		name, end := c.canonicalTag(i)
		if end == 0 || !isLetter(s[i+1]) || isSpecial(name) {
			break
		}
		i = end
	}
	return i
}

// skipText handles text up to the next markup, or to the end.
func (c *canonicalizer) skipText(i int) int {
	s := c.src
	for i < len(s) && s[i] != '<' {
		if i = nextEscape(s, i); i == len(s) || s[i] == '<' {
			break
		}
		i = c.escapeByte(i, false)
	}
	return i
}

// escapeByte handles the character at i if text or an attribute value needs it escaped.
func (c *canonicalizer) escapeByte(i int, attribute bool) int {
	switch b := c.src[i]; {
	case b == '&':
		return c.handleReference(i, attribute)
	case b == '<':
		c.replace(i, i+1, "&lt;")
	case b == '>':
		c.replace(i, i+1, "&gt;")
	case b == '"' && attribute:
		c.replace(i, i+1, "&quot;")
	case b == 0xC2:
		if c.src[i+1] == 0xA0 {
			c.replace(i, i+2, "&nbsp;")
		}
		return i + 2
	}
	return i + 1
}

// handleMarkup handles the markup that starts with the < at i.
func (c *canonicalizer) handleMarkup(i int) int {
	var next, after byte
	if s := c.src; i+2 < len(s) {
		next, after = s[i+1], s[i+2]
	} else if i+1 < len(s) {
		next = s[i+1]
	}
	switch {
	case isLetter(next):
		return c.startTag(i)
	case next == '/' && isLetter(after):
		return c.endTag(i)
	case strings.HasPrefix(c.src[i:], "<!--"):
		return c.handleComment(i)
	case next == '!' || next == '?' || next == '/':
		return c.handleBogusComment(i)
	}
	return c.escapeByte(i, false)
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }
func isSpace(b byte) bool  { return b == ' ' || b == '\n' || b == '\t' || b == '\f' }

func (c *canonicalizer) handleComment(i int) int {
	data := c.src[i+4:]
	for _, short := range []string{">", "->"} {
		if strings.HasPrefix(data, short) {
			c.replace(i+4, i+4+len(short), "-->")
			return i + 4 + len(short)
		}
	}
	end, width := strings.Index(data, "-->"), 3
	if end < 0 {
		return c.giveUp()
	}
	if bang := strings.Index(data[:end+1], "--!>"); bang >= 0 {
		end, width = bang, 4
		c.replace(i+4+end, i+4+end+width, "-->")
	}
	return i + 4 + end + width
}

// handleBogusComment handles what a parser reads as a comment, such as <!x>. <?x> is a comment in
// old browsers and a processing instruction in new ones, so it is unsupported.
func (c *canonicalizer) handleBogusComment(i int) int {
	rest := c.src[i:]
	end := strings.IndexByte(rest, '>')
	if end < 3 || rest[1] == '?' {
		return c.giveUp()
	}
	data := rest[2:end]
	if lower := strings.ToLower(data[:min(len(data), 7)]); lower == "doctype" || lower == "[cdata[" || unsafeInComment(data) {
		return c.giveUp()
	}
	c.replace(i, i+end+1, "<!--"+data+"-->")
	return i + end + 1
}

func unsafeInComment(data string) bool {
	return strings.IndexByte(data, '<') >= 0 || strings.Contains(data, "--") || strings.HasPrefix(data, "-") || strings.HasSuffix(data, "-")
}

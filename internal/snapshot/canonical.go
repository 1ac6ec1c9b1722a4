package snapshot

import (
	"strings"
	"unicode/utf8"
)

// A canon rewrites HTML into the form in which a browser writes what it has read, so that the innerHTML of a page that has just
// loaded is what the server holds, byte for byte. It never changes what the HTML means: where it is not sure, it leaves the
// bytes as they are. Then the browser's sum differs, and its first patch is the whole body.
type canon struct {
	src   string
	out   []byte
	done  int       // src up to here is in out
	inner []element // what is open since the outermost svg or math
	odd   bool      // holds what only a real parser can judge: such a body is never patched
}

// canonical returns the canonical form of html, which is html itself where nothing had to change; out is memory to work in.
func canonical(html string, out []byte) (_ string, odd bool) {
	c := canon{src: clean(html), out: out[:0]}
	for i := 0; i < len(c.src); {
		i = c.text(c.ordinary(i))
		if i < len(c.src) {
			i = c.markup(i)
		}
	}
	c.odd = c.odd || len(c.inner) > 0
	if c.done == 0 {
		return c.src, c.odd
	}
	return string(append(c.out, c.src[c.done:]...)), c.odd
}

// clean returns html with what the browser's decoder and the first stage of its parser change: ill-formed UTF-8, CR and NUL.
func clean(html string) string {
	if !utf8.ValidString(html) { // much faster than to ask ToValidUTF8
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

// replace puts with in the place of src[from:to].
func (c *canon) replace(from, to int, with string) {
	c.out = append(append(c.out, c.src[c.done:from]...), with...)
	c.done = to
}

// leave gives up: what follows stays as it is.
func (c *canon) leave() int {
	c.odd = true
	return len(c.src)
}

// ordinary goes over what is as a browser writes it already, and that is nearly all: text, and tags that need no care. It is here for speed
// alone: text and markup would leave the same bytes as they are.
func (c *canon) ordinary(i int) int {
	s := c.src
	for len(c.inner) == 0 {
		if i < len(s) && s[i] != '<' {
			i = special(s, i)
		}
		if i+2 >= len(s) || s[i] != '<' {
			break
		}
		if s[i+1] == '/' {
			end := nameEnd(s, i+2)
			if end == len(s) || s[end] != '>' || !letter(s[i+2]) {
				break
			}
			i = end + 1
			continue
		}
		name, end := c.plainTag(i)
		if end == 0 || !letter(s[i+1]) || careful(name) {
			break
		}
		i = end
	}
	return i
}

// text goes on to the next markup, or to the end.
func (c *canon) text(i int) int {
	s := c.src
	for i < len(s) && s[i] != '<' {
		if i = special(s, i); i == len(s) || s[i] == '<' {
			break
		}
		i = c.escape(i, false)
	}
	return i
}

// escape handles the one character at i that is written in another way inside text or an attribute value.
func (c *canon) escape(i int, attribute bool) int {
	switch b := c.src[i]; {
	case b == '&':
		return c.reference(i, attribute)
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

// markup handles what begins with the < at i.
func (c *canon) markup(i int) int {
	var next, after byte
	if s := c.src; i+2 < len(s) {
		next, after = s[i+1], s[i+2]
	} else if i+1 < len(s) {
		next = s[i+1]
	}
	switch {
	case letter(next):
		return c.startTag(i)
	case next == '/' && letter(after):
		return c.endTag(i)
	case strings.HasPrefix(c.src[i:], "<!--"):
		return c.comment(i)
	case next == '!' || next == '?' || next == '/':
		return c.bogus(i)
	}
	return c.escape(i, false)
}

func letter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }
func space(b byte) bool  { return b == ' ' || b == '\n' || b == '\t' || b == '\f' }

func (c *canon) comment(i int) int {
	data := c.src[i+4:]
	for _, short := range []string{">", "->"} {
		if strings.HasPrefix(data, short) {
			c.replace(i+4, i+4+len(short), "-->")
			return i + 4 + len(short)
		}
	}
	end, width := strings.Index(data, "-->"), 3
	if end < 0 {
		return c.leave()
	}
	if bang := strings.Index(data[:end+1], "--!>"); bang >= 0 {
		end, width = bang, 4
		c.replace(i+4+end, i+4+end+width, "-->")
	}
	return i + 4 + end + width
}

// bogus handles what a parser reads as a comment, such as <!x>. What <? begins is one in old browsers and an instruction in new ones.
func (c *canon) bogus(i int) int {
	rest := c.src[i:]
	end := strings.IndexByte(rest, '>')
	if end < 3 || rest[1] == '?' {
		return c.leave()
	}
	data := rest[2:end]
	if lower := strings.ToLower(data[:min(len(data), 7)]); lower == "doctype" || lower == "[cdata[" || unsafeInComment(data) {
		return c.leave()
	}
	c.replace(i, i+end+1, "<!--"+data+"-->")
	return i + end + 1
}

func unsafeInComment(data string) bool {
	return strings.IndexByte(data, '<') >= 0 || strings.Contains(data, "--") || strings.HasPrefix(data, "-") || strings.HasSuffix(data, "-")
}

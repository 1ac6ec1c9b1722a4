package snapshot

import (
	"html"
	"strings"
	"unicode/utf8"
)

// handleReference handles the & at i. A browser parses a character reference and serializes the
// character in only one way. In an attribute, a name without semicolon may be a parameter of a URL
// (?a=1&copy=2); then it is no reference.
func (c *canonicalizer) handleReference(i int, attribute bool) int {
	end := i + 1
	if end < len(c.src) && c.src[end] == '#' {
		end++
	}
	for end < len(c.src) && (isLetter(c.src[end]) || '0' <= c.src[end] && c.src[end] <= '9') {
		end++
	}
	semicolon := end < len(c.src) && c.src[end] == ';'
	if semicolon {
		end++
	}
	name := c.src[i:end]
	switch name {
	case "&amp;", "&lt;", "&gt;", "&nbsp;":
		return end
	case "&#39;":
		c.replace(i, end, "'")
		return end
	case "&quot;":
		if attribute {
			return end
		}
	}
	// long or malformed: leave it unchanged
	if len(name) > 40 || len(name) > 1 && name[1] == '#' && !number(name) {
		return end
	}
	switch character := html.UnescapeString(name); {
	case character == name:
		c.replace(i, i+1, "&amp;")
		return i + 1
	case strings.ContainsAny(character, "\n\r"):
		return end // the character itself might be lost
	case semicolon && (character == ";" || !strings.HasSuffix(character, ";")):
		c.replace(i, end, escaped(character, attribute))
		return end
	case attribute && name[1] != '#' && (utf8.RuneCountInString(character) > 1 || end < len(c.src) && c.src[end] == '='):
		c.replace(i, i+1, "&amp;")
		return i + 1
	default:
		return end
	}
}

func escaped(s string, attribute bool) string {
	if attribute {
		s = strings.ReplaceAll(s, "\"", "\x00")
	}
	s = entities.Replace(s)
	return strings.ReplaceAll(s, "\x00", "&quot;")
}

var entities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\u00A0", "&nbsp;")

// number reports whether a reference has the form &#39; or &#x27;.
func number(ref string) bool {
	digits, ok := strings.CutSuffix(ref[2:], ";")
	if len(digits) > 0 && digits[0]|0x20 == 'x' {
		return ok && len(digits) > 1 && strings.Trim(digits[1:], "0123456789abcdefABCDEF") == ""
	}
	return ok && len(digits) > 0 && strings.Trim(digits, "0123456789") == ""
}

package snapshot

import (
	"strings"

	"github.com/goldfish-go/goldfish/internal/htmltags"
)

// Inside svg and math (foreign content), other rules apply: names keep their case, <path/> is
// closed, and style is ordinary text. Some elements there contain HTML again. So the canonicalizer
// tracks all open elements there. If they are not well nested, or a tag such as <div> would end
// them, the HTML is unsupported: only a parser can tell.
//
// An openElement is an open element in svg or math, or one of these.
type openElement struct {
	name      string
	namespace string // of its content: "svg", "math" or "" for HTML
}

// foreign reports whether the current position is foreign content.
func (c *canonicalizer) foreign() bool {
	return len(c.foreignStack) > 0 && c.foreignStack[len(c.foreignStack)-1].namespace != ""
}

// pushForeign handles a start tag of svg or math, or inside them. It reports false if the HTML is
// unsupported.
func (c *canonicalizer) pushForeign(name string, closed bool) bool {
	namespace := ""
	if len(c.foreignStack) > 0 {
		namespace = c.foreignStack[len(c.foreignStack)-1].namespace
	}
	switch {
	case namespace != "" && breaksOut(name), name == "annotation-xml", name == "mglyph", name == "malignmark":
		return false
	case closed, namespace == "" && htmltags.IsVoid(name):
		return true
	case name == "svg", name == "math":
		namespace = name
	case namespace == "svg" && (name == "foreignobject" || name == "desc" || name == "title"),
		namespace == "math" && (name == "mi" || name == "mo" || name == "mn" || name == "ms" || name == "mtext"):
		namespace = ""
	}
	c.foreignStack = append(c.foreignStack, openElement{name, namespace})
	return len(c.foreignStack) < maxDepth
}

// popForeign handles an end tag inside svg or math.
func (c *canonicalizer) popForeign(name string) bool {
	last := len(c.foreignStack) - 1
	if c.foreignStack[last].name != lowerASCII(name) {
		return false
	}
	c.foreignStack = c.foreignStack[:last]
	return true
}

// breaksOut reports whether a start tag of this name ends foreign content (HTML, 13.2.6.5).
func breaksOut(name string) bool {
	switch name {
	case "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "font", "h1", "h2", "h3", "h4",
		"h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p", "pre", "ruby", "s", "small", "span",
		"strike", "strong", "sub", "sup", "table", "tt", "u", "ul", "var":
		return true
	}
	return false
}

// skipRawText skips raw text, in which only the end tag is markup.
func (c *canonicalizer) skipRawText(name string, i int) int {
	end := indexEndTag(c.src, name, i)
	if end < 0 || name == "script" && strings.Contains(c.src[i:end], "<!--") {
		return c.giveUp() // inside <!-- a </script> may not end the script
	}
	return end
}

// escapeRCDATA escapes text that may contain references but no markup.
func (c *canonicalizer) escapeRCDATA(name string, i int) int {
	end := indexEndTag(c.src, name, i)
	if end < 0 {
		return c.giveUp()
	}
	for i < end {
		if b := c.src[i]; isLiteral[b] {
			i++
		} else {
			i = c.escapeByte(i, false)
		}
	}
	return i
}

// dropLeadingNewline drops the newline after the tag, as the parser does. If two newlines follow,
// the text begins with a newline and is left unchanged.
func (c *canonicalizer) dropLeadingNewline(i int, drop bool) int {
	if drop && i < len(c.src) && c.src[i] == '\n' && !strings.HasPrefix(c.src[i+1:], "\n") {
		c.replace(i, i+1, "")
		return i + 1
	}
	return i
}

// indexEndTag returns the offset of the end tag of a raw text element, or -1.
func indexEndTag(s, name string, i int) int {
	for {
		k := strings.Index(s[i:], "</")
		if k < 0 {
			return -1
		}
		i += k
		if after := i + 2 + len(name); after < len(s) && strings.EqualFold(s[i+2:after], name) && (isSpace(s[after]) || s[after] == '/' || s[after] == '>') {
			return i
		}
		i += 2
	}
}

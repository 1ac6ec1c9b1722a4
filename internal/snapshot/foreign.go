package snapshot

import "strings"

// Inside svg and math other rules hold: letters keep their case, <path/> is closed, and style is ordinary text. Some of their
// elements hold HTML again. So all elements that are open there are followed; where they are not well nested, or where a tag such
// as <div> would end them, only a parser can tell what holds.
type element struct {
	name  string
	rules string // inside it: "svg", "math" or "" for HTML
}

// foreign reports whether the rules of svg and math hold here.
func (c *canon) foreign() bool { return len(c.inner) > 0 && c.inner[len(c.inner)-1].rules != "" }

// enter notes a start tag of, or in, svg or math; false where its effect is not sure.
func (c *canon) enter(name string, closed bool) bool {
	rules := ""
	if len(c.inner) > 0 {
		rules = c.inner[len(c.inner)-1].rules
	}
	switch {
	case rules != "" && breaksOut(name), name == "annotation-xml", name == "mglyph", name == "malignmark":
		return false
	case closed, rules == "" && void(name):
		return true
	case name == "svg", name == "math":
		rules = name
	case rules == "svg" && (name == "foreignobject" || name == "desc" || name == "title"),
		rules == "math" && (name == "mi" || name == "mo" || name == "mn" || name == "ms" || name == "mtext"):
		rules = ""
	}
	c.inner = append(c.inner, element{name, rules})
	return len(c.inner) < maxDepth
}

// exit notes an end tag in svg or math.
func (c *canon) exit(name string) bool {
	last := len(c.inner) - 1
	if c.inner[last].name != lowered(name) {
		return false
	}
	c.inner = c.inner[:last]
	return true
}

// breaksOut reports whether a start tag of this name ends svg and math.
func breaksOut(name string) bool {
	switch name {
	case "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "font", "h1", "h2", "h3", "h4",
		"h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p", "pre", "ruby", "s", "small", "span",
		"strike", "strong", "sub", "sup", "table", "tt", "u", "ul", "var":
		return true
	}
	return false
}

// void reports whether an HTML element of this name has no content and no end tag.
func void(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
		"param", "basefont", "bgsound", "frame", "keygen":
		return true
	}
	return false
}

// raw goes over text in which nothing is markup but the end tag.
func (c *canon) raw(name string, i int) int {
	end := closing(c.src, name, i)
	if end < 0 || name == "script" && strings.Contains(c.src[i:end], "<!--") {
		return c.leave() // inside a comment </script> may not count
	}
	return end
}

// untilEnd escapes text that may hold references but no markup.
func (c *canon) untilEnd(name string, i int) int {
	end := closing(c.src, name, i)
	if end < 0 {
		return c.leave()
	}
	for i < end {
		if b := c.src[i]; plain[b] {
			i++
		} else {
			i = c.escape(i, false)
		}
	}
	return i
}

// firstNewline drops the newline after the tag, which the parser drops too, unless another follows: there is no second way to write that.
func (c *canon) firstNewline(i int, drop bool) int {
	if drop && i < len(c.src) && c.src[i] == '\n' && !strings.HasPrefix(c.src[i+1:], "\n") {
		c.replace(i, i+1, "")
		return i + 1
	}
	return i
}

// closing returns where the end tag of a raw text element stands, or -1.
func closing(s, name string, i int) int {
	for {
		k := strings.Index(s[i:], "</")
		if k < 0 {
			return -1
		}
		i += k
		if after := i + 2 + len(name); after < len(s) && strings.EqualFold(s[i+2:after], name) && (space(s[after]) || s[after] == '/' || s[after] == '>') {
			return i
		}
		i += 2
	}
}

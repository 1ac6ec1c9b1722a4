// Package htmltags answers: which HTML elements have a content model of their own? Names are in
// lower case.
package htmltags

// IsVoid reports whether an element has no content and no end tag (HTML, 13.1.2, and the obsolete
// ones that the serializer treats alike, 13.3).
func IsVoid(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
		"wbr", "param", "basefont", "bgsound", "frame", "keygen":
		return true
	}
	return false
}

// IsRawText reports whether a parser reads everything up to the element's end tag as text, without
// character references (HTML, 13.2.6). noscript is such an element if scripting is on.
func IsRawText(name string) bool {
	switch name {
	case "script", "style", "xmp", "iframe", "noembed", "noframes", "noscript":
		return true
	}
	return false
}

// IsEscapableRawText reports whether a parser reads everything up to the element's end tag as text
// with character references. The tokenizer calls this RCDATA.
func IsEscapableRawText(name string) bool { return name == "textarea" || name == "title" }

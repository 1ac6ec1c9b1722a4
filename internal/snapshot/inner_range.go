package snapshot

import "strings"

// InnerRange returns the range of the inner HTML of the element with this id. ok is false if no
// element or several have the id, if the id is written with character references, or if the body is
// unsupported.
func (s Snapshot) InnerRange(id string) (from, to int, ok bool) {
	x := s.index()
	if x == nil {
		return 0, 0, false
	}
	n := x.find(s.Body, id)
	if n == 0 {
		return 0, 0, false
	}
	outer := x.outerHTML(s.Body, n)
	contentStart, end := endOfTag(outer), strings.LastIndex(outer, "</")
	if contentStart < 0 || end < contentStart {
		return 0, 0, false // an element without content, such as an input
	}
	start := int(x.nodes[n].start)
	return start + contentStart, start + end, true
}

// endOfTag returns the offset after a start tag, or -1 if the tag does not end. Attribute values
// are in double quotes.
func endOfTag(html string) int {
	for i, quoted := 0, false; i < len(html); i++ {
		switch html[i] {
		case '"':
			quoted = !quoted
		case '>':
			if !quoted {
				return i + 1
			}
		}
	}
	return -1
}

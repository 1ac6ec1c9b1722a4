package snapshot

import "strings"

// Inside returns where the content of the element with this id begins and ends in the body. ok is false where no element, or more than
// one, has the id, where the id is written with entities, or where the body cannot be judged.
func (s Snapshot) Inside(id string) (from, to int, ok bool) {
	x := s.index()
	if x == nil {
		return 0, 0, false
	}
	n := x.find(s.Body, id)
	if n == 0 {
		return 0, 0, false
	}
	outer := x.outer(s.Body, n)
	begin, end := endOfTag(outer), strings.LastIndex(outer, "</")
	if begin < 0 || end < begin {
		return 0, 0, false // an element without content, such as an input
	}
	start := int(x.nodes[n].start)
	return start + begin, start + end, true
}

// endOfTag returns where the content behind a start tag begins, -1 where the tag has no end. Values stand in double quotes.
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

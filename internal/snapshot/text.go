package snapshot

import (
	"math/bits"
	"strings"
	"unicode/utf8"
)

// text compares own text, old[a:aEnd] with new[b:bEnd], and notes the splices. It walks over tags and runs of text in step, which
// finds all changes where the structure is the same; where it is not, one splice takes the rest.
func (d *differ) text(a, aEnd, b, bEnd int32) {
	x, y := d.old[a:aEnd], d.new[b:bEnd]
	if d.untouched(a, aEnd, b, bEnd) || x == y {
		return
	}
	tail := int(d.sharedEnd(a, aEnd, b, bEnd))
	if short := min(len(x), len(y)); tail == short {
		d.splice(a, aEnd-int32(tail), b, bEnd-int32(tail))
		return
	}
	x, y = x[:len(x)-tail], y[:len(y)-tail]
	i, j, before := 0, 0, d.weight
	for (i < len(x) || j < len(y)) && !d.tooLarge() {
		if so := d.weight - before; so > d.limit/3 && so*len(y) > d.limit*j {
			d.weight = d.limit + 1 // as it will be if it goes on like this
			return
		}
		k := tokenStart(x[i : i+common(x[i:], y[j:])])
		i, j = i+k, j+k
		iEnd, jEnd := i+tokenLen(x[i:]), j+tokenLen(y[j:])
		switch inX, inY := kind(x[i:]), kind(y[j:]); {
		case inX == inY && (inX == tokenText || tagName(x[i:]) == tagName(y[j:])):
		case inX == tokenText && inY == tokenTag:
			jEnd = j // text that was there has gone
		case inX == tokenTag && inY == tokenText:
			iEnd = i // text that was not there has come
		default:
			iEnd, jEnd = len(x), len(y)
		}
		d.splice(a+int32(i), a+int32(iEnd), b+int32(j), b+int32(jEnd))
		i, j = iEnd, jEnd
	}
}

// splice notes a change, without what is equal at its ends, and joined to the one before where almost nothing is between.
func (d *differ) splice(a, aEnd, b, bEnd int32) {
	head := int32(common(d.old[a:aEnd], d.new[b:bEnd]))
	a, b = a+head, b+head
	tail := int32(commonEnd(d.old[a:aEnd], d.new[b:bEnd]))
	aEnd, bEnd = aEnd-tail, bEnd-tail
	if a == aEnd && b == bEnd {
		return
	}
	const cost = 6 // of a splice beyond its text
	if last := len(d.splices) - 1; last >= 0 && d.joins(last) {
		if s := &d.splices[last]; a-s.aEnd <= cost && a-s.aEnd == b-s.bEnd && a >= s.aEnd {
			d.weight += int(bEnd - s.bEnd)
			s.aEnd, s.bEnd = aEnd, bEnd
			return
		}
	}
	d.weight += int(bEnd-b) + cost
	d.splices = append(d.splices, splice{a, aEnd, b, bEnd})
}

// joins reports whether the splice belongs to the edit under way.
func (d *differ) joins(k int) bool { return k >= d.first }

// common returns how many bytes x and y share at the start, in whole characters.
func common(x, y string) int {
	n := min(len(x), len(y))
	i := 0
	for i+256 <= n && x[i:i+256] == y[i:i+256] {
		i += 256
	}
	for i+8 <= n {
		if odd := load(x, i) ^ load(y, i); odd != 0 {
			i += first(odd)
			n = i
			break
		}
		i += 8
	}
	for i < n && x[i] == y[i] {
		i++
	}
	for i > 0 && (i < len(x) && !utf8.RuneStart(x[i]) || i < len(y) && !utf8.RuneStart(y[i])) {
		i--
	}
	return i
}

// commonEnd returns how many bytes x and y share at the end, in whole characters.
func commonEnd(x, y string) int {
	n := min(len(x), len(y))
	x, y = x[len(x)-n:], y[len(y)-n:]
	i := n
	for i >= 256 && x[i-256:i] == y[i-256:i] {
		i -= 256
	}
	for i >= 8 {
		if odd := load(x, i-8) ^ load(y, i-8); odd != 0 {
			i -= bits.LeadingZeros64(odd) / 8
			break
		}
		i -= 8
	}
	for i > 0 && x[i-1] == y[i-1] {
		i--
	}
	for i < n && !utf8.RuneStart(x[i]) {
		i++
	}
	return n - i
}

type token uint8

const (
	tokenEnd token = iota
	tokenTag
	tokenText
)

func kind(s string) token {
	if s == "" {
		return tokenEnd
	}
	if s[0] == '<' {
		return tokenTag
	}
	return tokenText
}

// tokenLen returns the length of the tag or text at the start of s.
func tokenLen(s string) int {
	if s == "" {
		return 0
	}
	if s[0] == '<' {
		if n := strings.IndexByte(s, '>'); n >= 0 {
			return n + 1
		}
	} else if n := strings.IndexByte(s, '<'); n >= 0 {
		return n
	}
	return len(s)
}

// tokenStart returns where the last tag or text in s begins, which may go on after it.
func tokenStart(s string) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == '<' {
			return i
		}
		if s[i] == '>' {
			return i + 1
		}
	}
	return 0
}

func tagName(s string) string {
	if n := strings.IndexAny(s, " >"); n >= 0 {
		return s[:n]
	}
	return s
}

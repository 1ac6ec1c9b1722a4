package snapshot

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"github.com/goldfish-go/goldfish/internal/swar"
)

// diffText compares the texts old[a:aEnd] and new[b:bEnd] and adds splices. It walks over tags and
// runs of text in both at once. This finds all changes if the structure is the same; if not, one
// splice replaces the rest.
func (d *differ) diffText(a, aEnd, b, bEnd int32) {
	x, y := d.old[a:aEnd], d.new[b:bEnd]
	if d.unchanged(a, aEnd, b, bEnd) || x == y {
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
		if soFar := d.weight - before; soFar > d.limit/3 && soFar*len(y) > d.limit*j {
			d.weight = d.limit + 1 // it will exceed the limit at this rate
			return
		}
		k := tokenStart(x[i : i+common(x[i:], y[j:])])
		i, j = i+k, j+k
		iEnd, jEnd := i+tokenLen(x[i:]), j+tokenLen(y[j:])
		switch inX, inY := tokenKind(x[i:]), tokenKind(y[j:]); {
		case inX == inY && (inX == tokenText || tagName(x[i:]) == tagName(y[j:])):
		case inX == tokenText && inY == tokenTag:
			jEnd = j // a text was removed
		case inX == tokenTag && inY == tokenText:
			iEnd = i // a text was added
		default:
			iEnd, jEnd = len(x), len(y)
		}
		d.splice(a+int32(i), a+int32(iEnd), b+int32(j), b+int32(jEnd))
		i, j = iEnd, jEnd
	}
}

// splice adds a change, without the common prefix and suffix of both texts. It is merged with the
// splice before if almost nothing is between them.
func (d *differ) splice(a, aEnd, b, bEnd int32) {
	head := int32(common(d.old[a:aEnd], d.new[b:bEnd]))
	a, b = a+head, b+head
	tail := int32(commonEnd(d.old[a:aEnd], d.new[b:bEnd]))
	aEnd, bEnd = aEnd-tail, bEnd-tail
	if a == aEnd && b == bEnd {
		return
	}
	const cost = 6 // bytes of a splice without its text
	if last := len(d.splices) - 1; last >= 0 && d.belongsToEdit(last) {
		if s := &d.splices[last]; a-s.aEnd <= cost && a-s.aEnd == b-s.bEnd && a >= s.aEnd {
			d.weight += int(bEnd - s.bEnd)
			s.aEnd, s.bEnd = aEnd, bEnd
			return
		}
	}
	d.weight += int(bEnd-b) + cost
	d.splices = append(d.splices, splice{a, aEnd, b, bEnd})
}

// belongsToEdit reports whether the splice belongs to the current edit.
func (d *differ) belongsToEdit(k int) bool { return k >= d.editStart }

// common returns the length of the common prefix, in bytes, in whole characters.
func common(x, y string) int {
	n := min(len(x), len(y))
	i := 0
	for i+256 <= n && x[i:i+256] == y[i:i+256] {
		i += 256
	}
	for i+8 <= n {
		if odd := swar.Load(x, i) ^ swar.Load(y, i); odd != 0 {
			i += swar.First(odd)
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

// commonEnd returns the length of the common suffix, in bytes, in whole characters.
func commonEnd(x, y string) int {
	n := min(len(x), len(y))
	x, y = x[len(x)-n:], y[len(y)-n:]
	i := n
	for i >= 256 && x[i-256:i] == y[i-256:i] {
		i -= 256
	}
	for i >= 8 {
		if odd := swar.Load(x, i-8) ^ swar.Load(y, i-8); odd != 0 {
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

func tokenKind(s string) token {
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

// tokenStart returns the start of the last tag or text in s, which may continue after s.
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

package snapshot

import (
	"sort"
	"unicode/utf8"
)

// A ruler converts offsets in a string between bytes, which Go counts, and UTF-16 units, which JavaScript counts.
// It holds the units before every 64th byte; it is nil for ASCII, where both are the same.
type ruler []int32

const mark = 64

func measure(s string) ruler {
	if ascii(s) {
		return nil
	}
	r := make(ruler, 0, len(s)/mark+1)
	sum := int32(0)
	for i := 0; ; i += mark {
		r = append(r, sum)
		if i+mark > len(s) {
			return r
		}
		sum += int32(units(s[i : i+mark]))
	}
}

func ascii(s string) bool {
	var all uint64
	for len(s) >= 8 {
		all |= load(s, 0)
		s = s[8:]
	}
	for i := range len(s) {
		all |= uint64(s[i])
	}
	return all&highs == 0
}

// units counts UTF-16 units: one for each first byte of a character, and one more where that character needs a pair.
func units(s string) int {
	n := 0
	for i := range len(s) {
		if s[i]&0xC0 != 0x80 {
			n++
		}
		if s[i] >= 0xF0 {
			n++
		}
	}
	return n
}

// units returns the UTF-16 offset of the byte offset at.
func (r ruler) units(s string, at int) int {
	if r == nil {
		return at
	}
	m := at / mark
	return int(r[m]) + units(s[m*mark:at])
}

// bytes returns the byte offset of a UTF-16 offset; false outside the string or inside a character.
func (r ruler) bytes(s string, at int) (int, bool) {
	if r == nil || at < 0 {
		return at, 0 <= at && at <= len(s)
	}
	m := max(sort.Search(len(r), func(m int) bool { return int(r[m]) > at })-1, 0)
	i, n := m*mark, int(r[m])
	for ; i < len(s) && s[i]&0xC0 == 0x80; i++ {
	}
	for ; i < len(s) && n < at; n++ {
		c, size := utf8.DecodeRuneInString(s[i:])
		if i += size; c >= 0x10000 {
			n++
		}
	}
	return i, n == at
}

package snapshot

import (
	"sort"
	"unicode/utf8"

	"github.com/goldfish-go/goldfish/internal/swar"
)

// A utf16Index converts offsets in a string between bytes, which Go counts, and UTF-16 units, which
// JavaScript counts. It holds the units before every 64th byte. For ASCII it is nil: both are the
// same.
type utf16Index []int32

const utf16Stride = 64

func newUTF16Index(s string) utf16Index {
	if ascii(s) {
		return nil
	}
	r := make(utf16Index, 0, len(s)/utf16Stride+1)
	sum := int32(0)
	for i := 0; ; i += utf16Stride {
		r = append(r, sum)
		if i+utf16Stride > len(s) {
			return r
		}
		sum += int32(units(s[i : i+utf16Stride]))
	}
}

func ascii(s string) bool {
	var all uint64
	for len(s) >= 8 {
		all |= swar.Load(s, 0)
		s = s[8:]
	}
	for i := range len(s) {
		all |= uint64(s[i])
	}
	return all&swar.Highs == 0
}

// units counts UTF-16 units: one for each character, two for each outside the BMP.
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
func (r utf16Index) units(s string, at int) int {
	if r == nil {
		return at
	}
	m := at / utf16Stride
	return int(r[m]) + units(s[m*utf16Stride:at])
}

// bytes returns the byte offset of a UTF-16 offset. It reports false for an offset outside the
// string or inside a character.
func (r utf16Index) bytes(s string, at int) (int, bool) {
	if r == nil || at < 0 {
		return at, 0 <= at && at <= len(s)
	}
	m := max(sort.Search(len(r), func(m int) bool { return int(r[m]) > at })-1, 0)
	i, n := m*utf16Stride, int(r[m])
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

package snapshot

import (
	"math/bits"
	"strings"
)

// Eight bytes at a time: a text is searched for a few bytes, which is most of what is done with it.

const (
	ones  = 0x0101010101010101
	highs = 0x80 * ones
)

// load returns the eight bytes at i as one word, the first of them lowest.
func load(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// zeros marks, with its highest bit, the lowest byte of w that is zero. Bytes above it may be marked without being zero.
func zeros(w uint64) uint64 { return (w - ones) &^ w & highs }

// first returns which byte of a word is the lowest that is not zero; it is 8 where all are.
func first(w uint64) int { return bits.TrailingZeros64(w) / 8 }

// special returns where the next of the bytes <>&" and 0xC2 is, at or after i. They alone may have to be written in another way inside
// text and attribute values.
func special(s string, i int) int {
	for ; i+8 <= len(s); i += 8 {
		w := load(s, i)
		angle := (w | 0x02*ones) ^ '>'*ones // < is > but for this bit
		quote := (w | 0x04*ones) ^ '&'*ones // " is & but for this bit
		if marks := zeros(angle) | zeros(quote) | zeros(w^0xC2*ones); marks != 0 {
			return i + first(marks)
		}
	}
	for ; i < len(s) && plain[s[i]]; i++ {
	}
	return i
}

var plain = func() (t [256]bool) {
	for i := range t {
		t[i] = strings.IndexByte("<>&\"\xC2", byte(i)) < 0
	}
	return t
}()

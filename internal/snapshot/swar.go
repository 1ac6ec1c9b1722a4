package snapshot

import (
	"math/bits"
	"strings"
)

// Searching a text for a few bytes takes most of the time, so eight bytes are compared at once
// (SWAR: SIMD within a register).

const (
	lowBits  = 0x0101010101010101
	highBits = 0x80 * lowBits
)

// load returns the eight bytes at i as a little-endian word.
func load(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// zeroBytes sets the highest bit of the lowest byte of w that is zero. Higher bytes may be marked
// wrongly.
func zeroBytes(w uint64) uint64 { return (w - lowBits) &^ w & highBits }

// firstNonzero returns the index of the lowest byte of a word that is not zero, or 8.
func firstNonzero(w uint64) int { return bits.TrailingZeros64(w) / 8 }

// nextEscape returns the offset of the next <, >, &, " or 0xC2 byte at or after i, or len(s). All
// other bytes are literal in text and attribute values.
func nextEscape(s string, i int) int {
	for ; i+8 <= len(s); i += 8 {
		w := load(s, i)
		angle := (w | 0x02*lowBits) ^ '>'*lowBits // < and > differ in this bit
		quote := (w | 0x04*lowBits) ^ '&'*lowBits // " and & differ in this bit
		if marks := zeroBytes(angle) | zeroBytes(quote) | zeroBytes(w^0xC2*lowBits); marks != 0 {
			return i + firstNonzero(marks)
		}
	}
	for ; i < len(s) && isLiteral[s[i]]; i++ {
	}
	return i
}

var isLiteral = func() (t [256]bool) {
	for i := range t {
		t[i] = strings.IndexByte("<>&\"\xC2", byte(i)) < 0
	}
	return t
}()

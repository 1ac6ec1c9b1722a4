// Package swar answers: which of eight bytes is it? Searching a text for a few bytes takes most of
// the time of encoding and comparing it, so eight bytes are compared at once (SWAR: SIMD within a
// register).
package swar

import "math/bits"

// A byte times Ones is a word of eight such bytes. Highs has the highest bit of each byte.
const (
	Ones  = 0x0101010101010101
	Highs = 0x80 * Ones
)

// Load returns the eight bytes at i as a little-endian word.
func Load(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// Zeros sets the highest bit of the lowest byte of w that is zero. Higher bytes may be marked
// wrongly.
func Zeros(w uint64) uint64 { return (w - Ones) &^ w & Highs }

// First returns the index of the lowest byte of a word that is not zero, or 8.
func First(w uint64) int { return bits.TrailingZeros64(w) / 8 }

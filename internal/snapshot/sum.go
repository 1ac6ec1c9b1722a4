package snapshot

import (
	"encoding/base64"
	"encoding/binary"
	"math/bits"

	"github.com/goldfish-go/goldfish/internal/swar"
)

// Checksum returns a checksum of the given strings, with their borders: 8 characters of base64url,
// 48 bits. The client computes the same, so it is made of what JavaScript has: two lanes of 32 bits
// over little-endian words of the UTF-8 bytes, each mixed as in MurmurHash3_x86_32 (Austin Appleby,
// public domain). It guards against mistakes, not against attackers, who can find two texts with
// one checksum in a second: what names content is its [Version].
func Checksum(parts ...string) string {
	a, b := uint32(0x9747b28c), uint32(0x5bd1e995)
	for _, s := range parts {
		a, b = mix(a, b, s)
	}
	a, b = finish(a), finish(b)
	var out [8]byte
	binary.LittleEndian.PutUint32(out[:4], a)
	binary.LittleEndian.PutUint32(out[4:], b^a)
	return base64.RawURLEncoding.EncodeToString(out[:6])
}

func mix(a, b uint32, s string) (uint32, uint32) {
	n := uint32(len(s))
	for len(s) >= 8 { // two words at once
		k := swar.Load(s, 0)
		a, b = word(a, b, uint32(k))
		a, b = word(a, b, uint32(k>>32))
		s = s[8:]
	}
	if len(s) >= 4 {
		a, b = word(a, b, uint32(s[0])|uint32(s[1])<<8|uint32(s[2])<<16|uint32(s[3])<<24)
		s = s[4:]
	}
	var tail uint32
	for i := range len(s) {
		tail |= uint32(s[i]) << (8 * i)
	}
	a, b = word(a, b, tail)
	return word(a, b, n) // the length is the border between two strings
}

func word(a, b, k uint32) (uint32, uint32) {
	a = bits.RotateLeft32(a^bits.RotateLeft32(k*0xcc9e2d51, 15)*0x1b873593, 13)*5 + 0xe6546b64
	b = bits.RotateLeft32(b^bits.RotateLeft32(k*0x239b961b, 17)*0xab0e9789, 19)*5 + 0x561ccd1b
	return a, b
}

func finish(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}

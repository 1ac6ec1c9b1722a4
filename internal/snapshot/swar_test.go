package snapshot

import (
	"math/bits"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// What is done eight bytes at a time is what is done byte by byte, for each byte at each place.
func TestNextEscape(t *testing.T) {
	for _, search := range []struct {
		name string
		fast func(string, int) int
		hit  func(byte) bool
	}{
		{"special", nextEscape, func(b byte) bool { return strings.IndexByte("<>&\"\xC2", b) >= 0 }},
	} {
		slow := func(s string, i int) int {
			for i < len(s) && !search.hit(s[i]) {
				i++
			}
			return i
		}
		check := func(s string, i int) {
			if got, want := search.fast(s, i), slow(s, i); got != want {
				t.Fatalf("%s(%q, %d) = %d, want %d", search.name, s, i, got, want)
			}
		}
		for n := range 24 {
			for at := range n {
				for b := range 256 {
					s := []byte(strings.Repeat("x", n))
					s[at] = byte(b)
					check(string(s), 0)
					check(string(s), at/2)
				}
			}
		}
		const letters = "<>&\"\\=;%'!\xC2\xC3\xC1\x00\x1f \x7f\x80\xff[]"
		r := rand.New(rand.NewPCG(1, 2))
		for range 20_000 { // many hits in one word, and bytes beside them in value
			s := make([]byte, r.IntN(40))
			for i := range s {
				s[i] = letters[r.IntN(len(letters))]
			}
			check(string(s), r.IntN(len(s)+1))
		}
	}
}

// sumSlowly is the definition: word by word, byte by byte.
func sumSlowly(parts ...string) (a, b uint32) {
	a, b = 0x9747b28c, 0x5bd1e995
	for _, s := range parts {
		for i := 0; i <= len(s); i += 4 {
			k := uint32(0)
			for n := i; n < min(i+4, len(s)); n++ {
				k |= uint32(s[n]) << (8 * (n - i))
			}
			a = bits.RotateLeft32(a^bits.RotateLeft32(k*0xcc9e2d51, 15)*0x1b873593, 13)*5 + 0xe6546b64
			b = bits.RotateLeft32(b^bits.RotateLeft32(k*0x239b961b, 17)*0xab0e9789, 19)*5 + 0x561ccd1b
		}
		n := uint32(len(s))
		a = bits.RotateLeft32(a^bits.RotateLeft32(n*0xcc9e2d51, 15)*0x1b873593, 13)*5 + 0xe6546b64
		b = bits.RotateLeft32(b^bits.RotateLeft32(n*0x239b961b, 17)*0xab0e9789, 19)*5 + 0x561ccd1b
	}
	return a, b
}

func TestMix(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for n := range 200 {
		s := make([]byte, n)
		for i := range s {
			s[i] = byte(r.Uint32())
		}
		first, second := string(s[:n/3]), string(s[n/3:])
		a, b := mix(0x9747b28c, 0x5bd1e995, first)
		a, b = mix(a, b, second)
		if x, y := sumSlowly(first, second); a != x || b != y {
			t.Fatalf("%d bytes: %x %x, want %x %x", n, a, b, x, y)
		}
	}
}

func TestCommonPrefixAndSuffix(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	pieces := []string{"a", "b", "\u00E9", "\u00E8", "\U0001F41F", "\U0001F420", "long enough for a few words of eight", "<td>"}
	for range 20_000 {
		text := func(n int) string {
			var b strings.Builder
			for range n {
				b.WriteString(pieces[r.IntN(len(pieces))])
			}
			return b.String()
		}
		head, tail := text(r.IntN(30)), text(r.IntN(30))
		x, y := head+text(r.IntN(3))+tail, head+text(r.IntN(3))+tail
		n, m := 0, 0 // whole characters
		for i, c := range x {
			if !strings.HasPrefix(y[min(i, len(y)):], string(c)) || n != i {
				break
			}
			n += utf8.RuneLen(c)
		}
		for m < len(x) && m < len(y) {
			a, size := utf8.DecodeLastRuneInString(x[:len(x)-m])
			if b, _ := utf8.DecodeLastRuneInString(y[:len(y)-m]); a != b {
				break
			}
			m += size
		}
		if got := common(x, y); got != n {
			t.Fatalf("%q and %q begin with %d equal bytes, not %d", x, y, n, got)
		}
		if got := commonEnd(x, y); got != m {
			t.Fatalf("%q and %q end with %d equal bytes, not %d", x, y, m, got)
		}
	}
}

package wire

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
)

// A search eight bytes at a time finds what a search byte by byte finds, for each byte at each
// position.
func TestNextEscaped(t *testing.T) {
	slow := func(s string, i int) int {
		for i < len(s) && s[i] >= ' ' && s[i] != '"' && s[i] != '\\' {
			i++
		}
		return i
	}
	check := func(s string, i int) {
		if got, want := nextEscaped(s, i), slow(s, i); got != want {
			t.Fatalf("nextEscaped(%q, %d) = %d, want %d", s, i, got, want)
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

func TestAppendString(t *testing.T) {
	letters := []rune("abcdefgh<>&'\"\"\\\n\r\t\x00\x1f\x7f\u00A0\u00E9\u2028\u2029\U0001F41F")
	r := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		var b strings.Builder
		for range r.IntN(60) {
			b.WriteRune(letters[r.IntN(len(letters))])
		}
		sent := AppendString([]byte("head"), b.String())
		var got string
		if err := json.Unmarshal(sent[4:], &got); err != nil || got != b.String() || string(sent[:4]) != "head" {
			t.Fatalf("%q is written as %s (%v)", b.String(), sent, err)
		}
		if strings.ContainsAny(string(sent), "\r\n") {
			t.Fatalf("%s holds a line break", sent)
		}
	}
}

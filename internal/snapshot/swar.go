package snapshot

import (
	"strings"

	"github.com/goldfish-go/goldfish/internal/swar"
)

// nextEscape returns the offset of the next <, >, &, " or 0xC2 byte at or after i, or len(s). All
// other bytes are literal in text and attribute values.
func nextEscape(s string, i int) int {
	for ; i+8 <= len(s); i += 8 {
		w := swar.Load(s, i)
		angle := (w | 0x02*swar.Ones) ^ '>'*swar.Ones // < and > differ in this bit
		quote := (w | 0x04*swar.Ones) ^ '&'*swar.Ones // " and & differ in this bit
		if marks := swar.Zeros(angle) | swar.Zeros(quote) | swar.Zeros(w^0xC2*swar.Ones); marks != 0 {
			return i + swar.First(marks)
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

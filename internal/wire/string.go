package wire

import "math/bits"

// AppendString appends s as a JSON string. The string has no line break, so it can be the data of
// an event, and HTML stays readable and short in it. s must be valid UTF-8.
func AppendString(out []byte, s string) []byte {
	const hex = "0123456789abcdef"
	out = append(out, '"')
	from := 0
	for i := nextEscaped(s, 0); i < len(s); i = nextEscaped(s, from) {
		out = append(out, s[from:i]...)
		switch b := s[i]; b {
		case '"', '\\':
			out = append(out, '\\', b)
		case '\n':
			out = append(out, '\\', 'n')
		case '\t':
			out = append(out, '\\', 't')
		default:
			out = append(out, '\\', 'u', '0', '0', hex[b>>4], hex[b&15])
		}
		from = i + 1
	}
	return append(append(out, s[from:]...), '"')
}

// nextEscaped returns the position of the next byte, at or after i, that must be escaped in a JSON
// string. It reads eight bytes at a time.
func nextEscaped(s string, i int) int {
	const (
		ones  = 0x0101010101010101
		highs = 0x80 * ones
	)
	// Marks the lowest byte that is zero.
	zeros := func(w uint64) uint64 { return (w - ones) &^ w & highs }
	for ; i+8 <= len(s); i += 8 {
		b := s[i : i+8]
		w := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		if marks := zeros(w^'"'*ones) | zeros(w^'\\'*ones) | (w-' '*ones)&^w&highs; marks != 0 {
			return i + bits.TrailingZeros64(marks)/8
		}
	}
	for ; i < len(s) && s[i] >= ' ' && s[i] != '"' && s[i] != '\\'; i++ {
	}
	return i
}

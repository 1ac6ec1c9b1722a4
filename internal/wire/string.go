package wire

import "github.com/goldfish-go/goldfish/internal/swar"

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
	for ; i+8 <= len(s); i += 8 {
		w := swar.Load(s, i)
		control := (w - ' '*swar.Ones) &^ w & swar.Highs
		if marks := swar.Zeros(w^'"'*swar.Ones) | swar.Zeros(w^'\\'*swar.Ones) | control; marks != 0 {
			return i + swar.First(marks)
		}
	}
	for ; i < len(s) && s[i] >= ' ' && s[i] != '"' && s[i] != '\\'; i++ {
	}
	return i
}

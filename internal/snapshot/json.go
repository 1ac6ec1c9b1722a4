package snapshot

// AppendString appends s as a JSON string, as a patch holds it. No line break survives in it, so it can be the data of an event, and HTML stays
// readable and short. s must be valid UTF-8, as the title and the body of a snapshot are.
func AppendString(out []byte, s string) []byte {
	const hex = "0123456789abcdef"
	out = append(out, '"')
	from := 0
	for i := escapee(s, 0); i < len(s); i = escapee(s, from) {
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

// escapee returns where the next byte is, at or after i, that cannot stand for itself in a JSON string.
func escapee(s string, i int) int {
	for ; i+8 <= len(s); i += 8 {
		w := load(s, i)
		if marks := zeros(w^'"'*ones) | zeros(w^'\\'*ones) | (w-' '*ones)&^w&highs; marks != 0 {
			return i + first(marks)
		}
	}
	for ; i < len(s) && s[i] >= ' ' && s[i] != '"' && s[i] != '\\'; i++ {
	}
	return i
}

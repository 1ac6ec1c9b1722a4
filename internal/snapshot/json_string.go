package snapshot

// AppendJSONString appends s as a JSON string. The result has no line breaks, so it can be the data
// of an event. HTML stays readable and short: <, > and & are not escaped. s must be valid UTF-8, as
// the title and body of a snapshot are.
func AppendJSONString(out []byte, s string) []byte {
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

// escapee returns the offset of the next byte, at or after i, that a JSON string must escape.
func escapee(s string, i int) int {
	for ; i+8 <= len(s); i += 8 {
		w := load(s, i)
		if marks := zeroBytes(w^'"'*lowBits) | zeroBytes(w^'\\'*lowBits) | (w-' '*lowBits)&^w&highBits; marks != 0 {
			return i + firstNonzero(marks)
		}
	}
	for ; i < len(s) && s[i] >= ' ' && s[i] != '"' && s[i] != '\\'; i++ {
	}
	return i
}

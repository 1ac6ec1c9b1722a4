package wire

import (
	"bytes"
	"encoding/json"
)

// Encode returns a message as JSON on one line. HTML stays readable and short in it.
func Encode(message any) []byte { return Append(nil, message) }

// Append appends what Encode returns. Bodies and deltas are nearly all of what is sent, and
// encoding/json is slow for them. So they are written by hand, behind the other fields of their
// object.
func Append(out []byte, message any) []byte {
	switch m := message.(type) {
	case Body:
		out = AppendString(append(out, `{"title":`...), m.Title)
		out = AppendString(append(out, `,"body":`...), m.Body)
		return append(out, '}')
	case Part:
		body, delta := m.Body, m.Delta
		m.Body, m.Delta = nil, nil
		return appendBody(appendStd(out, m), body, delta)
	case Patch:
		body, delta, parts := m.Body, m.Delta, m.Parts
		m.Body, m.Delta, m.Parts = nil, nil, nil
		out = appendBody(appendStd(out, m), body, delta)
		if len(parts) == 0 {
			return out
		}
		out = appendName(out, "parts")
		for i, p := range parts {
			out = Append(append(out, "[,"[min(i, 1)]), p)
		}
		return append(out, ']', '}')
	}
	return appendStd(out, message)
}

// appendBody adds a body and a delta to the object at the end of out.
func appendBody(out []byte, body *string, delta []byte) []byte {
	if body != nil {
		out = append(AppendString(appendName(out, "body"), *body), '}')
	}
	if len(delta) > 0 {
		out = append(append(appendName(out, "delta"), delta...), '}')
	}
	return out
}

// appendName reopens the object at the end of out, for a member of this name.
func appendName(out []byte, name string) []byte {
	out = out[:len(out)-1]
	if out[len(out)-1] != '{' {
		out = append(out, ',')
	}
	return append(append(append(out, '"'), name...), '"', ':')
}

// appendStd appends a message as encoding/json writes it.
func appendStd(out []byte, message any) []byte {
	b := bytes.NewBuffer(out)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(message); err != nil {
		panic(err) // strings and numbers always encode
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

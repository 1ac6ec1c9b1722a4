package framework

import (
	"bytes"
	"encoding/json"
	"sync"

	"github.com/goldfish-go/goldfish/internal/snapshot"
)

// encode is JSON that leaves HTML readable and short.
func encode(data any) []byte { return appendJSON(nil, data) }

// appendJSON appends what encode returns. Bodies and differences are nearly all of what is sent, and much faster written by themselves than by
// encoding/json: they stand behind the rest of their object.
func appendJSON(out []byte, data any) []byte {
	switch d := data.(type) {
	case wholeBody:
		out = snapshot.AppendString(append(out, `{"title":`...), d.Title)
		out = snapshot.AppendString(append(out, `,"body":`...), d.Body)
		return append(out, '}')
	case partBody:
		body, delta := d.Body, d.Delta
		d.Body, d.Delta = nil, nil
		return appendContent(appendRest(out, d), body, delta)
	case patchBody:
		body, delta, parts := d.Body, d.Delta, d.Parts
		d.Body, d.Delta, d.Parts = nil, nil, nil
		out = appendContent(appendRest(out, d), body, delta)
		if len(parts) == 0 {
			return out
		}
		out = appendName(out, "parts")
		for i, p := range parts {
			out = appendJSON(append(out, "[,"[min(i, 1)]), p)
		}
		return append(out, ']', '}')
	}
	return appendRest(out, data)
}

// appendContent puts what a page holds into the object at the end of out.
func appendContent(out []byte, body *string, delta []byte) []byte {
	if body != nil {
		out = append(snapshot.AppendString(appendName(out, "body"), *body), '}')
	}
	if len(delta) > 0 {
		out = append(append(appendName(out, "delta"), delta...), '}')
	}
	return out
}

// appendName opens the object at the end of out again, for a member of this name.
func appendName(out []byte, name string) []byte {
	out = out[:len(out)-1]
	if out[len(out)-1] != '{' {
		out = append(out, ',')
	}
	return append(append(append(out, '"'), name...), '"', ':')
}

func appendRest(out []byte, data any) []byte {
	b := bytes.NewBuffer(out)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(data); err != nil {
		panic(err) // strings and numbers always encode
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// buffers are the memory in which patches are written.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// maxPooledBuffer limits the size of a buffer that is kept, in bytes.
const maxPooledBuffer = 1 << 20

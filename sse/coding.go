package sse

import (
	"net/http"
	"strings"
)

// packs reports whether a stream is to be compressed: its request takes gzip, and no middleware has encoded the response already.
func (h *Hub) packs(w http.ResponseWriter, r *http.Request) bool {
	if h.Plain || h.recoded.Load() {
		return false
	}
	w.Header().Add("Vary", "Accept-Encoding")
	return encoding(w) == "" && takesGzip(r)
}

// takesGzip reports whether a request accepts the coding gzip (RFC 9110, 12.5.3).
func takesGzip(r *http.Request) bool {
	others := false
	for _, line := range r.Header["Accept-Encoding"] {
		for item := range strings.SplitSeq(line, ",") {
			coding, weight, _ := strings.Cut(item, ";")
			switch strings.ToLower(strings.TrimSpace(coding)) {
			case "gzip":
				return !isZero(weight)
			case "*":
				others = !isZero(weight)
			}
		}
	}
	return others
}

// isZero reports whether a weight is zero, such as "q=0" or "q=0.000".
func isZero(weight string) bool {
	q, ok := strings.CutPrefix(strings.ToLower(strings.ReplaceAll(weight, " ", "")), "q=")
	return ok && strings.Trim(q, "0.") == ""
}

func encoding(w http.ResponseWriter) string { return w.Header().Get("Content-Encoding") }

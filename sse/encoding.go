package sse

import (
	"net/http"
	"strings"
)

// shouldCompress reports whether to compress a stream: its request accepts gzip, and no middleware
// has encoded the response already.
func (s *Server) shouldCompress(w http.ResponseWriter, r *http.Request) bool {
	if s.DisableCompression || s.reencoded.Load() {
		return false
	}
	w.Header().Add("Vary", "Accept-Encoding")
	return contentEncoding(w) == "" && acceptsGzip(r)
}

// acceptsGzip reports whether a request accepts the content coding gzip (RFC 9110, 12.5.3).
func acceptsGzip(r *http.Request) bool {
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

func contentEncoding(w http.ResponseWriter) string { return w.Header().Get("Content-Encoding") }

package framework

import (
	"net/http"
	"strings"
)

// kindOf returns the representation that a request accepts (RFC 9110, 12.5.1). A document is for all
// who do not ask for another by its name.
func kindOf(r *http.Request) kind {
	kind := document
	for _, line := range r.Header["Accept"] {
		for item := range strings.SplitSeq(line, ",") {
			name, params, _ := strings.Cut(item, ";")
			//mutant:false TestAccept: what has the weight 0 is not accepted
			if hasZeroWeight(params) {
				continue
			}
			switch strings.ToLower(strings.TrimSpace(name)) {
			case typeStream:
				return stream
			case typePatch:
				kind = patch
			}
		}
	}
	return kind
}

// hasZeroWeight reports whether parameters of a media range hold a weight of zero, such as "q=0.0".
func hasZeroWeight(params string) bool {
	for param := range strings.SplitSeq(params, ";") {
		name, value, _ := strings.Cut(param, "=")
		if strings.EqualFold(strings.TrimSpace(name), "q") {
			value = strings.TrimSpace(value)
			return strings.HasPrefix(value, "0") && strings.Trim(value, "0.") == ""
		}
	}
	return false
}

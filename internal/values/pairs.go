package values

import "strings"

// cutPair returns the next pair of a raw query, still escaped, and the rest. Empty pairs are
// skipped, as in net/url. literal reports that the pair has no escapes and no bytes that should
// have been escaped. ok is false at the end.
//
// Parameters are short: one loop over the bytes is faster here than several calls of strings.Index.
func cutPair(query string) (key, value, rest string, literal, ok bool) {
	for query != "" && query[0] == '&' {
		query = query[1:]
	}
	literal = true
	end, equals := 0, -1
scan:
	for ; end < len(query); end++ {
		if !isDelimiter[query[end]] {
			continue
		}
		switch query[end] {
		case '&':
			break scan
		case '=':
			if equals < 0 {
				equals = end
			}
		case '%', '+', ';':
			literal = false
		}
	}
	if equals < 0 {
		return query[:end], "", query[end:], literal, end > 0
	}
	return query[:equals], query[equals+1 : end], query[end:], literal, true
}

// isDelimiter holds the bytes that cutPair handles.
var isDelimiter = [256]bool{'&': true, '=': true, '%': true, '+': true, ';': true}

// countRepeats returns how many of the next pairs begin with prefix. Browsers and [Codec.Append]
// write repeated keys one after the other.
func countRepeats(rest, prefix string) (n int) {
	for rest != "" && strings.HasPrefix(rest[1:], prefix) {
		n++
		next := strings.IndexByte(rest[1:], '&')
		if next < 0 {
			break
		}
		rest = rest[1+next:]
	}
	return n
}

// A QueryPair is a key with one value, both unescaped.
type QueryPair struct{ Key, Value string }

// ParsePairs returns the pairs of a canonical query.
func ParsePairs(query string) []QueryPair {
	var pairs []QueryPair
	for {
		key, value, rest, _, ok := cutPair(query)
		if !ok {
			return pairs
		}
		value, _ = UnescapeQuery(value)
		pairs = append(pairs, QueryPair{key, value})
		query = rest
	}
}

package values

import "strings"

// cutPair returns the next pair of a raw query, still escaped. It skips empty ones, as net/url does. ok is false at the end.
func cutPair(query string) (key, value, rest string, ok bool) {
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		if pair != "" {
			key, value, _ = strings.Cut(pair, "=")
			return key, value, query, true
		}
	}
	return "", "", "", false
}

// A Pair is a key with one value, in plain text.
type Pair struct{ Key, Value string }

// Pairs returns the pairs of a canonical query.
func Pairs(query string) []Pair {
	var pairs []Pair
	for {
		key, value, rest, ok := cutPair(query)
		if !ok {
			return pairs
		}
		value, _ = UnescapeQuery(value)
		pairs = append(pairs, Pair{key, value})
		query = rest
	}
}

package values

import "strings"

// cutPair returns the next pair of a raw query, still escaped, and what follows it. It skips empty ones, as
// net/url does. plain says that nothing in the pair is escaped or should have been. ok is false at the end.
//
// Parameters are short: one look at each byte is cheaper here than several searches that are fast over long
// distances.
func cutPair(query string) (key, value, rest string, plain, ok bool) {
	for query != "" && query[0] == '&' {
		query = query[1:]
	}
	plain = true
	end, equals := 0, -1
scan:
	for ; end < len(query); end++ {
		if !delimits[query[end]] {
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
			plain = false
		}
	}
	if equals < 0 {
		return query[:end], "", query[end:], plain, end > 0
	}
	return query[:equals], query[equals+1 : end], query[end:], plain, true
}

// delimits has the bytes that matter to cutPair: most do not.
var delimits = [256]bool{'&': true, '=': true, '%': true, '+': true, ';': true}

// repeats returns how many of the next pairs begin with a prefix. In what browsers and we ourselves write,
// repeated keys are neighbours.
func repeats(rest, prefix string) (n int) {
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

// A Pair is a key with one value, in plain text.
type Pair struct{ Key, Value string }

// Pairs returns the pairs of a canonical query.
func Pairs(query string) []Pair {
	var pairs []Pair
	for {
		key, value, rest, _, ok := cutPair(query)
		if !ok {
			return pairs
		}
		value, _ = UnescapeQuery(value)
		pairs = append(pairs, Pair{key, value})
		query = rest
	}
}

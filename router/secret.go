package router

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/goldfish-go/goldfish/internal/values"
)

// sensitiveWords are parts of names that an address should not hold: browsers and proxies store
// addresses, and people send them to each other.
var sensitiveWords = []string{"token", "password", "passwd", "secret", "apikey", "auth", "session"}

// checkKeys refuses keys that are reserved for the framework, and sensitive names without the
// option secret.
func checkKeys(fields []values.Field) error {
	for _, f := range fields {
		for _, key := range append([]string{f.Key}, f.Aliases...) {
			if strings.HasPrefix(key, "_") {
				return fmt.Errorf("field %s has the key %q: keys that begin with \"_\" are the framework's, so choose another", f.Name, key)
			}
		}
		if word := sensitiveWord(keyName(f)); word != "" && !f.Secret {
			return fmt.Errorf("field %s sounds secret (%q), and addresses are logged, kept and sent around: "+
				"keep it out of the address, or, if it has to be there, tag it `url:\",secret\"` so that it is cut from logs", f.Name, word)
		}
	}
	return nil
}

// keyName returns the key of a field. If the key comes from the Go name, it returns that: its
// capitals show where words begin.
func keyName(f values.Field) string {
	if strings.ToLower(f.Name) == f.Key {
		return f.Name
	}
	return f.Key
}

// sensitiveWord returns the first sensitive word in a name such as authToken, auth_token or
// api-key, but not in author.
func sensitiveWord(name string) string {
	words := splitWords(name)
	for i, word := range words {
		if i > 0 && words[i-1] == "api" && word == "key" {
			return "api key"
		}
		if slices.Contains(sensitiveWords, word) {
			return word
		}
	}
	return ""
}

// splitWords splits a name at everything that is no letter or digit, and before a capital that
// follows a small letter.
func splitWords(name string) []string {
	var b strings.Builder
	small := false
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) || small && unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
		small = unicode.IsLower(r)
	}
	return strings.Fields(b.String())
}

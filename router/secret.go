package router

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/goldfish-go/goldfish/internal/values"
)

// secretWords are what an address should not hold: it stays in the history of browsers and the logs of
// proxies, and people send it to each other.
var secretWords = []string{"token", "password", "passwd", "secret", "apikey", "auth", "session"}

// checkKeys refuses keys that are the framework's, and names that sound like secrets and are not said to be.
func checkKeys(fields []values.Field) error {
	for _, f := range fields {
		for _, key := range append([]string{f.Key}, f.Was...) {
			if strings.HasPrefix(key, "_") {
				return fmt.Errorf("field %s has the key %q: keys that begin with \"_\" are the framework's, so choose another", f.Name, key)
			}
		}
		if word := secretIn(spelled(f)); word != "" && !f.Secret {
			return fmt.Errorf("field %s sounds secret (%q), and addresses are logged, kept and sent around: "+
				"keep it out of the address, or, if it has to be there, tag it `url:\",secret\"` so that it is cut from logs", f.Name, word)
		}
	}
	return nil
}

// spelled returns the key of a field, in the spelling of its Go name if it comes from there: that shows where
// words begin.
func spelled(f values.Field) string {
	if strings.ToLower(f.Name) == f.Key {
		return f.Name
	}
	return f.Key
}

// secretIn returns the first secret word in a name such as authToken, auth_token or api-key, but not in
// author.
func secretIn(name string) string {
	words := wordsIn(name)
	for i, word := range words {
		if i > 0 && words[i-1] == "api" && word == "key" {
			return "api key"
		}
		if slices.Contains(secretWords, word) {
			return word
		}
	}
	return ""
}

// wordsIn splits a name where something other than a letter or a digit stands, and where a capital follows a
// small letter.
func wordsIn(name string) []string {
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

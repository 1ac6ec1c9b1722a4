package values

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// A tag holds the parsed tags of a struct field.
type tag struct {
	given   bool // the field has one of our tags
	skip    bool // url:"-"
	key     string
	aliases []string
	path    string
	options options
}

// options are the words after the key in a url tag.
type options struct{ push, reset, strict, secret bool }

// and adds the options of an enclosing struct.
func (r options) and(s options) options {
	return options{r.push || s.push, r.reset || s.reset, r.strict || s.strict, r.secret || s.secret}
}

func parseTag(sf reflect.StructField) (t tag, err error) {
	text, hasURL := sf.Tag.Lookup("url")
	aliases, hasAliases := sf.Tag.Lookup("alias")
	path, hasPath := sf.Tag.Lookup("path")
	t.given = hasURL || hasAliases || hasPath
	if text == "-" {
		t.skip = true
		return t, nil
	}
	key, rest, more := strings.Cut(text, ",")
	t.key = key
	for more {
		var role string
		role, rest, more = strings.Cut(rest, ",")
		if err := t.options.add(role); err != nil {
			return t, err
		}
	}
	if hasAliases {
		t.aliases = strings.Split(aliases, ",")
	}
	if hasPath {
		t.path = path
		if err := t.checkPath(); err != nil {
			return t, err
		}
	}
	for _, k := range append([]string{key}, t.aliases...) {
		if k != "" && !isKey(k) {
			return t, fmt.Errorf("the key %q would need escaping: name it %s", k, keyBytes)
		}
	}
	return t, nil
}

func (r *options) add(role string) error {
	switch role {
	case "push":
		r.push = true
	case "reset":
		r.reset = true
	case "strict":
		r.strict = true
	case "secret":
		r.secret = true
	default:
		return fmt.Errorf("%q is no role: the roles are push, reset, strict and secret", role)
	}
	return nil
}

func (t *tag) checkPath() error {
	switch {
	case !isKey(t.path):
		return fmt.Errorf("%q is no name for a path value: name it %s", t.path, keyBytes)
	case t.key != "" || t.aliases != nil:
		return fmt.Errorf("it cannot be in the path and in the query: remove path:%q or the keys", t.path)
	case t.options.push || t.options.reset || t.options.strict:
		return errors.New("a path value always makes a history entry and always has to be valid: only secret can be said of it")
	}
	return nil
}

// keys returns the current key first, then the aliases.
func (t *tag) keys(name string) []string {
	if t.key != "" {
		name = t.key
	} else {
		name = strings.ToLower(name)
	}
	return append([]string{name}, t.aliases...)
}

// keyBytes says which bytes isKey accepts.
const keyBytes = "in letters a to z, digits, '-', '_' and '.'"

// isKey reports whether a key needs no escaping. All keys must, so keys are never escaped.
func isKey(s string) bool {
	for i := range len(s) {
		if b := s[i]; !unreserved[b] || b == '~' {
			return false
		}
	}
	return s != ""
}

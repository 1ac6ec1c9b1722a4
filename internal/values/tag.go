package values

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// A tag is what the author wrote beside a field.
type tag struct {
	given bool // there is one
	skip  bool // url:"-"
	key   string
	was   []string
	path  string
	roles roles
}

// Roles are what a field is for.
type roles struct{ push, reset, strict, secret bool }

// and adds the roles that a struct around the field has.
func (r roles) and(s roles) roles {
	return roles{r.push || s.push, r.reset || s.reset, r.strict || s.strict, r.secret || s.secret}
}

func parseTag(sf reflect.StructField) (t tag, err error) {
	text, hasURL := sf.Tag.Lookup("url")
	was, hasWas := sf.Tag.Lookup("was")
	path, hasPath := sf.Tag.Lookup("path")
	t.given = hasURL || hasWas || hasPath
	if text == "-" {
		t.skip = true
		return t, nil
	}
	key, rest, more := strings.Cut(text, ",")
	t.key = key
	for more {
		var role string
		role, rest, more = strings.Cut(rest, ",")
		if err := t.roles.add(role); err != nil {
			return t, err
		}
	}
	if hasWas {
		t.was = strings.Split(was, ",")
	}
	if hasPath {
		t.path = path
		if err := t.checkPath(); err != nil {
			return t, err
		}
	}
	for _, k := range append([]string{key}, t.was...) {
		if k != "" && !isKey(k) {
			return t, fmt.Errorf("the key %q would need escaping: name it %s", k, keyBytes)
		}
	}
	return t, nil
}

func (r *roles) add(role string) error {
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
	case t.key != "" || t.was != nil:
		return fmt.Errorf("it cannot be in the path and in the query: remove path:%q or the keys", t.path)
	case t.roles.push || t.roles.reset || t.roles.strict:
		return errors.New("a path value always makes a history entry and always has to be valid: only secret can be said of it")
	}
	return nil
}

// keys returns the current key first, then the old ones.
func (t *tag) keys(name string) []string {
	if t.key != "" {
		name = t.key
	} else {
		name = strings.ToLower(name)
	}
	return append([]string{name}, t.was...)
}

// keyBytes says what isKey takes.
const keyBytes = "in letters a to z, digits, '-', '_' and '.'"

// isKey reports whether a key stands in a text as it is. So keys are never escaped when written.
func isKey(s string) bool {
	for i := range len(s) {
		if b := s[i]; !unreserved[b] || b == '~' {
			return false
		}
	}
	return s != ""
}

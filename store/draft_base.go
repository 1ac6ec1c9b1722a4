package store

import (
	"net/url"
	"strconv"
	"strings"
)

// DraftField is the name of the hidden input of [Draft.Hidden].
const DraftField = "_draft"

// A base is what the form of a step was drawn from.
type base struct {
	revision int64    // of the step; 0: it was not saved
	version  int      // of the build that drew the form
	fields   []string // that the form has, and its lists: see values.Codec.Names
}

// String returns the base as the hidden input has it: "3 2 name email".
func (b base) String() string {
	parts := []string{strconv.FormatInt(b.revision, 10), strconv.Itoa(b.version)}
	for _, f := range b.fields {
		parts = append(parts, url.QueryEscape(f))
	}
	return strings.Join(parts, " ")
}

// parseBase reads what String has written.
func parseBase(text string) (b base, ok bool) {
	parts := strings.Split(text, " ")
	if len(parts) < 2 {
		return base{}, false
	}
	var err1, err2 error
	b.revision, err1 = strconv.ParseInt(parts[0], 10, 64)
	b.version, err2 = strconv.Atoi(parts[1])
	if err1 != nil || err2 != nil || b.revision < 0 || b.version < 1 {
		return base{}, false
	}
	for _, f := range parts[2:] {
		key, err := url.QueryUnescape(f)
		if err != nil {
			return base{}, false
		}
		b.fields = append(b.fields, key)
	}
	return b, true
}

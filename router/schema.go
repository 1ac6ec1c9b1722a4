package router

import "strings"

// Schema describes the fields in stable text, one line each, that changes only if addresses change
// their meaning:
//
//	tab enum push default=open values=open,closed alias=status
//	page int push,reset default=1
//
// A golden file of it shows when a change would break bookmarks; frameworktest.URLs keeps one.
func (r *Route[P]) Schema() string {
	var b strings.Builder
	fields := r.codec.Fields()
	for i := range fields {
		b.WriteString(fields[i].Schema())
		b.WriteByte('\n')
	}
	return b.String()
}

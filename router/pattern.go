package router

import (
	"fmt"
	"strings"

	"github.com/goldfish-go/goldfish/internal/values"
)

// A segment is the text between two slashes of a pattern: "tickets" => {text: "tickets"}, "{id}" =>
// {field: the field of id}.
type segment struct {
	text  string
	field *values.Field
}

func parsePattern(pattern string, fields []values.Field) ([]segment, error) {
	if !strings.HasPrefix(pattern, "/") {
		return nil, fmt.Errorf("a pattern begins with a slash: write %q", "/"+pattern)
	}
	var segments []segment
	used := map[string]bool{}
	for text := range strings.SplitSeq(pattern[1:], "/") {
		if pattern == "/" {
			break
		}
		s, err := parseSegment(text, fields)
		if err != nil {
			return nil, err
		}
		if s.field != nil {
			if used[s.field.Path] {
				return nil, fmt.Errorf("{%s} is in it twice: a name stands for one value", s.field.Path)
			}
			used[s.field.Path] = true
		}
		segments = append(segments, s)
	}
	for _, f := range fields {
		if f.Path != "" && !used[f.Path] {
			return nil, fmt.Errorf("field %s is tagged path:%q: put {%s} into the pattern, or move the field to the query with a tag `url:%q`",
				f.Name, f.Path, f.Path, f.Path)
		}
	}
	return segments, nil
}

func parseSegment(text string, fields []values.Field) (segment, error) {
	if name, ok := strings.CutPrefix(text, "{"); ok && strings.HasSuffix(name, "}") {
		name = strings.TrimSuffix(name, "}")
		for i := range fields {
			if fields[i].Path == name && name != "" {
				return segment{field: &fields[i]}, nil
			}
		}
		return segment{}, fmt.Errorf("no field holds {%s}: tag one with `path:%q`", name, name)
	}
	switch {
	case text == "":
		return segment{}, fmt.Errorf("it has an empty segment: remove the slash at the end or the double slash")
	case text == "." || text == "..":
		return segment{}, fmt.Errorf("browsers take the segment %q away: remove it", text)
	case strings.ContainsAny(text, "{}"):
		return segment{}, fmt.Errorf("{name} is a whole segment: write /{name}/ rather than %q", text)
	}
	for i := range len(text) {
		if b := text[i]; !isUnreserved(b) {
			return segment{}, fmt.Errorf("%q would have to be escaped in %q: use letters a to z, digits, '-', '.', '_' and '~'", b, text)
		}
	}
	return segment{text: text}, nil
}

// isUnreserved reports whether a byte needs no escaping anywhere in a URL (RFC 3986, 2.3).
func isUnreserved(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || strings.IndexByte("-._~", b) >= 0
}

package trace

import (
	"regexp"
	"sort"
	"strings"
)

// A source is the text of a template file, with its comments blanked.
type source struct {
	text  string
	lines []int // offsets of their starts
}

var commentRE = regexp.MustCompile(`(?m)^[ \t]*//.*$`)

func newSource(text string) *source {
	text = commentRE.ReplaceAllStringFunc(text, func(comment string) string { return strings.Repeat(" ", len(comment)) })
	s := &source{text: text, lines: []int{0}}
	for i := range len(text) {
		if text[i] == '\n' {
			s.lines = append(s.lines, i+1)
		}
	}
	return s
}

// offset returns the offset of a line, from 1, and a column, or -1.
func (s *source) offset(line, column int) int {
	if line < 1 || line > len(s.lines) {
		return -1
	}
	end := len(s.text)
	if line < len(s.lines) {
		end = s.lines[line] - 1
	}
	return min(s.lines[line-1]+column, end)
}

// line returns the line of an offset, from 1.
func (s *source) line(offset int) int {
	return sort.SearchInts(s.lines, offset+1)
}

var tagRE = regexp.MustCompile(`<[a-zA-Z][a-zA-Z0-9:-]*`)

// align finds the statements in the template. For most expressions, templ gives the position of
// their end, for error messages. Tags and components between two of them are found by their order,
// which is the same in both files.
func (s *source) align(writes []*statement) {
	cursor, end := 0, len(s.text)
	for i, w := range writes {
		if w.kind == function {
			cursor, end = s.template(w.text, cursor)
			w.line = s.line(cursor)
			continue
		}
		if w.endOffset >= cursor && w.endOffset <= end {
			cursor = w.endOffset
			w.line = s.line(cursor)
			continue
		}
		bound := end
		for _, next := range writes[i+1:] {
			if next.kind == function {
				break
			}
			if next.endOffset >= cursor && next.endOffset < bound {
				bound = next.endOffset
				break
			}
		}
		w.line = s.line(cursor)
		switch w.kind {
		case literal:
			for _, m := range tagRE.FindAllStringIndex(w.text, -1) {
				if at := s.next(cursor, bound, w.text[m[0]:m[1]]); at >= 0 {
					w.tags = append(w.tags, tag{m[0], s.line(at)})
					cursor = at + m[1] - m[0]
				}
			}
		case component:
			if at := strings.Index(s.text[cursor:bound], w.text); at >= 0 && w.text != "" {
				w.line = s.line(cursor + at)
				cursor += at + len(w.text)
			}
		}
	}
}

// template returns the range of the template with this signature.
func (s *source) template(signature string, from int) (start, end int) {
	start = strings.Index(s.text[from:], "templ "+signature)
	if start < 0 {
		return from, len(s.text)
	}
	start += from
	end = strings.Index(s.text[start:], "\ntempl ")
	if end < 0 {
		return start, len(s.text)
	}
	return start, start + end
}

// next returns the offset of the next such tag before bound, or -1.
func (s *source) next(from, bound int, tag string) int {
	for from < bound {
		at := strings.Index(s.text[from:bound], tag)
		if at < 0 {
			return -1
		}
		from += at
		if after := from + len(tag); after == len(s.text) || strings.IndexByte(" \t\r\n/>", s.text[after]) >= 0 {
			return from
		}
		from++
	}
	return -1
}

// uniqueLine returns the number of this line, if it occurs exactly once.
func (s *source) uniqueLine(line string) (at int, ok bool) {
	line += "\n"
	if strings.TrimSpace(line) == "" || strings.Count(s.text, line) != 1 {
		return 0, false
	}
	return s.line(strings.Index(s.text, line)), true
}

package trace

import (
	"regexp"
	"sort"
	"strings"
)

// A source is the text of a template file; its comments are blank.
type source struct {
	text  string
	lines []int // where they start
}

var aComment = regexp.MustCompile(`(?m)^[ \t]*//.*$`)

func newSource(text string) *source {
	text = aComment.ReplaceAllStringFunc(text, func(comment string) string { return strings.Repeat(" ", len(comment)) })
	s := &source{text: text, lines: []int{0}}
	for i := range len(text) {
		if text[i] == '\n' {
			s.lines = append(s.lines, i+1)
		}
	}
	return s
}

// offset is that of a line, counted from 1, and a column; -1 where there is none.
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

// line is that of an offset, counted from 1.
func (s *source) line(offset int) int {
	return sort.SearchInts(s.lines, offset+1)
}

var aTag = regexp.MustCompile(`<[a-zA-Z][a-zA-Z0-9:-]*`)

// align finds where the writes stand in the template. templ says for most expressions where they end, for the sake of its errors.
// Tags and components between two of them are found by their order, which is the same in both files.
func (s *source) align(writes []*write) {
	cursor, end := 0, len(s.text)
	for i, w := range writes {
		if w.kind == function {
			cursor, end = s.template(w.text, cursor)
			w.line = s.line(cursor)
			continue
		}
		if w.place >= cursor && w.place <= end {
			cursor = w.place
			w.line = s.line(cursor)
			continue
		}
		bound := end
		for _, next := range writes[i+1:] {
			if next.kind == function {
				break
			}
			if next.place >= cursor && next.place < bound {
				bound = next.place
				break
			}
		}
		w.line = s.line(cursor)
		switch w.kind {
		case literal:
			for _, m := range aTag.FindAllStringIndex(w.text, -1) {
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

// template returns where the template with this signature stands.
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

// next returns where a tag starts the next time, -1 where it does not before the bound.
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

// only returns where this line stands, if there is one like it and no second.
func (s *source) only(line string) (at int, ok bool) {
	line += "\n"
	if strings.TrimSpace(line) == "" || strings.Count(s.text, line) != 1 {
		return 0, false
	}
	return s.line(strings.Index(s.text, line)), true
}

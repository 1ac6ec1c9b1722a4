package snapshot

import (
	"strings"
	"sync"

	"github.com/goldfish-go/goldfish/internal/htmltags"
)

const (
	maxDepth     = 256     // browsers flatten at 512, and the body is inside the shell
	maxBytes     = 1 << 28 // offsets have 32 bits
	maxUnmatched = 1 << 16 // steps of the search for the element of a misplaced end tag
)

// A scanner reads the tags of canonical HTML: no attribute contains <, > or ", and no text contains
// < or >.
type scanner struct {
	html    string
	nodes   []node
	open    [maxDepth]openTag
	depth   int
	current int32 // innermost open node
	// depth of the outermost open template, svg or math: elements in it are unaddressable; 0
	// outside
	opaqueDepth   int
	inTemplate    bool // that is a template: its content is not in the page
	unmatched     int
	unaddressable bool // some node is unaddressable
}

// An openTag is an open element.
type openTag struct {
	start int32
	node  int32  // 0 if it is no node
	name  uint16 // length
	// idUnusable: the id is taken, but the element cannot be addressed by it.
	idUnusable bool
}

var scanners = sync.Pool{New: func() any { return new(scanner) }}

func (s *scanner) release() {
	s.html = ""
	if cap(s.nodes) <= 1<<15 {
		scanners.Put(s)
	}
}

func (s *scanner) scan(html string) bool {
	s.html, s.nodes = html, append(s.nodes[:0], node{end: int32(len(html)), parent: -1})
	s.depth, s.current, s.opaqueDepth, s.inTemplate, s.unmatched, s.unaddressable = 0, 0, 0, false, 0, false
	for i := 0; ; {
		if i == len(html) || html[i] != '<' {
			k := strings.IndexByte(html[i:], '<')
			if k < 0 {
				break
			}
			i += k
		}
		if i+2 >= len(html) {
			return false
		}
		switch html[i+1] {
		case '/':
			i = s.endTag(i)
		case '!':
			end := strings.Index(html[i:], "-->")
			if end < 0 {
				return false
			}
			i += end + 3
		default:
			i = s.startTag(i)
		}
		if i < 0 {
			return false
		}
	}
	s.close(0)
	s.nodes[0].subtreeEnd = int32(len(s.nodes))
	return true
}

// startTag handles the start tag at i. It returns the offset after it, and after its raw text if it
// has any, or -1 if the HTML cannot be indexed.
func (s *scanner) startTag(i int) int {
	html := s.html
	k := i + 1
	for k < len(html) && html[k] != ' ' && html[k] != '>' {
		k++
	}
	name := html[i+1 : k]
	if k == len(html) || len(name) == 0 || len(name) > 255 || s.depth == maxDepth {
		return -1
	}
	f, id, idEnd := openTag{start: int32(i), name: uint16(len(name))}, 0, 0
	if html[k] == ' ' {
		end := strings.IndexByte(html[k:], '>')
		if end < 0 {
			return -1
		}
		end += k
		id, idEnd, f.idUnusable = findID(html[:end], k)
		k = end
	}
	k++
	s.push(f, id, idEnd)
	switch {
	case htmltags.IsRawText(name), htmltags.IsEscapableRawText(name):
		return indexEndTag(html, name, k)
	case name == "svg", name == "math", name == "template":
		if s.opaqueDepth == 0 {
			s.opaqueDepth, s.inTemplate = s.depth, name == "template"
		}
	case htmltags.IsVoid(name):
		s.pop(k)
	}
	return k
}

// findID returns the range of the value of the id attribute in a tag whose attributes begin at k,
// or 0, 0. The client reads the id after the first ` id="`. If that is inside another value, the id
// is unusable.
func findID(tag string, k int) (id, idEnd int, hidden bool) {
	for {
		n := strings.Index(tag[k:], ` id="`)
		if n < 0 {
			return 0, 0, hidden
		}
		inside := strings.Count(tag[k:k+n], `"`)%2 == 1 // inside a quoted value
		k += n + len(` id="`)
		if !inside {
			break
		}
		hidden = true
	}
	n := strings.IndexByte(tag[k:], '"')
	if n < 0 {
		return 0, 0, hidden
	}
	return k, k + n, hidden
}

func (s *scanner) push(f openTag, id, idEnd int) {
	if idEnd > id && !s.inTemplate {
		f.idUnusable = f.idUnusable || s.opaqueDepth > 0 || strings.IndexByte(s.html[id:idEnd], '&') >= 0
		f.node = int32(len(s.nodes))
		s.nodes = append(s.nodes, node{start: f.start, idStart: int32(id), idEnd: int32(idEnd), parent: s.current, name: f.name, unaddressable: true})
		s.current = f.node
	}
	s.open[s.depth] = f
	s.depth++
}

// endTag closes the element that the end tag at i belongs to.
func (s *scanner) endTag(i int) int {
	if s.depth > 0 { // nearly always the innermost
		f := &s.open[s.depth-1]
		k := i + 2 + int(f.name)
		if k < len(s.html) && s.html[k] == '>' && s.html[i+2:k] == s.html[f.start+1:][:f.name] {
			s.pop(k + 1)
			return k + 1
		}
	}
	k := strings.IndexByte(s.html[i:], '>')
	if k < 0 {
		return -1
	}
	name, end := s.html[i+2:i+k], i+k+1
	for d := s.depth - 1; d >= 0; d-- {
		if f := s.open[d]; int(f.name) == len(name) && s.html[f.start+1:][:len(name)] == name {
			s.close(d + 1)
			s.pop(end)
			return end
		}
		if s.unmatched++; s.unmatched > maxUnmatched {
			return -1
		}
	}
	return end
}

// pop closes the innermost open element at end.
func (s *scanner) pop(end int) {
	s.depth--
	if f := s.open[s.depth]; f.node > 0 {
		s.nodes[f.node].end, s.nodes[f.node].unaddressable = int32(end), f.idUnusable
		s.unaddressable = s.unaddressable || f.idUnusable
		s.closeNode(f.node)
	}
	if s.depth < s.opaqueDepth {
		s.opaqueDepth, s.inTemplate = 0, false
	}
}

// close closes all elements deeper than depth, as the parser does if end tags are missing.
func (s *scanner) close(depth int) {
	for s.depth > depth {
		s.depth--
		if n := s.open[s.depth].node; n > 0 {
			s.unaddressable = true
			s.closeNode(n)
		}
	}
	if s.depth < s.opaqueDepth {
		s.opaqueDepth, s.inTemplate = 0, false
	}
}

func (s *scanner) closeNode(n int32) {
	s.nodes[n].subtreeEnd = int32(len(s.nodes))
	s.current = s.nodes[n].parent
}

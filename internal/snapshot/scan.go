package snapshot

import (
	"strings"
	"sync"
)

const (
	maxDepth = 256     // browsers flatten what is deeper than 512, and the body stands inside the shell
	maxBytes = 1 << 28 // offsets have 32 bits
	maxStray = 1 << 16 // steps of the search for what an end tag closes, where that is not the innermost element
)

// A scanner walks over the tags of canonical HTML: no attribute holds <, > or ", and no text holds < or >.
type scanner struct {
	html     string
	nodes    []node
	open     [maxDepth]frame
	depth    int
	inside   int32 // the innermost open node
	opaque   int   // the depth of the template, svg or math that we are in, whose elements cannot be named; 0 outside
	template bool  // it is a template: what is inside is not even in the page
	stray    int
	nameless bool // some node cannot be named
}

// A frame is an open element.
type frame struct {
	start int32
	node  int32  // 0 where it is none
	name  uint16 // length
	// The element's id counts, for no other may have it, but the element cannot be named by it.
	hidden bool
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
	s.depth, s.inside, s.opaque, s.template, s.stray, s.nameless = 0, 0, 0, false, 0, false
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
			i = s.end(i)
		case '!':
			end := strings.Index(html[i:], "-->")
			if end < 0 {
				return false
			}
			i += end + 3
		default:
			i = s.start(i)
		}
		if i < 0 {
			return false
		}
	}
	s.close(0)
	s.nodes[0].past = int32(len(s.nodes))
	return true
}

// start notes the start tag at i and returns where it ends, with the text after it where that is raw; -1 is the end of the matter.
func (s *scanner) start(i int) int {
	html := s.html
	k := i + 1
	for k < len(html) && html[k] != ' ' && html[k] != '>' {
		k++
	}
	name := html[i+1 : k]
	if k == len(html) || len(name) == 0 || len(name) > 255 || s.depth == maxDepth {
		return -1
	}
	f, id, idEnd := frame{start: int32(i), name: uint16(len(name))}, 0, 0
	if html[k] == ' ' {
		end := strings.IndexByte(html[k:], '>')
		if end < 0 {
			return -1
		}
		end += k
		id, idEnd, f.hidden = findID(html[:end], k)
		k = end
	}
	k++
	s.push(f, id, idEnd)
	switch name {
	case "script", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "textarea", "title":
		return closing(html, name, k)
	case "svg", "math", "template":
		if s.opaque == 0 {
			s.opaque, s.template = s.depth, name == "template"
		}
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
		"param", "basefont", "bgsound", "frame", "keygen":
		s.pop(k)
	}
	return k
}

// findID returns where the value of the attribute id is in a tag whose attributes begin at k; 0, 0 where it has none. The client reads the id
// after the first ` id="`: where that stands inside another value, the element cannot be named.
func findID(tag string, k int) (id, idEnd int, hidden bool) {
	for {
		n := strings.Index(tag[k:], ` id="`)
		if n < 0 {
			return 0, 0, hidden
		}
		inside := strings.Count(tag[k:k+n], `"`)%2 == 1 // a quote has been opened and not closed
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

func (s *scanner) push(f frame, id, idEnd int) {
	if idEnd > id && !s.template {
		f.hidden = f.hidden || s.opaque > 0 || strings.IndexByte(s.html[id:idEnd], '&') >= 0
		f.node = int32(len(s.nodes))
		s.nodes = append(s.nodes, node{start: f.start, id: int32(id), idEnd: int32(idEnd), parent: s.inside, name: f.name, nameless: true})
		s.inside = f.node
	}
	s.open[s.depth] = f
	s.depth++
}

// end closes the element that the end tag at i belongs to.
func (s *scanner) end(i int) int {
	if s.depth > 0 { // nearly always it closes the innermost
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
		if s.stray++; s.stray > maxStray {
			return -1
		}
	}
	return end
}

// pop closes the innermost open element at end.
func (s *scanner) pop(end int) {
	s.depth--
	if f := s.open[s.depth]; f.node > 0 {
		s.nodes[f.node].end, s.nodes[f.node].nameless = int32(end), f.hidden
		s.nameless = s.nameless || f.hidden
		s.leave(f.node)
	}
	if s.depth < s.opaque {
		s.opaque, s.template = 0, false
	}
}

// close closes all elements deeper than depth, as the parser does where end tags are missing.
func (s *scanner) close(depth int) {
	for s.depth > depth {
		s.depth--
		if n := s.open[s.depth].node; n > 0 {
			s.nameless = true
			s.leave(n)
		}
	}
	if s.depth < s.opaque {
		s.opaque, s.template = 0, false
	}
}

func (s *scanner) leave(n int32) {
	s.nodes[n].past = int32(len(s.nodes))
	s.inside = s.nodes[n].parent
}

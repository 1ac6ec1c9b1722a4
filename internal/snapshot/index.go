package snapshot

import (
	"hash/maphash"
)

// An index is the tree of the elements in a body that a patch can name: those with an id of their own. Everything else
// (elements without an id, text, comments) is text of the element around it. Offsets, not pointers: 28 bytes an element.
type index struct {
	nodes []node  // in document order; the first is the body itself
	table []int32 // nodes by the hash of their ids, open addressing; 0 is free
	ruler ruler
}

type node struct {
	start, end int32 // its outer HTML
	id, idEnd  int32 // the value of its id attribute
	past       int32 // the first node in document order that is not inside
	parent     int32
	name       uint16 // length of its tag name, which stands at start+1
	nameless   bool   // cannot be named: not closed, or its id is not the only one
}

// build indexes canonical HTML. It returns nil where the HTML is too large, too deep or too far from well-formed to be judged.
func build(html string) *index {
	if len(html) > maxBytes {
		return nil
	}
	s := scanners.Get().(*scanner)
	defer s.release()
	if !s.scan(html) {
		return nil
	}
	x := &index{nodes: append(make([]node, 0, len(s.nodes)), s.nodes...), ruler: measure(html)}
	if twins := x.hash(html); twins || s.nameless {
		x.compact()
		x.hash(html)
	}
	return x
}

var seed = maphash.MakeSeed() // so that nobody can choose ids that collide

// hash fills the table. Nodes whose id another one has too are marked: a browser would find only the first.
func (x *index) hash(html string) (twins bool) {
	size := 4
	for size < 2*len(x.nodes) {
		size *= 2
	}
	if len(x.table) != size {
		x.table = make([]int32, size)
	}
	clear(x.table)
	for i := int32(1); i < int32(len(x.nodes)); i++ {
		slot := &x.table[x.slot(html, x.ident(html, i))]
		if *slot == 0 {
			*slot = i
		} else {
			x.nodes[*slot].nameless, x.nodes[i].nameless, twins = true, true, true
		}
	}
	return twins
}

// slot returns where the id is, or where it would be.
func (x *index) slot(html, id string) int {
	last := len(x.table) - 1
	slot := int(maphash.String(seed, id)) & last
	for x.table[slot] != 0 && x.ident(html, x.table[slot]) != id {
		slot = (slot + 1) & last
	}
	return slot
}

// find returns the node with this id, 0 where there is none.
func (x *index) find(html, id string) int32 { return x.table[x.slot(html, id)] }

func (x *index) ident(html string, n int32) string { return html[x.nodes[n].id:x.nodes[n].idEnd] }
func (x *index) name(html string, n int32) string {
	return html[x.nodes[n].start+1:][:x.nodes[n].name]
}
func (x *index) outer(html string, n int32) string { return html[x.nodes[n].start:x.nodes[n].end] }

// compact drops the nodes that cannot be named. What is inside them belongs to what is around them.
func (x *index) compact() {
	moved := make([]int32, len(x.nodes)+1)
	live := int32(0)
	for i := range x.nodes {
		moved[i] = live
		if !x.nodes[i].nameless {
			live++
		}
	}
	moved[len(x.nodes)] = live
	up := make([]int32, len(x.nodes)) // the nearest node at or above that is kept, by its new number
	for i, n := range x.nodes {
		if n.nameless {
			up[i] = up[n.parent]
			continue
		}
		up[i] = moved[i]
		if i > 0 {
			n.parent = up[n.parent]
		}
		n.past = moved[n.past]
		x.nodes[moved[i]] = n
	}
	x.nodes = x.nodes[:live]
}

func (x *index) size() int { return 28*cap(x.nodes) + 4*cap(x.table) + 4*cap(x.ruler) }

package snapshot

import (
	"hash/maphash"
)

// An index is the tree of the addressable elements of a body: those with a unique id. All other
// nodes (elements without an id, text, comments) are text of the element around them. A node takes
// 28 bytes: it has offsets instead of pointers.
type index struct {
	nodes      []node  // in document order; nodes[0] is the body itself
	table      []int32 // hash table from ids to nodes, open addressing; 0 is free
	utf16Index utf16Index
}

type node struct {
	start, end     int32 // of its outer HTML
	idStart, idEnd int32 // of the value of its id attribute
	subtreeEnd     int32 // the first node after it that is not a descendant
	parent         int32
	name           uint16 // length of its tag name, which begins at start+1
	unaddressable  bool   // not closed, or its id is not unique
}

// newIndex indexes canonical HTML. It returns nil if the HTML is too large, too deep or not
// well-formed enough.
func newIndex(html string) *index {
	if len(html) > maxBytes {
		return nil
	}
	s := scanners.Get().(*scanner)
	defer s.release()
	if !s.scan(html) {
		return nil
	}
	x := &index{nodes: append(make([]node, 0, len(s.nodes)), s.nodes...), utf16Index: newUTF16Index(html)}
	if duplicates := x.buildTable(html); duplicates || s.unaddressable {
		x.compact()
		x.buildTable(html)
	}
	return x
}

var seed = maphash.MakeSeed() // random, so that nobody can choose ids that collide

// buildTable fills the table. Nodes with a duplicate id become unaddressable: a browser would find
// only the first.
func (x *index) buildTable(html string) (duplicates bool) {
	size := 4
	for size < 2*len(x.nodes) {
		size *= 2
	}
	if len(x.table) != size {
		x.table = make([]int32, size)
	}
	clear(x.table)
	for i := int32(1); i < int32(len(x.nodes)); i++ {
		slot := &x.table[x.slotOf(html, x.id(html, i))]
		if *slot == 0 {
			*slot = i
		} else {
			x.nodes[*slot].unaddressable, x.nodes[i].unaddressable, duplicates = true, true, true
		}
	}
	return duplicates
}

// slotOf returns the slot of the id, or the free slot for it.
func (x *index) slotOf(html, id string) int {
	last := len(x.table) - 1
	slot := int(maphash.String(seed, id)) & last
	for x.table[slot] != 0 && x.id(html, x.table[slot]) != id {
		slot = (slot + 1) & last
	}
	return slot
}

// find returns the node with this id, or 0.
func (x *index) find(html, id string) int32 { return x.table[x.slotOf(html, id)] }

func (x *index) id(html string, n int32) string { return html[x.nodes[n].idStart:x.nodes[n].idEnd] }
func (x *index) name(html string, n int32) string {
	return html[x.nodes[n].start+1:][:x.nodes[n].name]
}
func (x *index) outerHTML(html string, n int32) string { return html[x.nodes[n].start:x.nodes[n].end] }

// compact removes the unaddressable nodes. Their children become children of the next node above.
func (x *index) compact() {
	renumbered := make([]int32, len(x.nodes)+1)
	kept := int32(0)
	for i := range x.nodes {
		renumbered[i] = kept
		if !x.nodes[i].unaddressable {
			kept++
		}
	}
	renumbered[len(x.nodes)] = kept
	nearestKept := make([]int32, len(x.nodes)) // new index of the nearest kept node at or above
	for i, n := range x.nodes {
		if n.unaddressable {
			nearestKept[i] = nearestKept[n.parent]
			continue
		}
		nearestKept[i] = renumbered[i]
		if i > 0 {
			n.parent = nearestKept[n.parent]
		}
		n.subtreeEnd = renumbered[n.subtreeEnd]
		x.nodes[renumbered[i]] = n
	}
	x.nodes = x.nodes[:kept]
}

func (x *index) size() int { return 28*cap(x.nodes) + 4*cap(x.table) + 4*cap(x.utf16Index) }

package snapshot

import (
	"slices"
	"sync"
)

// Diff returns the patch from old to new, in the format of docs/delta.md. The patch has been
// verified: applied to old, it gives new. ok is false if the whole body should be sent instead: the
// patch is not much smaller, or a body is unsupported.
func Diff(old, new Snapshot) (delta []byte, ok bool) {
	x, y := old.index(), new.index()
	if x == nil || y == nil {
		return nil, false
	}
	d := differs.Get().(*differ)
	defer d.release()
	d.reset(old.Body, new.Body, x, y)
	//mutant:false(2) replay: a wrong patch is not sent
	if d.compute(old, new); d.tooLarge() || !d.verify(old, new) {
		return nil, false
	}
	delta = make([]byte, len(d.out))
	copy(delta, d.out)
	return delta, true
}

func (d *differ) compute(old, new Snapshot) {
	d.compareAll()
	d.matchMoves()
	d.encode(old.Title, new.Title)
}

// A differ compares two bodies. Its memory is reused.
type differ struct {
	old, new       string
	x, y           *index // of old and new
	prefix, suffix int32  // lengths of the common prefix and suffix, in bytes
	limit          int    // maximum size of the patch, in bytes
	weight         int    // estimated size of the patch so far

	worklist     []pair   // elements of both that are still to be compared
	splices      []splice // by edit
	editStart    int      // first splice of the current edit
	edits        []edit   // parents before their children
	insertPoints []insertPoint
	insertions   []insertion // by insert point
	ops          []op        // by node of old

	listScratch listScratch
	out         []byte
	applier     applier
}

// A pair is one element, in old and in new.
type pair struct{ old, new int32 }

// A splice puts new[b:bEnd] in the place of old[a:aEnd].
type splice struct{ a, aEnd, b, bEnd int32 }

// An edit changes an element's own text: its tags, and the text between its child nodes.
type edit struct {
	pair
	from, to int32 // range of its splices
}

// An insertPoint is a position next to a kept element, where elements are inserted.
type insertPoint struct {
	anchor   int32
	before   bool
	from, to int32 // range of its insertions
}

// An insertion is an element of new. If it moves, from is its node in old, else 0.
type insertion struct{ new, from int32 }

type op uint8

const (
	opKeep op = iota
	opRemove
	opMove
)

var differs = sync.Pool{New: func() any { return new(differ) }}

func (d *differ) reset(old, new string, x, y *index) {
	d.old, d.new, d.x, d.y = old, new, x, y
	d.prefix = int32(common(old, new))
	d.suffix = int32(commonEnd(old[d.prefix:], new[d.prefix:]))
	d.limit, d.weight, d.out = len(new)/4+64, 0, d.out[:0]
	d.worklist, d.splices, d.edits, d.insertPoints, d.insertions = d.worklist[:0], d.splices[:0], d.edits[:0], d.insertPoints[:0], d.insertions[:0]
	d.ops = slices.Grow(d.ops[:0], len(x.nodes))[:len(x.nodes)]
	clear(d.ops)
}

func (d *differ) release() {
	d.old, d.new, d.x, d.y = "", "", nil, nil
	if d.footprint() <= 1<<20 {
		differs.Put(d)
	}
}

func (d *differ) footprint() int {
	return cap(d.ops) + 16*(cap(d.splices)+cap(d.edits)+cap(d.insertPoints)) + 8*(cap(d.worklist)+cap(d.insertions)) + d.listScratch.footprint() + cap(d.out) + d.applier.footprint()
}

func (d *differ) tooLarge() bool { return d.weight > d.limit || len(d.out) > d.limit }

// compareAll compares the bodies from the root down. It reads each byte of own text once.
func (d *differ) compareAll() {
	if d.unchanged(0, int32(len(d.old)), 0, int32(len(d.new))) {
		return
	}
	d.worklist = append(d.worklist, pair{})
	for len(d.worklist) > 0 && !d.tooLarge() {
		last := len(d.worklist) - 1
		p := d.worklist[last]
		d.worklist = d.worklist[:last]
		from := int32(len(d.splices))
		d.editStart = len(d.splices)
		d.compare(p)
		if to := int32(len(d.splices)); to > from {
			d.edits = append(d.edits, edit{p, from, to})
		}
	}
}

// compare finds what changed in an element itself, and which of its children to compare next.
func (d *differ) compare(p pair) {
	x, y := d.x.nodes[p.old], d.y.nodes[p.new]
	i, j := p.old+1, p.new+1
	a, b := x.start, y.start // own text continues here
	kept := int32(-1)
	for i < x.subtreeEnd && j < y.subtreeEnd && d.sameElement(i, j) {
		d.diffText(a, d.x.nodes[i].start, b, d.y.nodes[j].start)
		d.enqueue(i, j)
		a, b, kept = d.x.nodes[i].end, d.y.nodes[j].end, i
		i, j = d.x.nodes[i].subtreeEnd, d.y.nodes[j].subtreeEnd
	}
	if i == x.subtreeEnd && j == y.subtreeEnd {
		d.diffText(a, x.end, b, y.end)
	} else {
		d.diffChildren(splice{a, x.end, b, y.end}, pair{i, j}, pair{x.subtreeEnd, y.subtreeEnd}, kept)
	}
}

// sameElement reports whether two nodes are the same element: equal id, equal tag name.
func (d *differ) sameElement(i, j int32) bool {
	return d.x.nodes[i].name == d.y.nodes[j].name && d.x.id(d.old, i) == d.y.id(d.new, j) && d.x.name(d.old, i) == d.y.name(d.new, j)
}

// enqueue adds a pair to the worklist, unless it is obviously equal.
func (d *differ) enqueue(i, j int32) {
	x, y := &d.x.nodes[i], &d.y.nodes[j]
	if d.unchanged(x.start, x.end, y.start, y.end) {
		return
	}
	if x.subtreeEnd == i+1 && y.subtreeEnd == j+1 && x.end-x.start == y.end-y.start && d.x.outerHTML(d.old, i) == d.y.outerHTML(d.new, j) {
		return
	}
	d.worklist = append(d.worklist, pair{i, j})
}

// unchanged reports whether old[a:aEnd] and new[b:bEnd] both lie in the common prefix, or both in
// the common suffix, of the bodies.
func (d *differ) unchanged(a, aEnd, b, bEnd int32) bool {
	if aEnd-a != bEnd-b {
		return false
	}
	left := int32(len(d.old)) - a
	return a == b && aEnd <= d.prefix || left <= d.suffix && left == int32(len(d.new))-b
}

// sharedEnd returns the length of the common suffix of old[a:aEnd] and new[b:bEnd]. The common
// suffix of the bodies gives a part of it.
func (d *differ) sharedEnd(a, aEnd, b, bEnd int32) int32 {
	known := int32(0)
	if rest := int32(len(d.old)) - aEnd; rest == int32(len(d.new))-bEnd {
		known = max(0, min(d.suffix-rest, aEnd-a, bEnd-b))
	}
	return known + int32(commonEnd(d.old[a:aEnd-known], d.new[b:bEnd-known]))
}

// matchMoves finds the insertions that are moves: elements that old has elsewhere.
func (d *differ) matchMoves() {
	for k := range d.insertions {
		ins := &d.insertions[k]
		i := d.x.find(d.old, d.y.id(d.new, ins.new))
		if i > 0 && d.ops[i] == opRemove && d.sameElement(i, ins.new) {
			ins.from, d.ops[i] = i, opMove
		}
	}
}

package snapshot

import "slices"

// listScratch is scratch memory for comparing two lists of children.
type listScratch struct {
	old, new []int32 // the children after the common start
	oldIndex []int32 // for each of new: its index in old if it keeps its place, or -1
	tails    []int32 // for each length: the child of new that ends the best run
	prev     []int32 // for each of new: its predecessor in the run
}

func (l *listScratch) footprint() int {
	return 4 * (cap(l.old) + cap(l.new) + cap(l.oldIndex) + cap(l.tails) + cap(l.prev))
}

// diffChildren compares lists of children that differ. The children of a longest common subsequence
// are kept; between two kept ones is a gap, where others are removed and inserted. text is the text
// that is not compared yet; kept is the last kept child before it, or -1.
func (d *differ) diffChildren(text splice, start, end pair, kept int32) {
	l := &d.listScratch
	l.old, l.new, l.oldIndex = l.old[:0], l.new[:0], l.oldIndex[:0]
	for i := start.old; i < end.old; i = d.x.nodes[i].subtreeEnd {
		l.old = append(l.old, i)
	}
	for j := start.new; j < end.new; j = d.y.nodes[j].subtreeEnd {
		l.new = append(l.new, j)
	}
	old, new := len(l.old), len(l.new)
	for old > 0 && new > 0 && d.sameElement(l.old[old-1], l.new[new-1]) {
		old, new = old-1, new-1
	}
	d.longestRun(old, new)
	for ; new < len(l.new); old, new = old+1, new+1 {
		l.oldIndex = append(l.oldIndex, int32(old))
	}

	i, j := 0, 0
	for k, at := range l.oldIndex {
		if at < 0 {
			continue
		}
		x, y := l.old[at], l.new[k]
		d.diffGap(splice{text.a, d.x.nodes[x].start, text.b, d.y.nodes[y].start}, l.old[i:at], l.new[j:k], kept, x)
		d.enqueue(x, y)
		text.a, text.b, kept = d.x.nodes[x].end, d.y.nodes[y].end, x
		i, j = int(at)+1, k+1
		if d.tooLarge() {
			return
		}
	}
	d.diffGap(text, l.old[i:], l.new[j:], kept, -1)
}

// longestRun computes a longest run of children that have the same order in old[:old] and new[:new]
// (patience sorting), and sets oldIndex for new[:new].
func (d *differ) longestRun(old, new int) {
	l := &d.listScratch
	l.tails, l.prev = l.tails[:0], slices.Grow(l.prev[:0], new)[:new]
	for k, y := range l.new[:new] {
		l.oldIndex = append(l.oldIndex, d.oldIndexOf(y, l.old[:old]))
		if l.oldIndex[k] < 0 {
			continue
		}
		n, _ := slices.BinarySearchFunc(l.tails, l.oldIndex[k], func(end, at int32) int { return int(l.oldIndex[end] - at) })
		if n == len(l.tails) {
			l.tails = append(l.tails, 0)
		}
		l.tails[n], l.prev[k] = int32(k), -1
		if n > 0 {
			l.prev[k] = l.tails[n-1]
		}
	}
	next := int32(-1)
	if len(l.tails) > 0 {
		next = l.tails[len(l.tails)-1]
	}
	for k := int32(new) - 1; k >= 0; k-- {
		if k == next {
			next = l.prev[k]
		} else {
			l.oldIndex[k] = -1
		}
	}
}

// oldIndexOf returns the index of the element y of new among these children of old, or -1.
func (d *differ) oldIndexOf(y int32, children []int32) int32 {
	if x := d.x.find(d.old, d.y.id(d.new, y)); x > 0 && d.sameElement(x, y) {
		if at, ok := slices.BinarySearch(children, x); ok {
			return int32(at)
		}
	}
	return -1
}

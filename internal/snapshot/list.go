package snapshot

import "slices"

// lists is what comparing two lists of children needs.
type lists struct {
	old, new []int32 // the children, without those that are the same at the start
	place    []int32 // for each of new: where in old it stays, or -1
	ends     []int32 // the child of new in which the best run of each length ends
	before   []int32 // for each of new: the one before it in its run
}

func (l *lists) footprint() int {
	return 4 * (cap(l.old) + cap(l.new) + cap(l.place) + cap(l.ends) + cap(l.before))
}

// list compares children that are not the same one after the other: those that keep their order stay, and between two that stay
// is a region where others come and go. text is what is not compared yet, and stay the child before it, or -1.
func (d *differ) list(text splice, first, past pair, stay int32) {
	l := &d.lists
	l.old, l.new, l.place = l.old[:0], l.new[:0], l.place[:0]
	for i := first.old; i < past.old; i = d.x.nodes[i].past {
		l.old = append(l.old, i)
	}
	for j := first.new; j < past.new; j = d.y.nodes[j].past {
		l.new = append(l.new, j)
	}
	old, new := len(l.old), len(l.new)
	for old > 0 && new > 0 && d.same(l.old[old-1], l.new[new-1]) {
		old, new = old-1, new-1
	}
	d.run(old, new)
	for ; new < len(l.new); old, new = old+1, new+1 {
		l.place = append(l.place, int32(old))
	}

	i, j := 0, 0
	for k, at := range l.place {
		if at < 0 {
			continue
		}
		x, y := l.old[at], l.new[k]
		d.region(splice{text.a, d.x.nodes[x].start, text.b, d.y.nodes[y].start}, l.old[i:at], l.new[j:k], stay, x)
		d.later(x, y)
		text.a, text.b, stay = d.x.nodes[x].end, d.y.nodes[y].end, x
		i, j = int(at)+1, k+1
		if d.tooLarge() {
			return
		}
	}
	d.region(text, l.old[i:], l.new[j:], stay, -1)
}

// run fills place for the first children of new: the longest run that is in the same order in the first of old.
func (d *differ) run(old, new int) {
	l := &d.lists
	l.ends, l.before = l.ends[:0], slices.Grow(l.before[:0], new)[:new]
	for k, y := range l.new[:new] {
		l.place = append(l.place, d.placeOf(y, l.old[:old]))
		if l.place[k] < 0 {
			continue
		}
		n, _ := slices.BinarySearchFunc(l.ends, l.place[k], func(end, at int32) int { return int(l.place[end] - at) })
		if n == len(l.ends) {
			l.ends = append(l.ends, 0)
		}
		l.ends[n], l.before[k] = int32(k), -1
		if n > 0 {
			l.before[k] = l.ends[n-1]
		}
	}
	next := int32(-1)
	if len(l.ends) > 0 {
		next = l.ends[len(l.ends)-1]
	}
	for k := int32(new) - 1; k >= 0; k-- {
		if k == next {
			next = l.before[k]
		} else {
			l.place[k] = -1
		}
	}
}

// placeOf returns where the element y of new is among these children, or -1.
func (d *differ) placeOf(y int32, children []int32) int32 {
	if x := d.x.find(d.old, d.y.ident(d.new, y)); x > 0 && d.same(x, y) {
		if at, ok := slices.BinarySearch(children, x); ok {
			return int32(at)
		}
	}
	return -1
}

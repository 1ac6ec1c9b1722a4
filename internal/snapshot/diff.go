package snapshot

import (
	"slices"
	"sync"
)

// Diff returns the patch from old to new, as docs/delta.md describes it. It has been replayed: a client that holds old has new
// after it. ok is false where the whole body is the better answer: the patch is not much smaller, or one of the bodies cannot
// be judged.
func Diff(old, new Snapshot) (delta []byte, ok bool) {
	x, y := old.index(), new.index()
	if x == nil || y == nil {
		return nil, false
	}
	d := differs.Get().(*differ)
	defer d.release()
	d.reset(old.Body, new.Body, x, y)
	//mutant:false(2) replay: a wrong patch is not sent
	if d.make(old, new); d.tooLarge() || !d.check(old, new) {
		return nil, false
	}
	delta = make([]byte, len(d.out))
	copy(delta, d.out)
	return delta, true
}

func (d *differ) make(old, new Snapshot) {
	d.walk()
	d.claim()
	d.encode(old.Title, new.Title)
}

// A differ compares two bodies. Its memory is used again and again.
type differ struct {
	old, new   string
	x, y       *index // of old and new
	head, tail int32  // how many bytes old and new share at both ends
	limit      int    // what a patch may weigh
	weight     int    // what this one weighs already, at least

	todo     []pair   // elements that are in both, and have yet to be compared
	splices  []splice // by edit
	first    int      // the first of the edit under way
	edits    []edit   // parents before their children
	places   []place
	arrivals []arrival // by place
	fate     []fate    // of the nodes of old

	lists  lists
	out    []byte
	replay replay
}

// A pair is one element, in old and in new.
type pair struct{ old, new int32 }

// A splice puts new[b:bEnd] in the place of old[a:aEnd].
type splice struct{ a, aEnd, b, bEnd int32 }

// An edit changes an element's own text: its tags, and what stands between the elements in it that have names.
type edit struct {
	pair
	from, to int32 // its splices
}

// A place is where elements arrive: next to one that stays.
type place struct {
	anchor   int32
	before   bool
	from, to int32 // its arrivals
}

// An arrival is an element of new. Where old had it elsewhere, from is its node there.
type arrival struct{ new, from int32 }

type fate uint8

const (
	stays fate = iota
	goes
	moves
)

var differs = sync.Pool{New: func() any { return new(differ) }}

func (d *differ) reset(old, new string, x, y *index) {
	d.old, d.new, d.x, d.y = old, new, x, y
	d.head = int32(common(old, new))
	d.tail = int32(commonEnd(old[d.head:], new[d.head:]))
	d.limit, d.weight, d.out = len(new)/4+64, 0, d.out[:0]
	d.todo, d.splices, d.edits, d.places, d.arrivals = d.todo[:0], d.splices[:0], d.edits[:0], d.places[:0], d.arrivals[:0]
	d.fate = slices.Grow(d.fate[:0], len(x.nodes))[:len(x.nodes)]
	clear(d.fate)
}

func (d *differ) release() {
	d.old, d.new, d.x, d.y = "", "", nil, nil
	if d.footprint() <= 1<<20 {
		differs.Put(d)
	}
}

func (d *differ) footprint() int {
	return cap(d.fate) + 16*(cap(d.splices)+cap(d.edits)+cap(d.places)) + 8*(cap(d.todo)+cap(d.arrivals)) + d.lists.footprint() + cap(d.out) + d.replay.footprint()
}

func (d *differ) tooLarge() bool { return d.weight > d.limit || len(d.out) > d.limit }

// walk compares the bodies from the root down. Every byte of own text is looked at once.
func (d *differ) walk() {
	if d.untouched(0, int32(len(d.old)), 0, int32(len(d.new))) {
		return
	}
	d.todo = append(d.todo, pair{})
	for len(d.todo) > 0 && !d.tooLarge() {
		last := len(d.todo) - 1
		p := d.todo[last]
		d.todo = d.todo[:last]
		from := int32(len(d.splices))
		d.first = len(d.splices)
		d.compare(p)
		if to := int32(len(d.splices)); to > from {
			d.edits = append(d.edits, edit{p, from, to})
		}
	}
}

// compare finds what changed in an element itself, and which elements in it to compare next.
func (d *differ) compare(p pair) {
	x, y := d.x.nodes[p.old], d.y.nodes[p.new]
	i, j := p.old+1, p.new+1
	a, b := x.start, y.start // own text goes on here
	stay := int32(-1)
	for i < x.past && j < y.past && d.same(i, j) {
		d.text(a, d.x.nodes[i].start, b, d.y.nodes[j].start)
		d.later(i, j)
		a, b, stay = d.x.nodes[i].end, d.y.nodes[j].end, i
		i, j = d.x.nodes[i].past, d.y.nodes[j].past
	}
	if i == x.past && j == y.past {
		d.text(a, x.end, b, y.end)
	} else {
		d.list(splice{a, x.end, b, y.end}, pair{i, j}, pair{x.past, y.past}, stay)
	}
}

// same reports whether the nodes are one element: equal id, equal tag name.
func (d *differ) same(i, j int32) bool {
	return d.x.nodes[i].name == d.y.nodes[j].name && d.x.ident(d.old, i) == d.y.ident(d.new, j) && d.x.name(d.old, i) == d.y.name(d.new, j)
}

// later notes a pair to compare, unless it is equal at first sight.
func (d *differ) later(i, j int32) {
	x, y := &d.x.nodes[i], &d.y.nodes[j]
	if d.untouched(x.start, x.end, y.start, y.end) {
		return
	}
	if x.past == i+1 && y.past == j+1 && x.end-x.start == y.end-y.start && d.x.outer(d.old, i) == d.y.outer(d.new, j) {
		return
	}
	d.todo = append(d.todo, pair{i, j})
}

// untouched reports whether old[a:aEnd] and new[b:bEnd] are equal because all is, up to their end or from their start on.
func (d *differ) untouched(a, aEnd, b, bEnd int32) bool {
	if aEnd-a != bEnd-b {
		return false
	}
	left := int32(len(d.old)) - a
	return a == b && aEnd <= d.head || left <= d.tail && left == int32(len(d.new))-b
}

// sharedEnd returns how many bytes old[a:aEnd] and new[b:bEnd] share at the end. Where the rest of both bodies is equal, that is known in part.
func (d *differ) sharedEnd(a, aEnd, b, bEnd int32) int32 {
	known := int32(0)
	if rest := int32(len(d.old)) - aEnd; rest == int32(len(d.new))-bEnd {
		known = max(0, min(d.tail-rest, aEnd-a, bEnd-b))
	}
	return known + int32(commonEnd(d.old[a:aEnd-known], d.new[b:bEnd-known]))
}

// claim finds out which arrivals come from elsewhere in the page.
func (d *differ) claim() {
	for k := range d.arrivals {
		its := &d.arrivals[k]
		i := d.x.find(d.old, d.y.ident(d.new, its.new))
		if i > 0 && d.fate[i] == goes && d.same(i, its.new) {
			its.from, d.fate[i] = i, moves
		}
	}
}

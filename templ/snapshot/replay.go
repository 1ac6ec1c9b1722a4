package snapshot

import (
	"cmp"
	"slices"
)

// Apply returns what old is after the patch: what a client does, in Go.
func Apply(old Snapshot, delta []byte) (Snapshot, error) {
	r := new(replay)
	r.begin(delta)
	for {
		again := r.step(old.Body, measure(old.Body))
		if r.bad || !again && r.at != len(delta) {
			return Snapshot{}, ErrDelta
		}
		if old.Body = string(r.result); r.titled {
			old.Title = string(r.title)
		}
		if !again {
			return New(old.Title, old.Body), nil
		}
	}
}

// A replay is the client's work on the string, in bytes.
type replay struct {
	reader
	old    string
	ruler  ruler
	cuts   []cut
	text   []byte // what is put in, one after the other
	titled bool
	title  []byte
	edits  []edited
	result []byte
}

// A cut puts text[from:to] in the place of old[at:end].
type cut struct{ at, end, order, from, to int }

// What is put in at one position comes in this order: next to the element that ends there, own text, next to the one that begins
// there, and then that element itself, whose position in the result is wanted if it is edited.
const (
	after = iota
	own
	before
	begin
)

// edited is what the client hands to its morph: an element of the result.
type edited struct{ at, units int }

func (r *replay) footprint() int {
	return 40*cap(r.cuts) + 16*cap(r.edits) + cap(r.text) + cap(r.result) + cap(r.title)
}

func (r *replay) begin(delta []byte) {
	r.reader = reader{in: delta}
	r.must('[')
}

// step makes the result of the operations up to the next 0, and reports whether there was one: then the next step is from this result.
func (r *replay) step(old string, ruler ruler) (again bool) {
	r.old, r.ruler = old, ruler
	r.cuts, r.text, r.edits, r.titled = r.cuts[:0], r.text[:0], r.edits[:0], false
	if r.at > 1 || !r.take(']') {
		for done := false; !done; {
			switch r.peek() {
			case '"':
				r.title, r.titled = r.string(r.title[:0]), true
			case '0':
				r.at++
				r.must(',')
				r.assemble()
				return true
			default:
				r.operation()
			}
			done = !r.more()
		}
		r.must(']')
	}
	r.assemble()
	return false
}

func (r *replay) operation() {
	r.must('[')
	verb := byte(0)
	if r.take('"') {
		verb = r.peek()
		r.at++
		r.must('"')
		r.must(',')
	}
	switch verb {
	case '-':
		for ok := true; ok; ok = r.more() {
			at, end := r.element()
			r.cuts = append(r.cuts, cut{at, end, own, 0, 0})
		}
	case '<', '>':
		unit := r.unit()
		at, end := r.element()
		to, order := end, after
		if verb == '<' {
			to, order = at, before
		}
		for r.more() {
			from := len(r.text)
			if r.peek() == '"' {
				r.text = r.string(r.text)
			} else {
				r.item(unit, at, end)
			}
			r.cuts = append(r.cuts, cut{to, to, order, from, len(r.text)})
		}
	case 0:
		r.edit()
	default:
		r.bad = true
	}
	r.must(']')
}

// unit returns the number that comes next, which is read again.
func (r *replay) unit() int {
	at := r.at
	n := r.number()
	r.at = at
	return n
}

// element reads position and length of an element of old.
func (r *replay) element() (at, end int) {
	unit := r.number()
	r.must(',')
	return r.span(unit, r.number())
}

// span converts a position and a length to bytes.
func (r *replay) span(unit, units int) (at, end int) {
	at, ok := r.ruler.bytes(r.old, unit)
	end, ok2 := r.ruler.bytes(r.old, unit+units)
	if !ok || !ok2 {
		r.bad = true
		return 0, 0
	}
	return at, end
}

// item appends an element that is not written out: like its neighbour but for some splices, or one that moves here.
func (r *replay) item(unit, at, end int) {
	r.must('[')
	first := r.number()
	r.must(',')
	second := r.number()
	if r.bad {
		return
	}
	if !r.take(',') { // moves unchanged
		at, end = r.span(first, second)
		r.cuts = append(r.cuts, cut{at, end, own, 0, 0})
		r.text = append(r.text, r.old[at:end]...)
	} else if r.peek() == '"' {
		at = r.splice(at, end, unit+first, second)
		r.rest(at, end, unit+first+second)
	} else {
		at, end = r.span(first, second)
		r.cuts = append(r.cuts, cut{at, end, own, 0, 0})
		pos := r.number()
		r.must(',')
		del := r.number()
		r.must(',')
		at = r.splice(at, end, first+pos, del)
		r.rest(at, end, first+pos+del)
	}
	r.must(']')
}

// splice appends old from at to the splice, and its text; it returns where old goes on.
func (r *replay) splice(at, end, unit, units int) int {
	from, to := r.span(unit, units)
	if from < at || to > end {
		r.bad = true
		return at
	}
	r.text = append(r.text, r.old[at:from]...)
	r.text = r.string(r.text)
	return to
}

// rest appends what the other splices make of old up to end.
func (r *replay) rest(at, end, unit int) {
	for r.more() {
		unit += r.number()
		r.must(',')
		del := r.number()
		r.must(',')
		at = r.splice(at, end, unit, del)
		unit += del
	}
	if !r.bad {
		r.text = append(r.text, r.old[at:end]...)
	}
}

func (r *replay) edit() {
	unit := r.number()
	r.must(',')
	at, _ := r.span(unit, 0)
	r.cuts = append(r.cuts, cut{at, at, begin, len(r.edits), 0})
	r.edits = append(r.edits, edited{units: r.number()})
	for r.more() {
		unit += r.number()
		r.must(',')
		del := r.number()
		r.must(',')
		at, end := r.span(unit, del)
		from := len(r.text)
		r.text = r.string(r.text)
		r.cuts = append(r.cuts, cut{at, end, own, from, len(r.text)})
		unit += del
	}
}

// assemble makes the result in one pass.
func (r *replay) assemble() {
	slices.SortFunc(r.cuts, func(a, b cut) int {
		return cmp.Or(a.at-b.at, a.end-b.end, a.order-b.order, a.from-b.from)
	})
	r.result = r.result[:0]
	at := 0
	for _, c := range r.cuts {
		if r.bad = r.bad || c.at < at; r.bad {
			return
		}
		r.result = append(r.result, r.old[at:c.at]...)
		if c.order == begin {
			r.edits[c.from].at = len(r.result)
		} else {
			r.result = append(r.result, r.text[c.from:c.to]...)
		}
		at = c.end
	}
	r.result = append(r.result, r.old[at:]...)
}

// check replays the patch and compares: the new body, byte for byte, and each element that the client would show anew.
func (d *differ) check(old, new Snapshot) bool {
	d.replay.begin(d.out)
	r := &d.replay
	if r.step(d.old, d.x.ruler) || r.bad || r.at != len(d.out) || string(r.result) != d.new {
		return false
	}
	if title := old.Title; r.titled && string(r.title) != new.Title || !r.titled && title != new.Title {
		return false
	}
	for k, its := range d.replay.edits {
		e := d.edits[len(d.edits)-1-k]
		y := d.y.nodes[e.new]
		if e.new == 0 {
			continue
		}
		if its.at != int(y.start) || its.units != d.y.ruler.units(d.new, int(y.end))-d.y.ruler.units(d.new, int(y.start)) {
			return false
		}
	}
	return true
}

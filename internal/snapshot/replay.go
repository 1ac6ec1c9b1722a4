package snapshot

import (
	"cmp"
	"slices"
)

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

	// What comes out is kept, or only compared with what it should be.
	result []byte
	proof  bool
	due    string // of what it should be, the rest
	length int    // of what came out
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
	r.proof = false
	r.must('[')
}

// prove begins a replay that has to come out as new.
func (r *replay) prove(delta []byte, new string) {
	r.begin(delta)
	r.proof, r.due = true, new
}

// put lets a piece of old come out, and text after it.
func (r *replay) put(piece string, text []byte) {
	n := len(piece) + len(text)
	r.length += n
	switch {
	case !r.proof:
		r.result = append(append(r.result, piece...), text...)
	case n <= len(r.due) && r.due[:len(piece)] == piece && r.due[len(piece):n] == string(text):
		r.due = r.due[n:]
	default:
		r.bad = true
	}
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
	start := r.at
	first, more := r.number(), r.more()
	second := r.number()
	if more = more && r.more(); more && r.peek() == '"' {
		r.at = start // these were its first splice
	} else {
		unit = first
		at, end = r.span(first, second)
		r.cuts = append(r.cuts, cut{at, end, own, 0, 0})
	}
	for ; more; more = r.more() {
		var from, to int
		if from, to, unit = r.hole(unit); from < at || to > end {
			r.bad = true
			return
		}
		r.text = r.string(append(r.text, r.old[at:from]...))
		at = to
	}
	r.text = append(r.text, r.old[at:end]...)
	r.must(']')
}

// hole reads position and length of a splice, and returns where the next one counts from.
func (r *replay) hole(unit int) (at, end, next int) {
	unit += r.number()
	r.must(',')
	del := r.number()
	r.must(',')
	at, end = r.span(unit, del)
	return at, end, unit + del
}

func (r *replay) edit() {
	unit := r.number()
	r.must(',')
	at, _ := r.span(unit, 0)
	r.cuts = append(r.cuts, cut{at, at, begin, len(r.edits), 0})
	r.edits = append(r.edits, edited{units: r.number()})
	for r.more() {
		c := cut{order: own, from: len(r.text)}
		c.at, c.end, unit = r.hole(unit)
		r.text = r.string(r.text)
		c.to = len(r.text)
		r.cuts = append(r.cuts, c)
	}
}

// assemble makes the result in one pass.
func (r *replay) assemble() {
	slices.SortFunc(r.cuts, func(a, b cut) int {
		return cmp.Or(a.at-b.at, a.end-b.end, a.order-b.order, a.from-b.from)
	})
	r.result, r.length = r.result[:0], 0
	at := 0
	for _, c := range r.cuts {
		if r.bad = r.bad || c.at < at; r.bad {
			return
		}
		if c.order == begin {
			r.put(r.old[at:c.at], nil)
			r.edits[c.from].at = r.length
		} else {
			r.put(r.old[at:c.at], r.text[c.from:c.to])
		}
		at = c.end
	}
	r.put(r.old[at:], nil)
}

package snapshot

import (
	"cmp"
	"slices"
)

// An applier applies a patch to a text, as the client does.
type applier struct {
	reader
	old        string
	utf16Index utf16Index
	textEdits  []textEdit
	text       []byte // inserted texts, one after the other
	hasTitle   bool
	title      []byte
	edits      []editedElement

	// The result is stored, or only compared with what is expected.
	result    []byte
	verifying bool
	expected  string // the rest of the expected result
	length    int    // of the result so far
}

// A textEdit replaces old[at:end] by text[from:to].
type textEdit struct{ at, end, order, from, to int }

// The order of insertions at one position: elements after the one that ends there, own text,
// elements before the one that begins there, then the start of that element, if it is edited.
const (
	after = iota
	selfText
	before
	elementStart
)

// An editedElement is an element of the result that the client morphs.
type editedElement struct{ at, units int }

func (r *applier) footprint() int {
	return 40*cap(r.textEdits) + 16*cap(r.edits) + cap(r.text) + cap(r.result) + cap(r.title)
}

func (r *applier) begin(delta []byte) {
	r.reader = reader{in: delta}
	r.verifying = false
	r.expect('[')
}

// beginVerify begins to apply a patch whose result must be new.
func (r *applier) beginVerify(delta []byte, new string) {
	r.begin(delta)
	r.verifying, r.expected = true, new
}

// emit appends a piece of old, and text after it, to the result.
func (r *applier) emit(piece string, text []byte) {
	n := len(piece) + len(text)
	r.length += n
	switch {
	case !r.verifying:
		r.result = append(append(r.result, piece...), text...)
	case n <= len(r.expected) && r.expected[:len(piece)] == piece && r.expected[len(piece):n] == string(text):
		r.expected = r.expected[n:]
	default:
		r.failed = true
	}
}

// step applies the operations up to the next 0, and reports whether there was one: then the next
// step starts from this result.
func (r *applier) step(old string, index utf16Index) (more bool) {
	r.old, r.utf16Index = old, index
	r.textEdits, r.text, r.edits, r.hasTitle = r.textEdits[:0], r.text[:0], r.edits[:0], false
	if r.at > 1 || !r.accept(']') {
		for done := false; !done; {
			switch r.peek() {
			case '"':
				r.title, r.hasTitle = r.string(r.title[:0]), true
			case '0':
				r.at++
				r.expect(',')
				r.assemble()
				return true
			default:
				r.operation()
			}
			done = !r.more()
		}
		r.expect(']')
	}
	r.assemble()
	return false
}

func (r *applier) operation() {
	r.expect('[')
	opcode := byte(0)
	if r.accept('"') {
		opcode = r.peek()
		r.at++
		r.expect('"')
		r.expect(',')
	}
	switch opcode {
	case '-':
		for ok := true; ok; ok = r.more() {
			at, end := r.readElement()
			r.textEdits = append(r.textEdits, textEdit{at, end, selfText, 0, 0})
		}
	case '<', '>':
		unit := r.peekOffset()
		at, end := r.readElement()
		to, order := end, after
		if opcode == '<' {
			to, order = at, before
		}
		for r.more() {
			from := len(r.text)
			if r.peek() == '"' {
				r.text = r.string(r.text)
			} else {
				r.item(unit, at, end)
			}
			r.textEdits = append(r.textEdits, textEdit{to, to, order, from, len(r.text)})
		}
	case 0:
		r.edit()
	default:
		r.failed = true
	}
	r.expect(']')
}

// peekOffset returns the next number without consuming it.
func (r *applier) peekOffset() int {
	at := r.at
	n := r.number()
	r.at = at
	return n
}

// readElement reads position and length of an element of old.
func (r *applier) readElement() (at, end int) {
	unit := r.number()
	r.expect(',')
	return r.span(unit, r.number())
}

// span converts a position and a length from UTF-16 units to bytes.
func (r *applier) span(unit, units int) (at, end int) {
	at, ok := r.utf16Index.bytes(r.old, unit)
	end, ok2 := r.utf16Index.bytes(r.old, unit+units)
	if !ok || !ok2 {
		r.failed = true
		return 0, 0
	}
	return at, end
}

// item appends an inserted element that is not given as HTML: its neighbour with splices, or an
// element that moves here.
func (r *applier) item(unit, at, end int) {
	r.expect('[')
	start := r.at
	first, more := r.number(), r.more()
	second := r.number()
	if more = more && r.more(); more && r.peek() == '"' {
		r.at = start // the numbers were those of the first splice
	} else {
		unit = first
		at, end = r.span(first, second)
		r.textEdits = append(r.textEdits, textEdit{at, end, selfText, 0, 0})
	}
	for ; more; more = r.more() {
		var from, to int
		if from, to, unit = r.readSplice(unit); from < at || to > end {
			r.failed = true
			return
		}
		r.text = r.string(append(r.text, r.old[at:from]...))
		at = to
	}
	r.text = append(r.text, r.old[at:end]...)
	r.expect(']')
}

// readSplice reads position and length of a splice. next is what the position after it counts from.
func (r *applier) readSplice(unit int) (at, end, next int) {
	unit += r.number()
	r.expect(',')
	del := r.number()
	r.expect(',')
	at, end = r.span(unit, del)
	return at, end, unit + del
}

func (r *applier) edit() {
	unit := r.number()
	r.expect(',')
	at, _ := r.span(unit, 0)
	r.textEdits = append(r.textEdits, textEdit{at, at, elementStart, len(r.edits), 0})
	r.edits = append(r.edits, editedElement{units: r.number()})
	for r.more() {
		c := textEdit{order: selfText, from: len(r.text)}
		c.at, c.end, unit = r.readSplice(unit)
		r.text = r.string(r.text)
		c.to = len(r.text)
		r.textEdits = append(r.textEdits, c)
	}
}

// assemble builds the result in one pass.
func (r *applier) assemble() {
	slices.SortFunc(r.textEdits, func(a, b textEdit) int {
		return cmp.Or(a.at-b.at, a.end-b.end, a.order-b.order, a.from-b.from)
	})
	r.result, r.length = r.result[:0], 0
	at := 0
	for _, c := range r.textEdits {
		if r.failed = r.failed || c.at < at; r.failed {
			return
		}
		if c.order == elementStart {
			r.emit(r.old[at:c.at], nil)
			r.edits[c.from].at = r.length
		} else {
			r.emit(r.old[at:c.at], r.text[c.from:c.to])
		}
		at = c.end
	}
	r.emit(r.old[at:], nil)
}

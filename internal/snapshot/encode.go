package snapshot

import (
	"strconv"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// encode writes the patch: what goes, what comes, then what changed inside, children before their parents, because an element
// that changed is sent to the browser's morph as a whole, and its children should be right by then.
func (d *differ) encode(oldTitle, newTitle string) {
	d.out = append(d.out[:0], '[')
	if newTitle != oldTitle {
		d.string(newTitle)
		d.comma()
	}
	d.encodeGoing()
	for _, p := range d.places {
		if d.tooLarge() {
			return
		}
		d.encodePlace(p)
	}
	for k := len(d.edits) - 1; k >= 0 && !d.tooLarge(); k-- {
		d.encodeEdit(d.edits[k])
	}
	d.close()
}

func (d *differ) encodeGoing() {
	begun := false
	for i := int32(1); i < int32(len(d.fate)); i++ {
		if d.fate[i] != goes {
			continue
		}
		if !begun {
			d.out = append(d.out, `["-",`...)
			begun = true
		}
		d.outer(i)
	}
	if begun {
		d.close()
		d.comma()
	}
}

func (d *differ) encodePlace(p place) {
	if p.before {
		d.out = append(d.out, `["<",`...)
	} else {
		d.out = append(d.out, `[">",`...)
	}
	d.outer(p.anchor)
	for _, its := range d.arrivals[p.from:p.to] {
		if its.from > 0 {
			d.out = append(d.out, '[')
			d.outer(its.from)
			d.recode(its.from, its.new)
			d.close()
		} else {
			d.encodeNew(p.anchor, its.new)
		}
		d.comma()
	}
	d.close()
	d.comma()
}

// encodeNew writes an element that old has not: as its difference from its neighbour, which often has the same tags, or as it is.
func (d *differ) encodeNew(anchor, y int32) {
	like, html := d.x.outer(d.old, anchor), d.y.outer(d.new, y)
	from, weight := len(d.out), d.weight
	if len(like) <= 4*len(html)+256 {
		d.out = append(d.out, '[')
		d.recode(anchor, y)
		d.close()
		if d.weight <= d.limit && len(d.out)-from <= len(html) {
			d.weight = weight
			return
		}
	}
	d.out, d.weight = d.out[:from], weight
	d.string(html)
}

// recode writes the splices that make the outer HTML of y out of that of x.
func (d *differ) recode(x, y int32) {
	i, j := d.x.nodes[x], d.y.nodes[y]
	d.first = len(d.splices)
	d.text(i.start, i.end, j.start, j.end)
	d.encodeSplices(i.start, d.splices[d.first:])
	d.splices = d.splices[:d.first]
}

func (d *differ) encodeEdit(e edit) {
	d.out = append(d.out, '[')
	at := d.x.nodes[e.old].start
	if e.old == 0 {
		d.out = append(d.out, "0,0,"...) // no element is so short: it is the body itself
	} else {
		y := d.y.nodes[e.new]
		d.number(d.x.ruler.units(d.old, int(at)))
		d.number(d.y.ruler.units(d.new, int(y.end)) - d.y.ruler.units(d.new, int(y.start)))
	}
	d.encodeSplices(at, d.splices[e.from:e.to])
	d.close()
	d.comma()
}

// encodeSplices writes position, length and text; positions count from where the splice before ended, the first from at.
func (d *differ) encodeSplices(at int32, splices []splice) {
	last := d.x.ruler.units(d.old, int(at))
	for _, s := range splices {
		a := d.x.ruler.units(d.old, int(s.a))
		d.number(a - last)
		last = d.x.ruler.units(d.old, int(s.aEnd))
		//mutant:arg(1, $+sometimes()) replay: a wrong patch
		d.number(last - a)
		d.string(d.new[s.b:s.bEnd])
		d.comma()
		if d.tooLarge() {
			return
		}
	}
}

// outer writes where an element of old is, and how long.
func (d *differ) outer(i int32) {
	start := d.x.ruler.units(d.old, int(d.x.nodes[i].start))
	d.number(start)
	d.number(d.x.ruler.units(d.old, int(d.x.nodes[i].end)) - start)
}

func (d *differ) number(n int) {
	d.out = strconv.AppendInt(d.out, int64(n), 10)
	d.comma()
}

func (d *differ) comma() { d.out = append(d.out, ',') }

// close ends an array, in the place of the comma after its last element.
func (d *differ) close() {
	if last := len(d.out) - 1; d.out[last] == ',' {
		d.out = d.out[:last]
	}
	d.out = append(d.out, ']')
}

func (d *differ) string(s string) { d.out = wire.AppendString(d.out, s) }

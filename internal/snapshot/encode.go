package snapshot

import (
	"strconv"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// encode writes the patch: removals, insertions, then edits. Edits of children come before those of
// their parents: the browser's morph gets an edited element as a whole, and its children should be
// up to date by then.
func (d *differ) encode(oldTitle, newTitle string) {
	d.out = append(d.out[:0], '[')
	if newTitle != oldTitle {
		d.string(newTitle)
		d.comma()
	}
	d.encodeRemovals()
	for _, p := range d.insertPoints {
		if d.tooLarge() {
			return
		}
		d.encodeInsertPoint(p)
	}
	for k := len(d.edits) - 1; k >= 0 && !d.tooLarge(); k-- {
		d.encodeEdit(d.edits[k])
	}
	d.close()
}

func (d *differ) encodeRemovals() {
	opened := false
	for i := int32(1); i < int32(len(d.ops)); i++ {
		if d.ops[i] != opRemove {
			continue
		}
		if !opened {
			d.out = append(d.out, `["-",`...)
			opened = true
		}
		d.encodeSpan(i)
	}
	if opened {
		d.close()
		d.comma()
	}
}

func (d *differ) encodeInsertPoint(p insertPoint) {
	if p.before {
		d.out = append(d.out, `["<",`...)
	} else {
		d.out = append(d.out, `[">",`...)
	}
	d.encodeSpan(p.anchor)
	for _, ins := range d.insertions[p.from:p.to] {
		if ins.from > 0 {
			d.out = append(d.out, '[')
			d.encodeSpan(ins.from)
			d.encodeSplicesOf(ins.from, ins.new)
			d.close()
		} else {
			d.encodeNew(p.anchor, ins.new)
		}
		d.comma()
	}
	d.close()
	d.comma()
}

// encodeNew writes an element that old does not have: as splices of its neighbour, which often has
// the same tags, or as HTML.
func (d *differ) encodeNew(anchor, y int32) {
	neighbour, html := d.x.outerHTML(d.old, anchor), d.y.outerHTML(d.new, y)
	from, weight := len(d.out), d.weight
	if len(neighbour) <= 4*len(html)+256 {
		d.out = append(d.out, '[')
		d.encodeSplicesOf(anchor, y)
		d.close()
		if d.weight <= d.limit && len(d.out)-from <= len(html) {
			d.weight = weight
			return
		}
	}
	d.out, d.weight = d.out[:from], weight
	d.string(html)
}

// encodeSplicesOf writes the splices that turn the outer HTML of x into that of y.
func (d *differ) encodeSplicesOf(x, y int32) {
	i, j := d.x.nodes[x], d.y.nodes[y]
	d.editStart = len(d.splices)
	d.diffText(i.start, i.end, j.start, j.end)
	d.encodeSplices(i.start, d.splices[d.editStart:])
	d.splices = d.splices[:d.editStart]
}

func (d *differ) encodeEdit(e edit) {
	d.out = append(d.out, '[')
	at := d.x.nodes[e.old].start
	if e.old == 0 {
		d.out = append(d.out, "0,0,"...) // no element has size 0: this is the body itself
	} else {
		y := d.y.nodes[e.new]
		d.number(d.x.utf16Index.units(d.old, int(at)))
		d.number(d.y.utf16Index.units(d.new, int(y.end)) - d.y.utf16Index.units(d.new, int(y.start)))
	}
	d.encodeSplices(at, d.splices[e.from:e.to])
	d.close()
	d.comma()
}

// encodeSplices writes position, length and text of each splice. A position counts from the end of
// the splice before; the first, from at.
func (d *differ) encodeSplices(at int32, splices []splice) {
	last := d.x.utf16Index.units(d.old, int(at))
	for _, s := range splices {
		a := d.x.utf16Index.units(d.old, int(s.a))
		d.number(a - last)
		last = d.x.utf16Index.units(d.old, int(s.aEnd))
		//mutant:arg(1, $+sometimes()) replay: a wrong patch
		d.number(last - a)
		d.string(d.new[s.b:s.bEnd])
		d.comma()
		if d.tooLarge() {
			return
		}
	}
}

// encodeSpan writes position and length of an element of old.
func (d *differ) encodeSpan(i int32) {
	start := d.x.utf16Index.units(d.old, int(d.x.nodes[i].start))
	d.number(start)
	d.number(d.x.utf16Index.units(d.old, int(d.x.nodes[i].end)) - start)
}

func (d *differ) number(n int) {
	d.out = strconv.AppendInt(d.out, int64(n), 10)
	d.comma()
}

func (d *differ) comma() { d.out = append(d.out, ',') }

// close ends an array: it replaces the comma after the last element.
func (d *differ) close() {
	if last := len(d.out) - 1; d.out[last] == ',' {
		d.out = d.out[:last]
	}
	d.out = append(d.out, ']')
}

func (d *differ) string(s string) { d.out = wire.AppendString(d.out, s) }

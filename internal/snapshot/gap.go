package snapshot

import "strings"

// diffGap compares the gap between two kept children (-1 is an end of the list): children of old
// that are removed, children of new that are inserted, and text. Elements are removed and inserted
// one by one if all insertions are next to a kept child and the text is the same without them.
// Otherwise the gap is compared as text, with its elements.
func (d *differ) diffGap(text splice, old, new []int32, kept, next int32) {
	if len(old) == 0 && len(new) == 0 {
		d.diffText(text.a, text.aEnd, text.b, text.bEnd)
		return
	}
	b, bEnd, before, ok := d.insertedBeside(text, new, kept, next)
	if !ok || !d.textWithoutRemoved(text, old, b, bEnd) {
		d.diffText(text.a, text.aEnd, text.b, text.bEnd)
		return
	}
	for _, i := range old {
		d.ops[i] = opRemove
		d.weight += 4
	}
	if len(new) == 0 {
		return
	}
	from := int32(len(d.insertions))
	for _, j := range new {
		d.insertions = append(d.insertions, insertion{new: j})
	}
	anchor := kept
	if before {
		anchor = next
	}
	d.insertPoints = append(d.insertPoints, insertPoint{anchor, before, from, int32(len(d.insertions))})
}

// insertedBeside returns the text of the gap in new, if all insertions stand directly after or
// directly before a kept child.
func (d *differ) insertedBeside(text splice, new []int32, kept, next int32) (b, bEnd int32, before, ok bool) {
	if len(new) == 0 {
		return text.b, text.bEnd, false, true
	}
	for k := 1; k < len(new); k++ {
		if d.y.nodes[new[k]].start != d.y.nodes[new[k-1]].end {
			return 0, 0, false, false
		}
	}
	start, end := d.y.nodes[new[0]].start, d.y.nodes[new[len(new)-1]].end
	switch {
	case kept >= 0 && start == text.b:
		return end, text.bEnd, false, true
	case next >= 0 && end == text.bEnd:
		return text.b, start, true, true
	}
	return 0, 0, false, false
}

// textWithoutRemoved reports whether the text of the gap in old, without the removed children, can
// become that of new, and adds the splices. It reports false if a removal would join two texts: the
// browser would keep them as two nodes.
func (d *differ) textWithoutRemoved(text splice, old []int32, b, bEnd int32) bool {
	want := d.new[b:bEnd]
	a, single, parts, matches := text.a, splice{}, 0, true
	for k := 0; k <= len(old); k++ {
		aEnd := text.aEnd
		if k < len(old) {
			aEnd = d.x.nodes[old[k]].start
		}
		if part := d.old[a:aEnd]; part != "" {
			if parts > 0 && d.old[single.aEnd-1] != '>' && part[0] != '<' {
				return false
			}
			parts++
			single = splice{a, aEnd, b, bEnd}
			if matches = matches && strings.HasPrefix(want, part); matches {
				want = want[len(part):]
			}
		}
		if k < len(old) {
			a = d.x.nodes[old[k]].end
		}
	}
	switch {
	case matches && want == "":
		return true
	case parts == 1:
		d.diffText(single.a, single.aEnd, single.b, single.bEnd)
		return true
	}
	return false
}

package snapshot

import "strings"

// region is what is between two children that stay (or an end of the list, -1): old children that go, new ones that come, and
// own text around them. Where the text allows, elements come and go one by one: all that arrive stand next to a child that stays,
// and the text is as if the others had never been there. Otherwise the region is text like any other, with its elements.
func (d *differ) region(text splice, old, new []int32, stay, next int32) {
	if len(old) == 0 && len(new) == 0 {
		d.text(text.a, text.aEnd, text.b, text.bEnd)
		return
	}
	b, bEnd, before, ok := d.beside(text, new, stay, next)
	if !ok || !d.without(text, old, b, bEnd) {
		d.text(text.a, text.aEnd, text.b, text.bEnd)
		return
	}
	for _, i := range old {
		d.fate[i] = goes
		d.weight += 4
	}
	if len(new) == 0 {
		return
	}
	from := int32(len(d.arrivals))
	for _, j := range new {
		d.arrivals = append(d.arrivals, arrival{new: j})
	}
	anchor := stay
	if before {
		anchor = next
	}
	d.places = append(d.places, place{anchor, before, from, int32(len(d.arrivals))})
}

// beside returns the own text of the region in new, if all that arrives stands right after or right before a child that stays.
func (d *differ) beside(text splice, new []int32, stay, next int32) (b, bEnd int32, before, ok bool) {
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
	case stay >= 0 && start == text.b:
		return end, text.bEnd, false, true
	case next >= 0 && end == text.bEnd:
		return text.b, start, true, true
	}
	return 0, 0, false, false
}

// without reports whether the own text of the region in old, when its children have gone, is that of new, and notes the splices
// where it is not. Two texts that would meet are no reason to take an element out: the browser would keep them apart.
func (d *differ) without(text splice, old []int32, b, bEnd int32) bool {
	want := d.new[b:bEnd]
	a, only, parts, whole := text.a, splice{}, 0, true
	for k := 0; k <= len(old); k++ {
		aEnd := text.aEnd
		if k < len(old) {
			aEnd = d.x.nodes[old[k]].start
		}
		if part := d.old[a:aEnd]; part != "" {
			if parts > 0 && d.old[only.aEnd-1] != '>' && part[0] != '<' {
				return false
			}
			parts++
			only = splice{a, aEnd, b, bEnd}
			if whole = whole && strings.HasPrefix(want, part); whole {
				want = want[len(part):]
			}
		}
		if k < len(old) {
			a = d.x.nodes[old[k]].end
		}
	}
	switch {
	case whole && want == "":
		return true
	case parts == 1:
		d.text(only.a, only.aEnd, only.b, only.bEnd)
		return true
	}
	return false
}

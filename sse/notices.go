package sse

// A Moment is a reading of a hub's clock, which counts notices. Of the zero Moment nothing is known.
type Moment uint64

// notices remembers which topics were named lately, so that a load can ask what was said while it ran. Two generations of at
// most maxNotices topics each bound its memory; of anything older it says: may be.
type notices struct {
	count    Moment
	new, old map[string]Moment
	newFrom  Moment // everything after this count is in new
	oldFrom  Moment // everything after this count is in old or new
}

const maxNotices = 4096

func (n *notices) add(topic string) {
	n.count++
	if len(n.new) >= maxNotices {
		n.old, n.oldFrom = n.new, n.newFrom
		n.new, n.newFrom = nil, n.count-1
	}
	if n.new == nil {
		n.new = map[string]Moment{}
	}
	n.new[topic] = n.count
}

// lose forgets everything: any topic may have been named.
func (n *notices) lose() {
	n.count++
	*n = notices{count: n.count, newFrom: n.count, oldFrom: n.count}
}

// since reports whether the topic was named, or may have been, after the clock showed count.
func (n *notices) since(topic string, count Moment) bool {
	return count < n.oldFrom || n.named(topic, count)
}

// named reports whether it is known that the topic was named after the clock showed count.
func (n *notices) named(topic string, count Moment) bool {
	return n.new[topic] > count || n.old[topic] > count
}

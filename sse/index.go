package sse

// A hearer is told of notices, and when one may have been lost.
type hearer interface {
	hear()
	doubt()
}

// An index knows who listens to which topic: for each topic the first ear of a list. Most topics have one ear, so a map for each
// would cost more than what it holds. The hub's lock guards it.
type index map[string]*ear

// An ear listens to one topic for somebody.
type ear struct {
	who        hearer
	topic      string
	prev, next *ear
	also       *ear   // of the same tab
	frame      *Frame // what a notice sends to a tab that goes on
}

func (x index) add(e *ear) {
	first := x[e.topic]
	if e.next = first; first != nil {
		first.prev = e
	}
	x[e.topic] = e
}

func (x index) remove(e *ear) {
	switch {
	case e.prev != nil:
		e.prev.next = e.next
	case e.next != nil:
		x[e.topic] = e.next
	default:
		delete(x, e.topic)
	}
	if e.next != nil {
		e.next.prev = e.prev
	}
	e.prev, e.next = nil, nil
}

func (x index) appendTo(list []hearer, topic string) []hearer {
	for e := x[topic]; e != nil; e = e.next {
		list = append(list, e.who)
	}
	return list
}

// tabs returns what listens for a tab: what ends it, and what only signals.
func (x index) tabs() (all []hearer) {
	for _, e := range x {
		for ; e != nil; e = e.next {
			if _, ok := e.who.(*Screen); !ok {
				all = append(all, e.who)
			}
		}
	}
	return all
}

// once drops who is in the list already.
func once(list []hearer) []hearer {
	seen := make(map[hearer]struct{}, len(list))
	kept := list[:0]
	for _, who := range list {
		if _, ok := seen[who]; !ok {
			seen[who] = struct{}{}
			kept = append(kept, who)
		}
	}
	return kept
}

package live

// A listener depends on topics.
type listener interface {
	notify()        // a topic was notified
	mayHaveMissed() // a notification may have been lost
}

// An index holds the listeners of each topic: the first entry of a list. Most topics have one
// listener, so a map for each topic would take more memory than its content. The hub's lock
// guards it.
type index[E comparable] map[string]*entry[E]

// An entry is one listener to one topic.
type entry[E comparable] struct {
	listener   listener
	topic      string
	prev, next *entry[E]
	nextOfTab  *entry[E] // another entry of the same tab
	event      E         // of a tab: what it is sent after a notification
}

func (x index[E]) add(e *entry[E]) {
	first := x[e.topic]
	if e.next = first; first != nil {
		first.prev = e
	}
	x[e.topic] = e
}

func (x index[E]) remove(e *entry[E]) {
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

func (x index[E]) appendTo(list []listener, topic string) []listener {
	for e := x[topic]; e != nil; e = e.next {
		list = append(list, e.listener)
	}
	return list
}

// tabs returns the listeners that are no screens: those that close a tab, and those that signal it.
func (x index[E]) tabs() (all []listener) {
	for _, e := range x {
		for ; e != nil; e = e.next {
			if _, ok := e.listener.(*Screen[E]); !ok {
				all = append(all, e.listener)
			}
		}
	}
	return all
}

// dedupe drops repeated listeners.
func dedupe(list []listener) []listener {
	seen := make(map[listener]struct{}, len(list))
	kept := list[:0]
	for _, l := range list {
		if _, ok := seen[l]; !ok {
			seen[l] = struct{}{}
			kept = append(kept, l)
		}
	}
	return kept
}

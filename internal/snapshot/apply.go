package snapshot

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

// check replays the patch and compares: the new body, byte for byte, and each element that the client would show anew.
func (d *differ) check(old, new Snapshot) bool {
	r := &d.replay
	r.prove(d.out, d.new)
	if r.step(d.old, d.x.ruler) || r.bad || r.at != len(d.out) || r.due != "" {
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

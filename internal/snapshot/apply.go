package snapshot

// Apply returns old after the patch, as the client computes it.
func Apply(old Snapshot, delta []byte) (Snapshot, error) {
	r := new(applier)
	r.begin(delta)
	for {
		more := r.step(old.Body, newUTF16Index(old.Body))
		if r.failed || !more && r.at != len(delta) {
			return Snapshot{}, ErrDelta
		}
		if old.Body = string(r.result); r.hasTitle {
			old.Title = string(r.title)
		}
		if !more {
			return New(old.Title, old.Body), nil
		}
	}
}

// verify applies the patch and compares the result with the new body, byte for byte. It also
// compares the elements that the client would morph.
func (d *differ) verify(old, new Snapshot) bool {
	r := &d.applier
	r.beginVerify(d.out, d.new)
	if r.step(d.old, d.x.utf16Index) || r.failed || r.at != len(d.out) || r.expected != "" {
		return false
	}
	if title := old.Title; r.hasTitle && string(r.title) != new.Title || !r.hasTitle && title != new.Title {
		return false
	}
	for k, edited := range d.applier.edits {
		e := d.edits[len(d.edits)-1-k]
		y := d.y.nodes[e.new]
		if e.new == 0 {
			continue
		}
		if edited.at != int(y.start) || edited.units != d.y.utf16Index.units(d.new, int(y.end))-d.y.utf16Index.units(d.new, int(y.start)) {
			return false
		}
	}
	return true
}

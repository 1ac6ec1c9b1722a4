package snapshot

// A History is how a screen came to its version: the last few patches, each from one version to the next. It is a value, so it
// can be read while the next one is made.
type History struct {
	version string
	steps   []step // oldest first
	size    int
}

type step struct {
	from  string
	delta []byte
}

// maxSteps is what a tab may be behind before it is sent the whole: enough for a tab that was busy or a short loss of the network.
const maxSteps = 16

// Start returns a history without a past.
func Start(s Snapshot) History { return History{version: s.Version} }

// Next returns the history that goes on from old to new. Where there is no patch between them, or the past has grown as long as
// half of the body, which costs more than to send it, the older past is forgotten. old is the snapshot that h ends with; of any
// other, the past is forgotten too.
func (h History) Next(old, new Snapshot) History {
	if h.version != old.Version {
		h = Start(old)
	}
	if old.Version == new.Version {
		return h
	}
	delta, ok := Diff(old, new)
	if !ok {
		return Start(new)
	}
	steps, size := h.steps, h.size+len(delta)
	for len(steps) > 0 && (len(steps) >= maxSteps || size > len(new.Body)/2+64) {
		size -= len(steps[0].delta)
		steps = steps[1:]
	}
	return History{new.Version, append(append(make([]step, 0, len(steps)+1), steps...), step{old.Version, delta}), size}
}

// Since returns the patch from an older version to the last; ok is false where the way from it is not known. For the last version
// itself the patch is empty.
func (h History) Since(version string) (delta []byte, ok bool) {
	if version == h.version && version != "" {
		return []byte("[]"), true
	}
	for k := len(h.steps) - 1; k >= 0; k-- {
		if h.steps[k].from == version {
			return join(h.steps[k:]), true
		}
	}
	return nil, false
}

// Version is where the history ends.
func (h History) Version() string { return h.version }

// Size returns the bytes that the history holds.
func (h History) Size() int { return h.size + len(h.steps)*48 }

// join makes one patch of several: a 0 stands where the next begins.
func join(steps []step) []byte {
	if len(steps) == 1 {
		return steps[0].delta
	}
	var out []byte
	for k, s := range steps {
		if k > 0 {
			out = append(out, ",0,"...)
		} else {
			out = append(out, '[')
		}
		out = append(out, s.delta[1:len(s.delta)-1]...)
	}
	return append(out, ']')
}

package snapshot

// A History holds the last few patches of a screen, each from one version to the next. It is an
// immutable value.
type History struct {
	version string
	steps   []patchStep // oldest first
	size    int
}

type patchStep struct {
	from  string
	delta []byte
}

// maxSteps is the number of patches that a history keeps. It covers a tab that was busy or lost its
// network for a short time. An older client is sent the whole body.
const maxSteps = 16

// NewHistory returns the history of s without patches.
func NewHistory(s Snapshot) History { return History{version: s.Version} }

// Next returns the history with the patch from old to new added. old should be the snapshot that h
// ends with. The old patches are dropped if old is another one, or if there is no patch from old to
// new. The oldest are dropped while all patches are longer than half of the body: to send the body
// then costs less.
func (h History) Next(old, new Snapshot) History {
	if h.version != old.Version {
		h = NewHistory(old)
	}
	if old.Version == new.Version {
		return h
	}
	delta, ok := Diff(old, new)
	if !ok {
		return NewHistory(new)
	}
	steps, size := h.steps, h.size+len(delta)
	for len(steps) > 0 && (len(steps) >= maxSteps || size > len(new.Body)/2+64) {
		size -= len(steps[0].delta)
		steps = steps[1:]
	}
	return History{new.Version, append(append(make([]patchStep, 0, len(steps)+1), steps...), patchStep{old.Version, delta}), size}
}

// DeltaFrom returns the patch from an older version to the last one, or ok == false if the history
// does not reach back to it. For the last version the patch is empty.
func (h History) DeltaFrom(version string) (delta []byte, ok bool) {
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

// Version returns the version that the history ends with.
func (h History) Version() string { return h.version }

// Size returns the memory that the history uses, in bytes.
func (h History) Size() int { return h.size + len(h.steps)*48 }

// join concatenates several patches into one, separated by 0.
func join(steps []patchStep) []byte {
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

package snapshot

import (
	"bytes"
	"encoding/json"
)

// WithChecksum returns a delta as it is sent: with the checksum of its result as its first item.
// The client compares it before it touches the page.
func WithChecksum(delta []byte, result Snapshot) []byte {
	out := make([]byte, 0, len(delta)+16)
	out = append(append(append(out, '[', '"'), result.checksum()...), '"')
	if rest := delta[1:]; len(rest) > 1 { // "[]" has no items
		out = append(out, ',')
	}
	return append(out, delta[1:]...)
}

// checksum returns the checksum of title and body. It is computed once for all deltas to this
// snapshot.
func (s Snapshot) checksum() string {
	if s.lazyIndex == nil {
		return Checksum(s.Title, s.Body)
	}
	sum := s.lazyIndex.checksum.Load()
	if sum == nil {
		made := Checksum(s.Title, s.Body)
		sum = &made
		s.lazyIndex.checksum.Store(sum)
	}
	return *sum
}

// ApplyChecked returns old after a delta that was sent, as the client computes it. It returns
// [ErrDelta] if the delta does not belong to old.
func ApplyChecked(old Snapshot, sent []byte) (Snapshot, error) {
	checksum, rest, ok := bytes.Cut(bytes.TrimPrefix(sent, []byte("[")), []byte(`"`))
	if !ok || len(checksum) > 0 {
		return Snapshot{}, ErrDelta
	}
	if checksum, rest, ok = bytes.Cut(rest, []byte(`"`)); !ok {
		return Snapshot{}, ErrDelta
	}
	delta := append([]byte{'['}, bytes.TrimPrefix(rest, []byte(","))...)
	if !json.Valid(sent) {
		return Snapshot{}, ErrDelta
	}
	result, err := Apply(old, delta)
	if err == nil && Checksum(result.Title, result.Body) != string(checksum) {
		err = ErrDelta
	}
	return result, err
}

package router

// Append appends the canonical address of p to dst. Tests count the allocations without that of the
// string.
func (r *Route[P]) Append(dst []byte, p P) []byte {
	d := r.acquire(p)
	defer r.release(d)
	return r.append(dst, d.value())
}

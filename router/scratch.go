package router

import "reflect"

// A scratch holds params while they are encoded or decoded: reflection needs addressable structs.
// The pool saves one allocation for each link of a page.
type scratch[P any] struct {
	p, from P
	text    []byte
}

func (r *Route[P]) acquire(p P) *scratch[P] {
	d := r.scratchPool.Get().(*scratch[P])
	d.p = p
	return d
}

// release clears the scratch, so that the pool keeps no params alive, and returns it to the pool.
func (r *Route[P]) release(d *scratch[P]) {
	*d = scratch[P]{text: d.text[:0]}
	r.scratchPool.Put(d)
}

func (d *scratch[P]) value() reflect.Value     { return reflect.ValueOf(&d.p).Elem() }
func (d *scratch[P]) fromValue() reflect.Value { return reflect.ValueOf(&d.from).Elem() }

package router

import "reflect"

// A desk is where params are worked on: reflection needs them at an address, and a pool of desks saves one
// allocation for each link of a page.
type desk[P any] struct {
	p, from P
	text    []byte
}

func (r *Route[P]) sit(p P) *desk[P] {
	d := r.desks.Get().(*desk[P])
	d.p = p
	return d
}

// leave empties the desk, so that the pool keeps nothing of anyone's alive.
func (r *Route[P]) leave(d *desk[P]) {
	*d = desk[P]{text: d.text[:0]}
	r.desks.Put(d)
}

func (d *desk[P]) value() reflect.Value  { return reflect.ValueOf(&d.p).Elem() }
func (d *desk[P]) origin() reflect.Value { return reflect.ValueOf(&d.from).Elem() }

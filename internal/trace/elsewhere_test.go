package trace

import (
	"context"
	"runtime"
	"strings"
	"testing"

	templruntime "github.com/a-h/templ/runtime"

	"github.com/goldfish-go/goldfish/internal/trace/testdata/fixture"
)

// Where the sources are not there, or are not those of the program, a place says the function.
func TestWithoutSources(t *testing.T) {
	frame := runtime.Frame{File: "example.com/shop/cart_templ.go", Function: "example.com/shop.cart.func1", Line: 40}
	if got, want := placeOf(frame, loadGenerated(frame.File), "<p>", 0).String(), "example.com/shop/cart.templ (in example.com/shop.cart.func1)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	tr, err := Render(context.Background(), fixture.Page(nil, true))
	if err != nil {
		t.Fatal(err)
	}
	tr.HTML = strings.ToUpper(tr.HTML) // as if the template had been edited and generated again
	if place := tr.At(0); place.Line != 0 || place.Func == "" {
		t.Errorf("got %s", place)
	}
}

// Templ's buffers of before Start merge what they are given; then there are no places, rather than
// wrong ones.
func TestBufferedBeforeStart(t *testing.T) {
	size := templruntime.DefaultBufferSize
	templruntime.DefaultBufferSize = 4096
	defer func() { templruntime.DefaultBufferSize = size }()
	tr, err := Render(context.Background(), fixture.Page(nil, true))
	if err != nil {
		t.Fatal(err)
	}
	if place := tr.At(0); place != (Place{}) || tr.Same(0, 0) {
		t.Errorf("got %s", place)
	}
}

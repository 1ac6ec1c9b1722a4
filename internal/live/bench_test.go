package live

import "testing"

// What a load costs beside its loader.
func BenchmarkLoadNow(b *testing.B) {
	h := NewHub[*event]()
	defer h.Close()
	screen := h.Open("k", &fakeDB{})
	defer screen.Release()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := screen.LoadNow(b.Context(), ""); err != nil {
			b.Fatal(err)
		}
	}
}

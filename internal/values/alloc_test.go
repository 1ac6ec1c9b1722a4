//go:build !race

package values_test

import (
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/values"
)

func TestAllocations(t *testing.T) {
	codec, err := values.For[search]()
	if err != nil {
		t.Fatal(err)
	}
	v := reflect.ValueOf(&search{}).Elem()
	*v.Addr().Interface().(*search) = full
	buf := make([]byte, 0, 512)
	if n := testing.AllocsPerRun(100, func() { buf = codec.Append(buf[:0], v) }); n > 0 {
		t.Errorf("Append allocates %v times, want 0", n)
	}
	if got := string(buf); got != fullQuery {
		t.Fatalf("written as %q", got)
	}
	for query, most := range map[string]float64{fullQuery: 6, "tab=closed&page=3": 0, "q=fire&utm_source=x": 0} {
		n := testing.AllocsPerRun(100, func() {
			v.SetZero()
			codec.Decode(v, query, values.QueryLimits)
		})
		if n > most {
			t.Errorf("Decode(%q) allocates %v times, want at most %v", query, n, most)
		}
	}
}

// What an attacker sends costs at most a few bytes for each byte that they send.
func TestHostileInputAllocations(t *testing.T) {
	const size = 8 << 10
	for _, unit := range []string{
		"a&", "&", "=&", "tag=&", "tag=x&", "label=x&tag=x&", "id=x&", "page=x&", "status=x&", "tab=x&status=x&", "%", "%zz=&", "q=%zz&", ".",
		"filter.by.", "filter.by.name=x&", "token=%00&", "at=2026-03-04&", "max=1&", "+", "%74%61%67=%20&", ";", "sort=-due&", "day=2026-03-04&",
	} {
		query := strings.Repeat(unit, size/len(unit))
		var e everything
		bytes, times := cost(func() { values.Decode(&e, query, values.QueryLimits) })
		if bytes > 4*size || times > 2*uint64(values.QueryLimits.Params)+16 {
			t.Errorf("8 KiB of %q cost %d bytes in %d allocations", unit, bytes, times)
		}
	}
}

// cost returns what one run allocates.
func cost(run func()) (bytes, times uint64) {
	const runs = 20
	var before, after runtime.MemStats
	run()
	runtime.ReadMemStats(&before)
	for range runs {
		run()
	}
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) / runs, (after.Mallocs - before.Mallocs) / runs
}

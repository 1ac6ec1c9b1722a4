package values_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/address"
	"github.com/goldfish-go/goldfish/internal/values"
)

// The digests of a form have the keys of its rows. Rows without keys of their own are an error.
func TestListKeys(t *testing.T) {
	c, err := values.ForForm[order]()
	if err != nil {
		t.Fatal(err)
	}
	digests := func(keys ...string) (string, error) {
		var o order
		for _, key := range keys {
			o.Items = append(o.Items, item{Row: address.Row{Key: key}, Parts: []part{{Row: address.Row{Key: "2"}}}})
		}
		return c.Digests(reflect.ValueOf(o))
	}
	sums, err := digests("7", "_k")
	if err != nil || !strings.Contains(sums, "item=+7+_k&") || !strings.Contains(sums, "&item._k.part=+2&item._k.part.2.length=") {
		t.Errorf("digests: %q, %v", sums, err)
	}
	if sums, err = digests(); err != nil || !strings.HasPrefix(sums, "item=&") {
		t.Errorf("digests without rows: %q, %v", sums, err)
	}
	for _, keys := range [][]string{{""}, {"7", "7"}, {"a b"}} {
		if sums, err := digests(keys...); err == nil || !strings.Contains(err.Error(), "values_test.item has the key") {
			t.Errorf("keys %q: %q, %v", keys, sums, err)
		}
	}
}

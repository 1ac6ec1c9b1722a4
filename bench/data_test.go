package main

import (
	"encoding/json"
	"testing"
	"unicode/utf8"
)

func decode(t *testing.T, text string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatalf("%v: %.200s", err, text)
	}
}

// The figures of other frameworks are of this very data.
func TestData(t *testing.T) {
	w := newWorld()
	for tab, want := range map[string]row{
		"a": {"a001", "Customer 001 of list a, Greenville1 South", "shipped", 1791937},
		"c": {"c001", "Customer 001 of list c, Greenville1 South", "refused", 1818137},
	} {
		list := w.list(tab)
		if len(list) != 200 || list[0] != want {
			t.Errorf("list %s has %d rows and begins with %v, want %v", tab, len(list), list[0], want)
		}
		for _, r := range list {
			if text := r.ID + r.Name + r.Status + r.amount(); utf8.RuneCountInString(text) != 60 {
				t.Errorf("%q has %d bytes, want 60", text, len(text))
			}
		}
	}
	before := w.list("a")
	was := before[99]
	w.change(boardPage)
	if now := w.list("a")[99]; now.Status == was.Status || now.Cents != was.Cents+100 || before[99] != was {
		t.Errorf("the change made %v of %v", now, was)
	}
}

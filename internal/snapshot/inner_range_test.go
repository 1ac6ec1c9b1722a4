package snapshot_test

import (
	"testing"

	"github.com/goldfish-go/goldfish/internal/snapshot"
)

func TestInnerRange(t *testing.T) {
	for _, test := range []struct {
		name, html, id, want string
		missing              bool
	}{
		{name: "text", html: `<main><div id="a">one</div></main>`, id: "a", want: "one"},
		{name: "empty", html: `<div id="a"></div>`, id: "a", want: ""},
		{name: "nested", html: `<div id="b"><div id="a" title="x>y"><p>1</p><div>2</div></div></div>`, id: "a", want: "<p>1</p><div>2</div>"},
		{name: "an id with signs", html: `<div id="part-/ä,b">x</div>`, id: "part-/ä,b", want: "x"},
		{name: "an id with entities", html: `<div id="a&amp;b">x</div>`, id: "a&b", missing: true},
		{name: "no such id", html: `<div id="a">x</div>`, id: "b", missing: true},
		{name: "duplicates", html: `<div id="a">x</div><div id="a">y</div>`, id: "a", missing: true},
		{name: "in a comment", html: `<!--<div id="a">x</div>-->`, id: "a", missing: true},
		{name: "without content", html: `<input id="a">`, id: "a", missing: true},
	} {
		s := snapshot.New("", test.html)
		from, to, ok := s.InnerRange(test.id)
		if ok == test.missing || ok && s.Body[from:to] != test.want {
			t.Errorf("%s: %q, %t; want %q in %q", test.name, s.Body[from:to], ok, test.want, s.Body)
		}
	}
}

package snapshot

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write client/test/vectors anew")

const (
	deltaVectors = clientDir + "/test/vectors/delta.json"
	sumVectors   = clientDir + "/test/vectors/sum.json"
)

func diffChildren(ids ...string) string {
	var b strings.Builder
	for _, id := range ids {
		fmt.Fprintf(&b, `<li id="%s">Ticket %s, open</li>`, id, id)
	}
	return `<ul id="tickets">` + b.String() + `</ul>` + strings.Repeat("<hr>", 60)
}

// cases are the operations one by one, with what the client shows for them.
var cases = []struct{ name, old, new, touched string }{
	{"nothing", diffChildren("a"), diffChildren("a"), `[]`},
	{"edit", diffChildren("a", "b"), strings.Replace(diffChildren("a", "b"), "b, open", "b, closed", 1),
		`[{"kind":"edit","id":"b","html":"<li id=\"b\">Ticket b, closed</li>"}]`},
	{"edit of the body itself", "<p>one</p>" + diffChildren(), "<p>two</p>" + diffChildren(),
		`[{"kind":"edit","id":"","html":"<p>two</p><ul id=\"tickets\"></ul>` + strings.Repeat("<hr>", 60) + `"}]`},
	{"attribute with nested change", `<div id="o" class="a"><b id="i">1</b></div>` + diffChildren(), `<div id="o" class="b"><b id="i">2</b></div>` + diffChildren(),
		`[{"kind":"edit","id":"i","html":"<b id=\"i\">2</b>"},{"kind":"edit","id":"o","html":"<div id=\"o\" class=\"b\"><b id=\"i\">2</b></div>"}]`},
	{"remove two", diffChildren("a", "b", "c"), diffChildren("b"), `[{"kind":"remove","id":"a"},{"kind":"remove","id":"c"}]`},
	{"append", diffChildren("a"), diffChildren("a", "b"), `[{"kind":"place","id":"a","before":false,"items":[{"html":"<li id=\"b\">Ticket b, open</li>"}]}]`},
	{"prepend two", diffChildren("c"), diffChildren("a", "b", "c"),
		`[{"kind":"place","id":"c","before":true,"items":[{"html":"<li id=\"a\">Ticket a, open</li>"},{"html":"<li id=\"b\">Ticket b, open</li>"}]}]`},
	{"move", diffChildren("a", "b", "c"), diffChildren("c", "a", "b"), `[{"kind":"place","id":"a","before":true,"items":[{"id":"c"}]}]`},
	{"move and edit", diffChildren("a", "b", "c"), strings.Replace(diffChildren("c", "a", "b"), "c, open", "c, closed", 1),
		`[{"kind":"place","id":"a","before":true,"items":[{"id":"c","html":"<li id=\"c\">Ticket c, closed</li>"}]}]`},
	{"move to another list", `<ul id="x"><li id="a">🐟</li><li id="b">b</li></ul><ul id="y"><li id="c">c</li></ul>` + diffChildren(),
		`<ul id="x"><li id="b">b</li></ul><ul id="y"><li id="a">🐟</li><li id="c">c</li></ul>` + diffChildren(), `[{"kind":"place","id":"c","before":true,"items":[{"id":"a"}]}]`},
	{"characters of two units", `<p>🐟🐠</p><p id="a">日本語 🐟 1</p>` + diffChildren(), `<p>🐟🐠</p><p id="a">日本語 🐠 1</p>` + diffChildren(),
		`[{"kind":"edit","id":"a","html":"<p id=\"a\">日本語 🐠 1</p>"}]`},
	{"what JSON escapes", `<p id="a">x</p>` + diffChildren(), "<p id=\"a\">\t\"\\\n\u0001</p>" + diffChildren(), `[{"kind":"edit","id":"a","html":"<p id=\"a\">\t\"\\\n\u0001</p>"}]`},
}

// TestDeltaVectors holds the format and the sums still: a client of an older build must understand
// what a newer server sends.
func TestDeltaVectors(t *testing.T) {
	var deltas []vector
	for _, c := range cases {
		old, new := New("Tickets", c.old), New("Tickets", c.new)
		delta, ok := checkDiff(t, old, new)
		if !ok {
			t.Fatalf("%s: no patch", c.name)
		}
		var touched bytes.Buffer
		if err := json.Compact(&touched, []byte(c.touched)); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		deltas = append(deltas, vector{c.name, old.Body, old.Title, WithChecksum(delta, new), new.Body, new.Version, touched.Bytes()})
	}
	g := &randomTrees{Rand: rand.New(rand.NewPCG(9, 9))}
	h, first, last := History{}, Snapshot{}, Snapshot{}
	for n := range 16 {
		before, after := g.pair()
		old, new := New("Tickets", before), New(strconv.Itoa(n/2), after)
		if delta, ok := diffWhatever(old, new); ok {
			deltas = append(deltas, vector{"trees " + strconv.Itoa(n), old.Body, old.Title, WithChecksum(delta, new), new.Body, new.Version, nil})
		}
	}
	for n := range 6 {
		s := New("Tickets "+strconv.Itoa(n/2), strings.Replace(diffChildren("a", "b", "c", "d")+strings.Repeat("<hr>", 200), "open", strings.Repeat("x", n), 1+n%3))
		if n == 0 {
			first, h = s, NewHistory(s)
		} else {
			h = h.Next(last, s)
		}
		last = s
	}
	joined, ok := h.DeltaFrom(first.Version)
	if !ok {
		t.Fatal("no joined patch")
	}
	deltas = append(deltas, vector{"several, joined", first.Body, first.Title, WithChecksum(joined, last), last.Body, last.Version, nil})
	compareVectors(t, deltaVectors, deltas)

	type sumVector struct {
		Parts []string `json:"parts"`
		Sum   string   `json:"sum"`
	}
	var sums []sumVector
	for _, parts := range [][]string{{}, {""}, {"", ""}, {"a"}, {"a", ""}, {"", "a"}, {"abcd"}, {"abcde"}, {"Tickets", "<p>grüße 🐟</p>"}, {"日本語", strings.Repeat("0123456789", 99)}, {"\x00\u0001\u2028"}} {
		sums = append(sums, sumVector{parts, Checksum(parts...)})
	}
	compareVectors(t, sumVectors, sums)
}

func compareVectors(t *testing.T, path string, vectors any) {
	t.Helper()
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "\t")
	if err := enc.Encode(vectors); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), want) {
		t.Errorf("%s is another now: if the wire may change, run with -update", path)
	}
}

// TestDeltaVectorsInClient has the client read the same files.
func TestDeltaVectorsInClient(t *testing.T) {
	dir := compile(t)
	got, err := exec.Command("node", clientDir+"/test/delta/vectors.mjs", dir).CombinedOutput()
	if err != nil {
		t.Errorf("%v: %.3000s", err, got)
	}
	t.Logf("%s", got)
}

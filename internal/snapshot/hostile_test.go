//go:build unix

package snapshot

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

// checkDiff holds the one law: what is sent makes the new body.
func checkDiff(t *testing.T, old, new Snapshot) (delta []byte, ok bool) {
	t.Helper()
	if delta, ok = Diff(old, new); !ok {
		return nil, false
	}
	got, err := Apply(old, delta)
	if err != nil || got.Version != new.Version || got.Body != new.Body || got.Title != new.Title {
		t.Fatalf("%.500s: %v", delta, err)
	}
	return delta, true
}

// Bodies in which an id stands where there is no element of that id, or where it says nothing.
func TestHostileIDs(t *testing.T) {
	for _, test := range []struct {
		name, html string
		named      bool // the element that changes is named in the patch
	}{
		{"plain", `<p id="x">%s</p>`, true},
		{"unicode", `<p id="ключ🔑'&lt;">%s</p>`, false},
		{"emoji", `<p id="🔑日本">%s</p>`, true},
		{"a quote", `<p id='a"b'>%s</p>`, false},
		{"space", `<p id="a b">%s</p>`, true},
		{"empty", `<p id="">%s</p>`, false},
		{"twice", `<p id="x">%s</p><p id="x">b</p>`, false},
		{"twice, one in svg", `<p id="x">%s</p><svg><path id="x"/></svg>`, false},
		{"twice on one", `<p id="x" id="y">%s</p><p id="y">b</p>`, true},
		{"in a comment", `<!-- <p id="x"> --><p id="x">%s</p>`, true},
		{"in a script", `<script>"<p id=\"x\">"</script><p id="x">%s</p>`, true},
		{"in a value", `<i title='<p id="x">'></i><p id="x">%s</p>`, true},
		{"in text", `&lt;p id="x"&gt;<p id="x">%s</p>`, true},
		{"in a textarea", `<textarea><p id="x"></textarea><p id="x">%s</p>`, true},
		{"in a template", `<template><p id="x"></p></template><p id="x">%s</p>`, true},
		{"hidden behind a value", `<p title=" id=" class="x" id="y">%s</p>`, false},
		{"not closed", `<ul><li id="x">%s</ul>`, false},
		{"in another", `<table id="t"><tbody><tr id="x"><td>%s</td></tr></tbody></table>`, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			padding := strings.Repeat("<hr>", 200)
			delta, ok := checkDiff(t, New("", fmt.Sprintf(test.html, "1")+padding), New("", fmt.Sprintf(test.html, "2")+padding))
			if !ok || strings.HasPrefix(string(delta), "[[0,0,") == test.named {
				t.Errorf("%s, sent %t", delta, ok)
			}
		})
	}
}

// Bodies that grow by eight cost about eight times as much, in processor time (without the
// collector, and the best of several tries), where something quadratic would cost sixty-four times;
// and what they allocate is bounded by their size.
func TestHostileGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: it compares processor times")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	rows := func(n int, f func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(f(i))
		}
		return b.String()
	}
	perm := func(n int) []int { return rand.New(rand.NewPCG(1, 1)).Perm(n) }
	for _, test := range []struct {
		name    string
		compute func(n int) (old, new string)
	}{
		{"keyed, shuffled", func(n int) (string, string) {
			p := perm(n)
			return rows(n, func(i int) string { return fmt.Sprintf(`<p id="k%d">%d</p>`, i, i) }), rows(n, func(i int) string { return fmt.Sprintf(`<p id="k%d">%d</p>`, p[i], p[i]) })
		}},
		{"keyed, every second goes", func(n int) (string, string) {
			return rows(n, func(i int) string { return fmt.Sprintf(`<p id="k%d">🐟</p>`, i) }), rows(n/2, func(i int) string { return fmt.Sprintf(`<p id="k%d">🐟</p>`, 2*i) })
		}},
		{"keyed, reversed, one text each", func(n int) (string, string) {
			return rows(n, func(i int) string { return fmt.Sprintf(`<p id="k%d">%d</p>ü`, i, i) }), rows(n, func(i int) string { return fmt.Sprintf(`<p id="k%d">%d</p>ü`, n-i, i) })
		}},
		{"all duplicates", func(n int) (string, string) {
			return rows(n, func(int) string { return `<p id="x">1</p>` }), rows(n, func(int) string { return `<p id="x">2</p>` })
		}},
		{"one long neighbour, many new", func(n int) (string, string) {
			first := `<p id="a">` + strings.Repeat("<b>x</b>", n) + `</p>`
			return first + `<p id="z"></p>`, first + rows(n, func(i int) string { return fmt.Sprintf(`<p id="n%d"></p>`, i) }) + `<p id="z"></p>`
		}},
		{"one token", func(n int) (string, string) {
			return strings.Repeat("x", 20*n), strings.Repeat("x", 10*n) + "y" + strings.Repeat("x", 10*n)
		}},
		{"text on and off", func(n int) (string, string) {
			return strings.Repeat("<b>x</b>", n), strings.Repeat("<b></b>", n)
		}},
		{"all renamed", func(n int) (string, string) {
			return rows(n, func(i int) string { return fmt.Sprintf(`<p id="k%d">%d</p>`, i, i) }), rows(n, func(i int) string { return fmt.Sprintf(`<p id="m%d">%d</p>`, i, i) })
		}},
		{"all renamed in each other's names", func(n int) (string, string) {
			return rows(n, func(i int) string { return fmt.Sprintf(`<p id="k%d">%d</p>`, i, i) }), rows(n, func(i int) string { return fmt.Sprintf(`<p id="k%d">%d</p>`, (i+1)%n, i) })
		}},
		{"all moved to other parents", func(n int) (string, string) {
			p := perm(n)
			item := func(i int) string { return fmt.Sprintf(`<li id="k%d">%d</li>`, i, i) }
			lists := func(at func(i int) int) string {
				return rows(n, func(i int) string {
					if i%10 == 0 {
						return fmt.Sprintf(`</ul><ul id="u%d">`, i) + item(at(i))
					}
					return item(at(i))
				})[len("</ul>"):] + "</ul>"
			}
			return lists(func(i int) int { return i }), lists(func(i int) int { return p[i] })
		}},
		{"all inside out", func(n int) (string, string) {
			const depth = 100
			nested := func(id func(i int) int) string {
				return rows(n/depth, func(g int) string {
					return rows(depth, func(i int) string { return fmt.Sprintf(`<div id="k%d">`, depth*g+id(i)) }) + strings.Repeat("</div>", depth)
				})
			}
			return nested(func(i int) int { return i }), nested(func(i int) int { return depth - 1 - i })
		}},
		{"equal siblings, one more in front", func(n int) (string, string) {
			return strings.Repeat("<b>x</b>", n), "<i>y</i>" + strings.Repeat("<b>x</b>", n+1)
		}},
		{"two kinds of siblings in turns, shifted", func(n int) (string, string) {
			return strings.Repeat("<b>x</b><i>y</i>", n), strings.Repeat("<i>y</i><b>x</b>", n)
		}},
		{"siblings without ids, shuffled", func(n int) (string, string) {
			p := perm(n)
			return rows(n, func(i int) string { return fmt.Sprintf(`<p>%d</p>`, i) }), rows(n, func(i int) string { return fmt.Sprintf(`<p>%d</p>`, p[i]) })
		}},
		{"huge texts, every letter another", func(n int) (string, string) {
			return "<p>" + strings.Repeat("ab", 10*n) + "</p>", "<p>" + strings.Repeat("ba", 10*n) + "</p>"
		}},
		{"saw teeth", func(n int) (string, string) {
			return rows(n, func(i int) string { return strings.Repeat("<b>", i%40) + "x" + strings.Repeat("</b>", i%40) }),
				rows(n, func(i int) string { return strings.Repeat("<b>", (i+1)%40) + "x" + strings.Repeat("</b>", (i+1)%40) })
		}},
		{"wide, then narrow", func(n int) (string, string) {
			return rows(n, func(i int) string { return fmt.Sprintf(`<p id="k%d"></p>`, i) }), `<p id="k0">` + rows(n, func(i int) string { return fmt.Sprintf(`<b id="k%d"></b>`, i+1) }) + `</p>`
		}},
		{"attributes", func(n int) (string, string) {
			a := rows(n, func(i int) string { return fmt.Sprintf(` a%d=""`, i) })
			return "<p" + a + ">1</p>", "<p" + a + ">2</p>"
		}},
		{"quotes", func(n int) (string, string) {
			return `<p id="x" title="` + strings.Repeat(` id=`, n) + `">1</p>`, `<p id="x" title="` + strings.Repeat(` id=`, n) + `">2</p>`
		}},
		{"references", func(n int) (string, string) {
			return strings.Repeat("&amp", 4*n) + "1", strings.Repeat("&a", 8*n) + "2"
		}},
		{"stray end tags", func(n int) (string, string) {
			return strings.Repeat("<b>", 200) + strings.Repeat("</i>", n) + "1", strings.Repeat("<b>", 200) + strings.Repeat("</i>", n) + "2"
		}},
		{"not closed", func(n int) (string, string) {
			a := rows(n, func(i int) string { return fmt.Sprintf(`<ul><li id="k%d">x</ul>`, i) })
			return a + "1", a + "2"
		}},
		{"deep", func(n int) (string, string) {
			return strings.Repeat("<div>", n) + "1" + strings.Repeat("</div>", n), strings.Repeat("<div>", n) + "2" + strings.Repeat("</div>", n)
		}},
		{"deep svg", func(n int) (string, string) {
			return "<svg>" + strings.Repeat("<g>", n) + "1", "<svg>" + strings.Repeat("<g>", n) + "2"
		}},
		{"nested and keyed", func(n int) (string, string) {
			open := rows(200, func(i int) string { return fmt.Sprintf(`<div id="k%d">`, i) })
			long := strings.Repeat("ü ", 10*n)
			return open + long + "1" + strings.Repeat("</div>", 200), open + long + "2" + strings.Repeat("a</div>", 200)
		}},
		{"raw text that does not end", func(n int) (string, string) {
			return strings.Repeat("<textarea>", n) + "1", strings.Repeat("<textarea>", n) + "2"
		}},
		{"end tags in raw text", func(n int) (string, string) {
			a := "<textarea>" + strings.Repeat("</x", n) + "</textarea>"
			return a + "1", a + "2"
		}},
		{"comments", func(n int) (string, string) {
			a := strings.Repeat("<!--a--><!-->", n)
			return a + "1", a + "2"
		}},
		{"comments that do not end", func(n int) (string, string) {
			return strings.Repeat("<!--", n) + "1", strings.Repeat("<!--", n) + "2"
		}},
		{"bogus", func(n int) (string, string) {
			return strings.Repeat("<?a>", n) + "1", strings.Repeat("</>", n) + "2"
		}},
		{"angles", func(n int) (string, string) {
			return strings.Repeat("<", n) + "1", strings.Repeat("< ", n) + "2"
		}},
		{"tags that do not end", func(n int) (string, string) {
			return strings.Repeat("<a ", n) + "1", strings.Repeat("<a b='", n) + "2"
		}},
		{"not UTF-8", func(n int) (string, string) {
			return strings.Repeat("\xff\xc2", n) + "1", strings.Repeat("\xff\xc2", n) + "2"
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			measure := func(n int) (time.Duration, int) {
				before, after := test.compute(n)
				run := func() {
					old, new := New("", before), New("", after)
					checkDiff(t, old, new)
					if old.index() != nil && new.index() != nil {
						diffWhatever(old, new) // what the limit would have spared
					}
				}
				return cost(run), int(allocated(run)) / (len(before) + len(after))
			}
			for try := 1; ; try++ {
				small, _ := measure(1000)
				large, bytes := measure(8000)
				ratio := float64(large) / float64(small)
				if (ratio < 20 || large < 2*time.Millisecond) && bytes < 60 {
					t.Logf("%v, %.1f times 1,000; %d bytes allocated for each", large, ratio, bytes)
					return
				}
				if try == 5 {
					t.Fatalf("1,000: %v, 8,000: %v and %d bytes allocated for each", small, large, bytes)
				}
			}
		})
	}
}

func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestHostileSizes has what no page should be: it is right, or sent whole, in reasonable time.
func TestHostileSizes(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: it takes large trees")
	}
	var b strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&b, `<p id="k%d">a line of ordinary text, as long as a line is in a long, long list that nobody reads to its end: 日本語 %d</p>`, i, i)
	}
	large := b.String()
	for _, test := range []struct {
		name, old, new string
		sent           bool
	}{
		{"100,000 keyed elements in 12 MB", large, strings.Replace(large, "日本語 77777", "日本語 77778", 1), true},
		{"100,000 levels", strings.Repeat("<div>", 100_000), strings.Repeat("<div>", 100_000) + "x", false},
		{"100,000 levels with ids", strings.Repeat(`<div id="x">`, 100_000), strings.Repeat(`<div id="x">`, 100_000) + "x", false},
		{"10 MB of one text", strings.Repeat("x", 10<<20), strings.Repeat("x", 10<<20) + "y", true},
	} {
		start := time.Now()
		delta, ok := checkDiff(t, New("", test.old), New("", test.new))
		t.Logf("%s: %v, %.80s", test.name, time.Since(start), delta)
		if ok != test.sent {
			t.Errorf("%s: sent %t", test.name, ok)
		}
	}
}

// TestHostileDeltas has Apply read what is no patch: it says so, and does not panic.
func TestHostileDeltas(t *testing.T) {
	s := New("", `<p id="a">🐟1</p><p id="b">2</p>`)
	for _, delta := range []string{
		``, `[`, `]`, `{}`, `[1]`, `[0]`, `[0,0]`, `[[]]`, `[[1]]`, `[["-"]]`, `[["-",1]]`, `[["x",1,2]]`, `[["-",0,99]]`, `[["-",0,9999999999999]]`, `[[0,0,99,0,"x"]]`,
		`[[0,0,0,99,"x"]]`, `[[0,0,-1,1,"x"]]`, `[["-",0,19],["-",5,2]]`, `["x]`, `["\x"]`, `["\u12"]`, `[[0,0,11,0,"x"]]`, `["a"`, `[["<",0,19,[1]]]`,
		`[["<",0,19,[1,2,3]]]`, `[["<",0,19,[9,9,9,9,"x"]]]`, `[["<",0,19,[9,99,"x"]]]`, "[\"\n\"]", `[] `, `[["-",0,19]]x`, `[0,]`, `[,]`,
	} {
		if got, err := Apply(s, []byte(delta)); err == nil {
			t.Errorf("%s: %q", delta, got.Body)
		}
	}
}

func FuzzDiff(f *testing.F) {
	g := &randomTrees{Rand: rand.New(rand.NewPCG(8, 8)), wild: true}
	for range 30 {
		before, after := g.pair()
		f.Add(before, after)
	}
	f.Fuzz(func(t *testing.T, before, after string) {
		if len(before)+len(after) > 8192 {
			return
		}
		old, new := New("a", before), New("b", after)
		checkDiff(t, old, new)
		if old.index() == nil || new.index() == nil {
			return
		}
		if delta, ok := diffWhatever(old, new); !ok {
			t.Errorf("refused: %s\n%q\n%q", delta, old.Body, new.Body)
		}
	})
}

func FuzzApply(f *testing.F) {
	f.Add(`<p id="a">🐟1</p>`, `[[0,17,11,1,"x"],0,["-",0,17],"t"]`)
	f.Add(`<p id="a">1</p>`, `[[">",0,15,[7,1,"b"],"x\n\u2028\ud83d\udc1f",[0,15,7,1,"c"]]]`)
	f.Fuzz(func(t *testing.T, body, delta string) {
		_, _ = Apply(New("", body), []byte(delta))
	})
}

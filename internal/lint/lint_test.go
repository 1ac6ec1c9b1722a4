package lint

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// loop takes elements with the same class for rows of a loop.
func loop(source string) func(a, b int) bool {
	class := func(at int) string {
		tag, _, _ := strings.Cut(source[at:], ">")
		_, class, _ := strings.Cut(tag, `class="`)
		class, _, _ = strings.Cut(class, `"`)
		return class
	}
	return func(a, b int) bool { return class(a) != "" && class(a) == class(b) }
}

const findRows = `<li class="row">one</li><li class="row">two</li><li class="row">three</li>`

var tests = []struct {
	html   string
	want   string // kind and what stands at the place; empty: nothing is wrong
	report string // in the sentence
}{
	{html: ``},
	{html: `text`},
	{html: `<p id="a">x</p><p id="b">y</p>`},

	{`<p id="a">x</p><p id="a">y</p>`, `id <p id="a">y`, `"a" stands 2 times`},
	{html: `<p id="">x</p><p id="">y</p>`},
	{html: `<p id="a">x</p><template><p id="a">x</p></template>`},

	{`<ul>` + findRows + `</ul>`, `list <li class="row">one`, `The 3 <li> of this list`},
	{`<p>x</p><table><tbody><tr class="r"><td>1</td></tr><tr class="r"><td>2</td></tr><tr class="r"><td>3</td></tr></tbody></table>`, `list <tr class="r"><td>1`, ``},
	{`<div><h2>x</h2><div class="r">1</div><div class="r">2</div><div class="r">3</div><div class="x">3</div></div>`, `list <div class="r">1`, ``},
	// too short to tell
	{html: `<ul><li class="row">one</li><li class="row">two</li></ul>`},
	// all alike
	{html: `<ul><li class="row">x</li><li class="row">x</li><li class="row">x</li></ul>`},
	// written one by one
	{html: `<ul><li>one</li><li>two</li><li>three</li></ul>`},
	{html: `<nav><ul>` + findRows + `</ul></nav>`},
	{html: `<div popover><ul>` + findRows + `</ul></div>`},
	{html: `<div id="k" data-gf-keep><ul>` + findRows + `</ul></div>`},
	{html: `<ul><li class="row" id="1">a</li><li class="row" id="2">b</li><li class="row" id="3">c</li></ul>`},
	{html: `<select name="s"><option class="o">1</option><option class="o">2</option><option class="o">3</option></select>`},
	{html: `<table><tbody><tr><td class="c">1</td><td class="c">2</td><td class="c">3</td></tr></tbody></table>`},
	{html: `<p><span class="c">1</span><span class="c">2</span><span class="c">3</span></p>`},
	{html: `<div><div class="bar" style="width:1%"></div><div class="bar" style="width:2%"></div><div class="bar" style="width:3%"></div></div>`},

	{`<p>a<div>b</div></p>`, `repair <div>b`, `<div> cannot stand in <p>. A browser ends the <p> before it`},
	{`<table><tr><td>a</td></tr></table>`, `repair <tr>`, `<tr> cannot stand in <table>. A browser puts a <tbody> around it`},
	{`<form><p>a</p><form>b</form></form>`, `repair <form>b`, `cannot stand here. A browser drops or moves it`},
	{`<a href="/a">a<a href="/b">b</a></a>`, `repair <a href="/b">`, `<a> cannot stand in <a>`},
	{`<ul><li>a<li>b</ul>`, `repair <li>a`, `<li> has no end tag`},
	{`<div><p>a</p>`, `repair <div>`, `<div> has no end tag`},
	{`<p>a</p></div><p>b</p>`, `repair </div>`, `</div> ends nothing`},
	{`<p>a</p></p><p>b</p>`, `repair </p>`, `</p> ends nothing`},
	{`<table>words <tbody></tbody></table>`, `repair words`, `The text “words” cannot stand in <table>.`},
	{html: `<table><caption>c</caption><thead><tr><th>h</th></tr></thead><tbody><tr><td>a &amp; b<br>c</td></tr></tbody></table>`},
	{html: `<svg viewBox="0 0 1 1"><title>a</title><linearGradient id="g"/><path d="M0 0"></path></svg><p>x</p>`},
	{html: `<!-- a <p> --><p>x<!-- y -->z a < b</p><textarea name="t">
<b></textarea><script type="application/json">{"a":"<p>"}</script>`},
	{html: `<details><summary>a</summary><p>b</p></details><dialog id="d"><form method="dialog"><button>x</button></form></dialog>`},
	{html: `<button type="button"><span>a</span></button><ruby>a<rt>b</rt></ruby><math><mi>x</mi></math><template><tr><td>x</td></tr></template>`},
	{html: `<P>a</P><INPUT>`},

	{`<form><input value="x"></form>`, `name <input value="x">`, `<input> has no name`},
	{`<form><div><select><option>1</option></select></div></form>`, `name <select>`, ``},
	{`<form id="f"></form><textarea form="f"></textarea>`, `name <textarea form="f">`, ``},
	{html: `<form><input name="a"><input type="submit"><input type="button" value="x"><button>b</button></form><input>`},
	{html: `<form><div id="w" data-gf-keep><input></div></form>`},

	{`<p>a</p><script>alert(1)</script>`, `script <script>`, `never where it comes with a patch`},
	{`<script type="module" src="/x.js"></script>`, `script <script`, ``},
	{html: `<script type="application/json">{}</script><script type="text/plain">x</script><template><script>x()</script></template>`},

	{`<div data-gf-keep>x</div>`, `keep <div data-gf-keep>`, `<div data-gf-keep> has no id`},
	{`<div data-gf-part="/x">x</div>`, `keep <div data-gf-part`, `<div data-gf-part> has no id`},
	{html: `<div id="x" data-gf-keep>x</div>`},
}

func TestCheck(t *testing.T) {
	for _, test := range tests {
		found := Check(test.html, loop(test.html))
		if test.want == "" {
			for _, f := range found {
				t.Errorf("%s: a false alarm: %s at %d: %s", test.html, f.Kind, f.At, f.Message)
			}
			continue
		}
		if len(found) != 1 {
			t.Errorf("%s: %d findings: %v", test.html, len(found), found)
			continue
		}
		f := found[0]
		kind, place, _ := strings.Cut(test.want, " ")
		if string(f.Kind) != kind || !strings.HasPrefix(test.html[f.At:], place) || !strings.Contains(f.Message, test.report) {
			t.Errorf("%s: %s at %q: %s", test.html, f.Kind, test.html[f.At:], f.Message)
		}
	}
}

// A page with several mistakes tells them in the order of the page, each twin with where the first
// stands.
func TestFindingsOrder(t *testing.T) {
	source := `<div data-gf-keep>x</div><p id="a">1</p><form><input></form><p id="a">2</p>`
	var kinds []string
	for _, f := range Check(source, nil) {
		kinds = append(kinds, string(f.Kind))
		if f.Kind == ID && (f.Related < 0 || !strings.HasPrefix(source[f.Related:], `<p id="a">1`)) {
			t.Errorf("also at %d", f.Related)
		}
	}
	if got := strings.Join(kinds, " "); got != "keep name id" {
		t.Errorf("got %s", got)
	}
}

// Where nothing is known of loops, nothing that a loop may have written is overlooked.
func TestCheckWithoutSame(t *testing.T) {
	for _, test := range tests {
		found := Check(test.html, nil)
		for _, f := range Check(test.html, loop(test.html)) {
			if !slices.ContainsFunc(found, func(g Finding) bool { return g.Kind == f.Kind }) {
				t.Errorf("%s: %s is overlooked", test.html, f.Kind)
			}
		}
	}
	if found := Check("<ul><li>a</li><p>x</p><li>b</li><li id=\"x\">c</li><li>d</li></ul>", nil); len(found) != 1 {
		t.Errorf("got %v", found)
	}
}

// What the components draw is as browsers want it.
func TestComponents(t *testing.T) {
	names, err := filepath.Glob("../../components/testdata/*.html")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range Check(string(content), func(int, int) bool { return false }) {
			if f.Kind != ID { // the same component stands there in several states
				t.Errorf("%s: %s: %s", name, content[f.At:f.At+60], f.Message)
			}
		}
	}
}

func FuzzCheck(f *testing.F) {
	for _, test := range tests {
		f.Add(test.html)
	}
	f.Fuzz(func(t *testing.T, source string) {
		for _, found := range Check(source, func(a, b int) bool { return source[a] == source[b] }) {
			if found.At < 0 || found.At > len(source) || found.Related >= len(source) || found.Message == "" {
				t.Errorf("%q: %+v", source, found)
			}
		}
	})
}

package snapshot

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The right column is what Chromium writes for the left one; TestBrowserCanonical asks it.
var canonicalTests = []struct{ name, html, want string }{
	{"empty", "", ""},
	{"ordinary", `<p class="a">text</p>`, `<p class="a">text</p>`},
	{"quotes in text", "It&#39;s &#34;so&#34; &quot;it&quot; is", `It's "so" "it" is`},
	{"quotes in attributes", `<p title="It&#39;s &#34;so&#34;">x</p>`, `<p title="It's &quot;so&quot;">x</p>`},
	{"single quotes", `<p title='say "x"'>x</p>`, `<p title="say &quot;x&quot;">x</p>`},
	{"without quotes", `<a href=/x?a=1&b=2>x</a>`, `<a href="/x?a=1&amp;b=2">x</a>`},
	{"valueless", `<input disabled><input disabled=""><input a b  c>`, `<input disabled=""><input disabled=""><input a="" b="" c="">`},
	{"angles", `<p title="a<b>c">a > b</p>`, `<p title="a&lt;b&gt;c">a &gt; b</p>`},
	{"a lone <", `1 < 2 <3 <`, `1 &lt; 2 &lt;3 &lt;`},
	{"a lone &", `a & b &; &x &nosuch;`, `a &amp; b &amp;; &amp;x &amp;nosuch;`},
	{"names", `&copy; &mdash; &nbsp; &lt; &gt; &amp; &hellip;`, "\u00A9 \u2014 &nbsp; &lt; &gt; &amp; \u2026"},
	{"numbers", `&#65; &#x41; &#128031; &#160; &#128;`, "A A \U0001F41F &nbsp; \u20AC"},
	{"parameters", `<a href="?a=1&copy=2&section=3&lt=4">x</a>`, `<a href="?a=1&amp;copy=2&amp;section=3&amp;lt=4">x</a>`},
	{"space that does not break", "a\u00A0b<p title=\"a\u00A0b\">\u00E9\u00C2</p>", "a&nbsp;b<p title=\"a&nbsp;b\">\u00E9\u00C2</p>"},
	{"upper case", `<DIV ID="A" Class=x>x</DIV>`, `<div id="A" class="x">x</div>`},
	{"white space in tags", "<p  class = \"a\"\n\tid=b >x</p >", `<p class="a" id="b">x</p>`},
	{"void", `<br/><br /><img src="a"/>`, `<br><br><img src="a">`},
	{"carriage returns", "a\r\nb\rc<pre>\r\nx</pre>", "a\nb\nc<pre>x</pre>"},
	{"a first newline", "<pre>\nx</pre><textarea>\ny</textarea>", "<pre>x</pre><textarea>y</textarea>"},
	{"textarea", `<textarea>a <b> &#39; &amp; </textarea>`, `<textarea>a &lt;b&gt; ' &amp; </textarea>`},
	{"script", `<script>if (a < b && c) x("&amp;")</script>`, `<script>if (a < b && c) x("&amp;")</script>`},
	{"style", `<style>a > b { content: "&" }</style>`, `<style>a > b { content: "&" }</style>`},
	{"comment", `<!-- a <p id="x"> & b -->`, `<!-- a <p id="x"> & b -->`},
	{"odd comments", `<!-->a<!--->b<!x>c</ z>d`, `<!---->a<!---->b<!--x-->c<!-- z-->d`},
	{"svg", `<svg viewBox="0 0 1 1"><path d="M0 0"/><linearGradient id="g"/></svg>`, `<svg viewBox="0 0 1 1"><path d="M0 0"></path><linearGradient id="g"></linearGradient></svg>`},
	{"svg with HTML", `<svg><foreignObject><br/><p>x</p></foreignObject><title>a<b>b</b>c</title></svg>`, `<svg><foreignObject><br><p>x</p></foreignObject><title>a<b>b</b>c</title></svg>`},
	{"math", `<math><mi>x</mi><mspace width="1"/></math>`, `<math><mi>x</mi><mspace width="1"></mspace></math>`},
	{"template", `<template><tr><td title='x'>x</td></tr></template>`, `<template><tr><td title="x">x</td></tr></template>`},
	{"emoji", "\U0001F468\u200D\U0001F469 &#39;\u4F60\u597D&#39;", "\U0001F468\u200D\U0001F469 '\u4F60\u597D'"},
	{"noscript", `<noscript><p>&#39;</p></noscript>`, `<noscript><p>&#39;</p></noscript>`},
	{"NUL", "<p title=\"a\x00b\">x</p>", "<p title=\"a\uFFFDb\">x</p>"},
}

func TestCanonical(t *testing.T) {
	for _, test := range canonicalTests {
		t.Run(test.name, func(t *testing.T) {
			got, odd := canonical(test.html, nil)
			if test.want != "" && (got != test.want || odd) {
				t.Errorf("got  %q, odd %t\nwant %q", got, odd, test.want)
			}
			checkCanonical(t, test.html)
		})
	}
}

// TestCanonicalUnsupported holds what only a parser can judge: it stays as it is from there on and
// is never patched.
func TestCanonicalUnsupported(t *testing.T) {
	for _, html := range []string{
		`a<p`, `a<p title="x>`, `a<!-- x`, `a<textarea>x`, `a<script>x`, `<script><!--<script></script>--></script>`, `<plaintext>x`,
		`<!doctype html>`, `<![CDATA[x]]>`, `<p a"b=c>`, `<p =x>`, `<svg><p>x</p></svg>`, `<svg>`, `<svg><g></svg>`, `<div><svg></div>`,
		`</p title="<x>">`, `<?xml?>`, `<!a--b>`, `a</>b`, `<!>`,
	} {
		got, odd := canonical(html, nil)
		if !odd {
			t.Errorf("%q became %q and passes as ordinary", html, got)
		}
		checkCanonical(t, html)
	}
}

// checkCanonical holds the laws: the canonical form means the same, and it is its own canonical
// form.
func checkCanonical(t *testing.T, source string) {
	t.Helper()
	once, odd := canonical(source, nil)
	if slow, child := canonicalSlowly(source); slow != once || child != odd {
		t.Errorf("%q: canonical is %q (odd %t), and without the short way %q (odd %t)", source, once, odd, slow, child)
	}
	if twice, again := canonical(once, nil); twice != once || odd && !again {
		t.Errorf("%q: canonical is %q (odd %t), and again %q (odd %t)", source, once, odd, twice, again)
	}
	if got, want := meaning(t, once), meaning(t, clean(source)); got != want {
		t.Errorf("%q: canonical %q means\n%s\nnot\n%s", source, once, got, want)
	}
	if !odd && newIndex(once) == nil && strings.Count(once, "<") < 100 {
		t.Errorf("%q: canonical %q has no index", source, once)
	}
}

// canonicalSlowly goes over every tag with care.
func canonicalSlowly(source string) (string, bool) {
	c := canonicalizer{src: clean(source)}
	for i := 0; i < len(c.src); {
		if i = c.skipText(i); i < len(c.src) {
			i = c.handleMarkup(i)
		}
	}
	return string(append(c.out, c.src[c.flushed:]...)), c.unsupported || len(c.foreignStack) > 0
}

// meaning is the tree that a parser makes of a body.
func meaning(t *testing.T, source string) string {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(source), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		t.Skip(err)
	}
	var b strings.Builder
	var write func(*html.Node, int)
	write = func(n *html.Node, depth int) {
		b.WriteString(strings.Repeat(" ", depth))
		switch n.Type {
		case html.ElementNode:
			b.WriteString("<" + n.Namespace + ":" + n.Data)
			for _, a := range n.Attr {
				b.WriteString(" " + a.Namespace + ":" + a.Key + "=" + strings.ReplaceAll(a.Val, "\n", "\\n"))
			}
		case html.CommentNode:
			b.WriteString("!" + n.Data)
		default:
			b.WriteString("\"" + n.Data)
		}
		b.WriteByte('\n')
		for child := range n.ChildNodes() {
			write(child, depth+1)
		}
	}
	for _, n := range nodes {
		write(n, 0)
	}
	return b.String()
}

func FuzzCanonical(f *testing.F) {
	for _, test := range canonicalTests {
		f.Add(test.html)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) < 4096 {
			checkCanonical(t, source)
		}
	})
}

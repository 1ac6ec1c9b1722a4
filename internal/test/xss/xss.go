// Package xss answers: does text that an attacker writes run as a script? It has payloads of many
// kinds, each of which calls xss() where it is not escaped, and watches a tab for such calls.
package xss

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
)

// Payloads are texts of an attacker. No two are of one kind.
var Payloads = []string{
	// Elements that run.
	`<script>xss()</script>`,
	`<ScRiPt>xss()</sCrIpT>`,
	`<script/x>xss()</script>`,
	"<script\n>xss()</script\n>",
	`<script src="data:text/javascript,xss()"></script>`,
	`<script type="module">xss()</script>`,
	`<<script>xss()//<</script>`,
	`<scr<script>ipt>xss()</script>`,
	`<template shadowrootmode="open"><script>xss()</script></template>`,
	`<noscript><p title="</noscript><img src=x onerror=xss()>">`,
	// Event handlers.
	`<img src=x onerror=xss()>`,
	`<img src=x onerror="xss()"`,
	`<img/src/onerror=xss()>`,
	"<img src=x\tonerror\n=\rxss()>",
	"<img src=x onerror=`xss()`>",
	`<IMG """><img src=x onerror=xss()>">`,
	`<body onload=xss()>`,
	`<input autofocus onfocus=xss()>`,
	`<details open ontoggle=xss()>`,
	`<video><source onerror=xss()></video>`,
	`<audio src=x onerror=xss()></audio>`,
	`<marquee onstart=xss()>x</marquee>`,
	`<style onload=xss()></style>`,
	`<iframe onload=xss()></iframe>`,
	`<object data="x" onerror=xss()></object>`,
	`<select autofocus onfocus=xss()>`,
	`<div style="animation:x" onanimationstart=xss()>`,
	`<x-y onclick=xss() tabindex=1 autofocus onfocus=xss()>`,
	// Out of an attribute.
	`" onmouseover="xss()" autofocus onfocus="xss()" x="`,
	`' onmouseover='xss()' autofocus onfocus='xss()' x='`,
	`"><img src=x onerror=xss()>`,
	`'><img src=x onerror=xss()>`,
	`x onerror=xss()`,
	"` autofocus onfocus=xss() `",
	`"/><svg/onload=xss()>`,
	// Out of an element that holds text.
	`</textarea><img src=x onerror=xss()>`,
	`</title><img src=x onerror=xss()>`,
	`</script><img src=x onerror=xss()>`,
	`</style><img src=x onerror=xss()>`,
	`</option></select><img src=x onerror=xss()>`,
	`</template><img src=x onerror=xss()>`,
	`--><img src=x onerror=xss()>`,
	`<!--><img src=x onerror=xss()>-->`,
	`]]><img src=x onerror=xss()>`,
	`<![CDATA[<img src=x onerror=xss()>]]>`,
	`<!--[if IE]><img src=x onerror=xss()><![endif]-->`,
	`<?xml version="1.0"?><img src=x onerror=xss()>`,
	// Addresses.
	`javascript:xss()`,
	`JaVaScRiPt:xss()`,
	"java\tscript:xss()",
	"java\nscript:xss()",
	"\x01javascript:xss()",
	" javascript:xss()",
	`javascript&colon;xss()`,
	`&#106;avascript:xss()`,
	`javascript:/*--></title></style></textarea></script><svg/onload=xss()>`,
	`data:text/html,<script>parent.xss()</script>`,
	`data:text/html;base64,PHNjcmlwdD5wYXJlbnQueHNzKCk8L3NjcmlwdD4=`,
	`vbscript:xss()`,
	`<a href="javascript:xss()" data-run>run</a>`,
	`<form action="javascript:xss()"><button data-run>run</button></form>`,
	`<button formaction="javascript:xss()" form="x" data-run>run</button>`,
	`<iframe src="javascript:parent.xss()"></iframe>`,
	`<iframe srcdoc="<script>parent.xss()</script>"></iframe>`,
	`<embed src="javascript:xss()">`,
	`<base href="javascript:xss()//">`,
	`<meta http-equiv="refresh" content="0;url=javascript:xss()">`,
	`<link rel="stylesheet" href="data:text/css,*{color:red}" onload=xss()>`,
	// SVG and MathML.
	`<svg onload=xss()>`,
	`<svg><script>xss()</script></svg>`,
	`<svg><script href="data:text/javascript,xss()"/></svg>`,
	`<svg><a xlink:href="javascript:xss()" data-run><text y="9">x</text></a></svg>`,
	`<svg><animate onbegin=xss() attributeName=x dur=1s>`,
	`<svg><a><animate attributeName=href values=javascript:xss() /><text y="9" data-run>x</text></a></svg>`,
	`<svg><foreignObject><img src=x onerror=xss()></foreignObject></svg>`,
	`<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg' onload='xss()'/>#x"/></svg>`,
	`<math href="javascript:xss()" data-run>x</math>`,
	`<math><mtext><img src=x onerror=xss()></mtext></math>`,
	// What is harmless until it is parsed a second time.
	`<svg></p><style><a id="</style><img src=x onerror=xss()>">`,
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=xss()&gt;">`,
	`<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=xss()>`,
	`<noscript><style></noscript><img src=x onerror=xss()>`,
	`<listing>&lt;img src=x onerror=xss()&gt;</listing>`,
	`<xmp><img title="</xmp><img src=x onerror=xss()>"></xmp>`,
	`<select><style></select><img src=x onerror=xss()></style>`,
	`<p id="</p><img src=x onerror=xss()>`,
	// Escapes that must not be undone.
	`&lt;img src=x onerror=xss()&gt;`,
	`&amp;lt;img src=x onerror=xss()&amp;gt;`,
	`%3Cimg%20src=x%20onerror=xss()%3E`,
	`\u003cimg src=x onerror=xss()\u003e`,
	`\x3cimg src=x onerror=xss()\x3e`,
	`&#60img src=x onerror=xss()&#62`,
	// Unicode.
	"\uff1cimg src=x onerror=xss()\uff1e",
	"<img src=x onerror=xss()\u2028>",
	"\u202e<img src=x onerror=xss()>",
	"\ufeff<script>xss()</script>",
	"<img src=x \u00a0onerror=xss()>",
	"<\u0130mg src=x onerror=xss()><im\u0261 src=x>",
	"\u017fcript<\u017fcript>xss()</\u017fcript>",
	// Templates of other kinds.
	`{{constructor.constructor('xss()')()}}`,
	`${xss()}`,
	"`${xss()}`",
	`{{{"<img src=x onerror=xss()>"}}}`,
	`<%= xss() %>`,
	`#{xss()}`,
	`{ templ.Raw("<img src=x onerror=xss()>") }`,
	`[[xss()]]`,
	`');xss();//`,
	`";xss();//`,
	`\";xss();//`,
	`*/xss();/*`,
	// Of the framework.
	`<a href="javascript:xss()" data-gf-on="visible">x</a>`,
	`<form method="post" action="javascript:xss()" data-gf-on="visible"></form>`,
	`<div id="p" data-gf-part="javascript:xss()">x</div>`,
	`<div id="page" data-gf-page="javascript:xss()"><img src=x onerror=xss()></div>`,
	`<meta name="goldfish-messages" content='{"down":"<img src=x onerror=xss()>"}'>`,
	// An event of a stream that ends early.
	"x\n\ndata: {\"body\":\"<img src=x onerror=xss()>\"}\n\n",
	"x\r\nevent: recheck\r\n\r\n",
	`"},"location":"javascript:xss()","x":{"`,
}

// watch counts calls of xss and violations of the policy, in all documents of a tab.
const watch = `(() => {
	if (window !== top) return;
	const add = (key, text) => { try { sessionStorage[key] = (sessionStorage[key] ?? "") + text + "\n"; } catch {} };
	window.xss = () => add("xss", "ran at " + new Error().stack);
	window.alert = window.xss;
	addEventListener("securitypolicyviolation", (e) => add("csp", e.violatedDirective + " " + e.blockedURI + " " + e.sample));
})()`

// Watch watches a tab. Call it before the tab opens a page. With bypass, the policy of the page
// holds nothing back: what gets into the markup runs.
func Watch(t testing.TB, tab *browser.Tab, bypass bool) {
	t.Helper()
	tab.Run(page.Enable(), page.SetBypassCSP(bypass), chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(watch).Do(ctx)
		return err
	}))
}

// Found returns what has run in a tab, and what the policy held back.
func Found(tab *browser.Tab) (ran, held string) {
	// What was put into the page may need a moment, or a click.
	tab.Eval(`(async () => {
		document.querySelectorAll("[data-run]").forEach((el) => el.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true })));
		for (let i = 0; i < 3; i++) await new Promise((done) => setTimeout(done, 30));
	})()`, nil)
	return tab.Text(`sessionStorage.xss ?? ""`), tab.Text(`sessionStorage.csp ?? ""`)
}

// Check fails the test if something has run in a tab, or was held back.
func Check(t testing.TB, tab *browser.Tab, where string) {
	t.Helper()
	if ran, held := Found(tab); ran != "" || held != "" {
		t.Errorf("%s: text became a script: %.500s %.500s", where, ran, held)
	}
}

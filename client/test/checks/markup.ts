// Markup that parses differently in a template than in a document, and attributes of all kinds.

import { check, get, parse, patch, root, same, start, truth } from "../harness";

const kind = "markup";

check(kind, "noscript holds text, as in a document with scripts", () => {
	for (const html of [
		`<form><noscript><input name="n" value="7"><button>Apply</button></noscript></form>`,
		`<noscript><img src="/never.gif" alt=""></noscript>`,
		`<p>a</p><div><noscript>Please <b>turn on</b> scripts</noscript></div>`,
		`<template><noscript><input></noscript></template>`,
	]) {
		const el = parse(html).querySelector("noscript") ?? parse(html).querySelector("template")!.content.querySelector("noscript")!;
		same(el.children.length, 0, `elements in ${html}`);
	}
	start(`<p>1</p>`);
	patch(`<p>2</p><form><noscript><input name="n" value="7"></noscript><input name="q"></form>`);
	same([...new FormData(get<HTMLFormElement>("form")).keys()].join(), "q", "the fields that are sent");
	const noscript = get("noscript");
	patch(`<p>3</p><form><noscript><input name="n" value="7"></noscript><input name="q"></form>`);
	same(get("noscript"), noscript, "the element");
});

check(kind, "the content of a template becomes the server's", () => {
	const body = (n: number, row: string) => `<template id="t"><p>${row}</p></template><ul><li><template><i>${row}</i></template></li></ul><p>${n}</p>`;
	start(body(1, "one"));
	for (const [n, row] of [[2, "two"], [2, "three"], [3, "three"]] as const) {
		patch(body(n, row));
		same(root.innerHTML, body(n, row), "the page");
	}
	patch(`<template><template><p>a</p></template></template>`);
	patch(`<template><template><p>b</p></template></template>`);
	same(root.innerHTML, `<template><template><p>b</p></template></template>`, "a template in a template");
});

const card = (n: number, inside: string, light = "x") => `<p>${n}</p><div id="c"><template shadowrootmode="open"><p>${inside}</p><input name="q"><slot></slot></template><b>${light}</b></div>`;
check(kind, "a shadow root in the markup is one after a patch", () => {
	start(`<p>1</p>`);
	patch(card(2, "a"));
	const shadow = get("#c").shadowRoot;
	truth(shadow, "there is no shadow root");
	same(shadow!.querySelector("p")!.textContent, "a", "what is in it");
	same(get("#c").innerHTML, "<b>x</b>", "the light children");
	shadow!.querySelector("input")!.value = "typed";
	patch(card(3, "b", "y"));
	same(get("#c").shadowRoot, shadow, "the shadow root, after a change in it");
	same([shadow!.querySelector("p")!.textContent, shadow!.querySelector("input")!.value, get("#c").textContent], ["b", "typed", "y"], "what is in it and beside it");
	shadow!.querySelector("p")!.textContent = "by a script";
	patch(card(4, "b", "y"));
	same(shadow!.querySelector("p")!.textContent, "by a script", "what a script has changed in it, and the server not");
	patch(card(4, "c", "y"));
	same(shadow!.querySelector("p")!.textContent, "c", "what the server has changed in it");
});
check(kind, "an element that was there gets a shadow root", () => {
	start(`<div id="c"><b>x</b></div>`);
	patch(card(2, "a"));
	same(get("#c").shadowRoot?.querySelector("p")?.textContent, "a", "what is in it");
});

check(kind, "attributes keep their namespace", () => {
	const svg = (more: string) => `<svg viewBox="0 0 10 10"><symbol id="s"><rect width="9" height="9"></rect></symbol><use id="u"${more}></use></svg>`;
	const xlink = "http://www.w3.org/1999/xlink";
	start(svg(""));
	patch(svg(` xlink:href="#s"`));
	same(get("#u").getAttributeNS(xlink, "href"), "#s", "xlink:href that comes");
	patch(svg(` xlink:href="#t" xml:lang="de"`));
	same(get("#u").getAttributeNS(xlink, "href"), "#t", "xlink:href that changes");
	same(get("#u").attributes.length, 3, "the number of attributes");
	same(get("#u").getAttributeNS("http://www.w3.org/XML/1998/namespace", "lang"), "de", "xml:lang");
	get("#u").setAttributeNS(xlink, "xlink:href", "#mine");
	patch(svg(` xlink:href="#t" xml:lang="en"`));
	same(get("#u").getAttributeNS(xlink, "href"), "#mine", "xlink:href that a script has set");
	patch(svg(""));
	same(get("#u").attributes.length, 1, "the number of attributes at the end");
});

check(kind, "names that only the parser takes", () => {
	const set = Element.prototype.setAttribute;
	Element.prototype.setAttribute = function (name, value) {
		if (!/^[A-Za-z_:][\w:.-]*$/.test(name)) throw new DOMException(name, "InvalidCharacterError");
		set.call(this, name, value);
	};
	try {
		start(`<button>1</button><input name="q">`);
		for (const more of [` @click="a"`, ` @click="b" (tap)="c"`, ` [x]="1" *ngIf="y" #ref`, ``]) {
			const html = `<button${more}>2</button><input name="q">`;
			patch(html);
			same(root.innerHTML, parse(html).innerHTML, "the page");
		}
	} finally {
		Element.prototype.setAttribute = set;
	}
});

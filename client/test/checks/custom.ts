// Custom elements that change the page while it is patched.

import { check, frame, get, input, patch, root, same, start, truth, type } from "../harness";

const kind = "custom";

function define(name: string, connected: (el: HTMLElement) => void): void {
	if (customElements.get(name)) return;
	customElements.define(
		name,
		class extends HTMLElement {
			connectedCallback() {
				connected(this);
			}
		},
	);
}
define("x-leaves", (el) => el.remove());
define("x-leaves-with", (el) => (el.nextElementSibling?.remove(), el.remove()));
define("x-writes", (el) => (el.textContent = "an hour ago"));
define("x-adds", (el) => el.dataset.done || ((el.dataset.done = "1"), el.append(document.createElement("hr"))));
define("x-before", (el) => el.previousElementSibling?.localName === "s" || el.before(document.createElement("s")));
define("x-class", (el) => el.classList.add("ready"));
define("x-moves", (el) => root.firstElementChild !== el && root.prepend(el));

const body = (n: number, more = "") => `<h1>${n}</h1><form><input id="i" name="q"></form><footer class="c${n}"><p>a</p>${more}<p>b</p></footer>`;

for (const [name, html, want] of [
	["x-leaves", `<b>new</b><x-leaves>word</x-leaves>`, `<p>a</p><b>new</b><p>b</p>`],
	["x-leaves-with", `<x-leaves-with></x-leaves-with><u>u</u><b>new</b>`, `<p>a</p><b>new</b><p>b</p>`],
	["x-writes", `<x-writes></x-writes>`, `<p>a</p><x-writes>an hour ago</x-writes><p>b</p>`],
	["x-adds", `<x-adds></x-adds>`, `<p>a</p><x-adds data-done="1"><hr></x-adds><p>b</p>`],
	["x-before", `<x-before></x-before>`, `<p>a</p><s></s><x-before></x-before><p>b</p>`],
	["x-class", `<x-class class="c">t</x-class>`, `<p>a</p><x-class class="c ready">t</x-class><p>b</p>`],
] as const)
	check(kind, `${name} comes by a push, and stays as it made itself`, async () => {
		start(body(1));
		type("#i", "typed");
		for (let n = 2; n < 5; n++) {
			patch(body(n, html));
			await frame();
			same(get("footer").innerHTML, want, `the footer after push ${n}`);
			same(get("h1").textContent, String(n), "the heading");
			same(input("#i").value, "typed", "what was typed");
		}
		patch(body(5));
		same(get("h1").textContent, "5", "the heading without it");
	});

check(kind, "a custom element that goes elsewhere does not stop the patch", async () => {
	start(body(1));
	type("#i", "typed");
	for (let n = 2; n < 5; n++) {
		patch(body(n, `<x-moves></x-moves>`));
		await frame();
		same([get("h1").textContent, input("#i").value, root.querySelectorAll("x-moves").length], [String(n), "typed", 1], "heading, text, and how often it is there");
	}
});

check(kind, "the server's next value of what a custom element has written is taken", async () => {
	start(body(1));
	patch(body(2, `<x-class class="a">one</x-class>`));
	patch(body(3, `<x-class class="b">two</x-class>`));
	same(get("x-class").outerHTML, `<x-class class="b ready">two</x-class>`, "the element");
});

customElements.define(
	"x-closed",
	class extends HTMLElement {
		constructor() {
			super();
			this.attachShadow({ mode: "closed" }).append(document.createElement("slot"));
		}
	},
);
check(kind, "healing leaves kept regions, parts and what a person has written", async () => {
	const inside = (n: number) =>
		`<x-closed><b class="c${n}">${n}</b><div data-gf-keep id="k">sent ${n}</div><div data-gf-part="/p" id="p">wait ${n}</div><div contenteditable id="e">sent ${n}</div></x-closed>`;
	start(inside(1));
	get("#k").textContent = "drawn";
	get("#p").textContent = "loaded";
	get("#e").textContent = "written";
	await frame();
	let reported = 0;
	const onError = (event: ErrorEvent) => (reported++, event.preventDefault());
	addEventListener("error", onError);
	patch(inside(2).replace("<b", `<template shadowrootmode="open"><slot></slot></template><b`));
	removeEventListener("error", onError);
	truth(reported > 0, "nothing has failed, so this tests nothing");
	same(["b", "#k", "#p", "#e"].map((s) => get(s).textContent), ["2", "drawn", "loaded", "written"], "the texts");
	same(get("b").className, "c2", "the class");
});

check(kind, "an exception in the morph is healed around its element", () => {
	const closed = (more: string) => `<section><x-closed>${more}</x-closed><input name="near"></section>`;
	start(body(1, closed(`<input name="in">`)));
	const el = type("#i", "typed");
	const near = type("[name=near]", "near");
	const inside = type("[name=in]", "inside");
	const reported: unknown[] = [];
	const onError = (event: ErrorEvent) => (event.preventDefault(), reported.push(event.error));
	addEventListener("error", onError);
	// No element can have a second shadow root: the browser throws.
	patch(body(2, closed(`<template shadowrootmode="open"><slot></slot></template><input name="in" class="x"><i>new</i>`)));
	removeEventListener("error", onError);
	truth(reported.length > 0, "nothing has been thrown, so nothing was tested");
	same([input("#i"), input("[name=near]"), input("[name=in]")].every((now, i) => now === [el, near, inside][i]), true, "the fields are the same elements");
	same([el.value, near.value, inside.value], ["typed", "near", "inside"], "what was typed");
	same(get("x-closed").innerHTML, `<input name="in" class="x"><i>new</i>`, "the element");
	same(get("h1").textContent, "2", "the rest");
});

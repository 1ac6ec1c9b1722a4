// Nodes that scripts have put in the place of the server's: a translator's, a widget's.

import { check, frame, get, input, patch, root, same, start, truth, type } from "../harness";

const kind = "replaced";

/** What the translator of a browser does: two <font> in the place of each text. */
function translate(within: Element = root, words = (text: string) => text.toUpperCase()): void {
	const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
	const texts: Text[] = [];
	while (walker.nextNode()) texts.push(walker.currentNode as Text);
	for (const text of texts) {
		if (!text.nodeValue!.trim()) continue;
		const outer = document.createElement("font");
		const inner = document.createElement("font");
		inner.textContent = words(text.nodeValue!);
		outer.append(inner);
		text.replaceWith(outer);
	}
}

/** The same, in two steps, as other translators do it. */
function translateInSteps(): void {
	for (const p of root.querySelectorAll("p,b,button")) {
		for (const text of [...p.childNodes].filter((n) => n.nodeType === 3 && n.nodeValue!.trim())) {
			const font = document.createElement("font");
			font.textContent = text.nodeValue!.toUpperCase();
			p.insertBefore(font, text);
			text.remove();
		}
	}
}

for (const [how, run] of [
	["at once", () => translate()],
	["in steps", translateInSteps],
] as const) {
	check(kind, `a translated text that the server changes is shown once, translated ${how}`, async () => {
		const body = (n: string) => `<p id="n">${n} are open.</p><button>reload</button><p>rest</p>`;
		start(body("five"));
		run();
		await frame();
		patch(body("six"));
		same([...root.children].map((el) => el.textContent), ["six are open.", "RELOAD", "REST"], "the texts");
		run();
		await frame();
		patch(body("seven"));
		same([...root.children].map((el) => el.textContent), ["seven are open.", "RELOAD", "REST"], "the texts, translated again");
		truth(!get("#n").querySelector("font"), "a font is left where the server's text is");
	});
	check(kind, `a translated text between elements, ${how}`, async () => {
		const body = (a: string, b: string) => `<p>${a} <b>${b}</b> tickets</p><i>${a}</i>`;
		start(body("you have", "5"));
		run();
		await frame();
		patch(body("you have", "6"));
		same(get("p").textContent, "YOU HAVE 6 TICKETS".replace("6", "6"), "the paragraph, whose number has changed");
		patch(body("she has", "6"));
		same(get("p").textContent, "she has 6 TICKETS", "the paragraph, whose first words have changed");
	});
}

check(kind, "what the server has not changed stays translated, whatever comes around it", async () => {
	const row = (n: number) => `<li id="r${n}">row ${n}</li>`;
	const body = (...rows: number[]) => `<ul>${rows.map(row).join("")}</ul>`;
	start(body(1, 2, 3));
	translate();
	await frame();
	patch(body(0, 1, 3));
	same([...root.querySelectorAll("li")].map((el) => el.textContent), ["row 0", "ROW 1", "ROW 3"], "the rows");
	patch(body(0, 1, 3).replace("row 1", "row one"));
	same([...root.querySelectorAll("li")].map((el) => el.textContent), ["row 0", "row one", "ROW 3"], "the rows, one of them new");
});

check(kind, "a live number of a translated page is never shown twice", async () => {
	const body = (n: number) => `<p>open: ${n}</p>`;
	start(body(0));
	for (let n = 1; n < 6; n++) {
		translate();
		await frame();
		patch(body(n));
		same(root.textContent, `open: ${n}`, "the page");
	}
});

for (const [what, wrap] of [
	["a wrapper", (el: Element) => { const w = document.createElement("div"); el.replaceWith(w); w.append(el); }],
	["a wrapper that is put in first", (el: Element) => { const w = document.createElement("div"); el.before(w); w.append(el); }],
	["two wrappers and a button", (el: Element) => { const a = document.createElement("div"), b = document.createElement("span"); el.replaceWith(a); a.append(b, document.createElement("button")); b.append(el); }],
	["a widget that hides it", (el: Element) => { const w = document.createElement("div"); el.replaceWith(w); (el as HTMLElement).style.display = "none"; w.append(el, "widget"); }],
] as const) {
	for (const id of ["", ' id="tel"']) {
		const body = (value: string, n = 1) => `<form><label>Phone <input${id} name="tel" value="${value}"></label><button>${n}</button></form>`;
		check(kind, `${what} around a field${id && " with an id"}: the server's new field stands there once`, async () => {
			start(body("1"));
			wrap(get("[name=tel]"));
			await frame();
			patch(body("1", 2));
			same([...new FormData(get<HTMLFormElement>("form"))].join(" "), "tel,1", "what is sent while the server sends the same field");
			truth(get("[name=tel]").parentElement!.localName !== "label", "the script's wrapper is gone though nothing changed there");
			patch(body("2", 2));
			same([...new FormData(get<HTMLFormElement>("form"))].join(" "), "tel,2", "what is sent");
			same(root.innerHTML, body("2", 2), "the page");
		});
		check(kind, `${what} around a field${id && " with an id"} keeps what was typed`, async () => {
			start(body("1"));
			wrap(get("[name=tel]"));
			await frame();
			const el = input("[name=tel]");
			el.value = "typed";
			patch(body("2", 2));
			same([...new FormData(get<HTMLFormElement>("form"))].join(" "), "tel,typed", "what is sent");
		});
	}
}

check(kind, "what a script has put beside the server's nodes stays", async () => {
	start(`<div id="x"><p>a</p></div>`);
	get("#x").append(document.createElement("hr"));
	await frame();
	patch(`<div id="x"><p>b</p></div>`);
	same(get("#x").innerHTML, `<p>b</p><hr>`, "the list");
});
check(kind, "a removed node that the server changes comes back, beside what was added elsewhere", async () => {
	start(`<div id="x"><p>a</p><i>1</i><p>b</p></div>`);
	get("#x").firstElementChild!.remove();
	get("#x").append(document.createElement("hr"));
	await frame();
	patch(`<div id="x"><p>a2</p><i>2</i><p>b</p></div>`);
	same(get("#x").innerHTML, `<p>a2</p><i>2</i><p>b</p><hr>`, "the list");
});

check(kind, "text that a script writes into a text node stays until the server changes it", async () => {
	for (const write of [
		(el: Element) => void (el.firstChild!.nodeValue = "mine"),
		(el: Element) => void ((el.firstChild as Text).data = "mine"),
		(el: Element) => void (el.textContent = "mine"),
		(el: Element) => (el.firstChild as Text).replaceWith("mine"),
	]) {
		const body = (n: number, text = "theirs") => `<section class="c${n}"><p>${n}</p><time>${text}</time></section>`;
		start(body(1));
		write(get("time"));
		await frame();
		patch(body(2));
		same(get("time").textContent, "mine", "the text");
		patch(body(3));
		same(get("time").textContent, "mine", "the text, after another push");
		patch(body(4, "new"));
		same(get("time").textContent, "new", "the text that the server has changed");
	}
});

check(kind, "what is typed in place stays, though the server changes the same element", async () => {
	start(`<div contenteditable id="e"><p>one</p></div><i>1</i>`);
	get("#e p").firstChild!.nodeValue = "one and more";
	await frame();
	for (const html of [`<p>one</p><p>two</p>`, `<h2>new</h2><p>uno</p>`, `<p>0</p><p>one</p>`]) {
		patch(`<div contenteditable id="e">${html}</div><i>2</i>`);
		same(get("#e").textContent, "one and more", `the text, when the server sends ${html}`);
	}
	type; // the keyboard is used in editable_test.go
});

check(kind, "texts that a script has joined become the server's", () => {
	const body = (more: string) => `<div>one<i></i>${more}two<b></b>three</div>`;
	start(body(""));
	get("b").remove();
	get("div").normalize();
	patch(body("new"));
	same(get("div").textContent, "onenewtwothree", "the texts");
});
check(kind, "new text stands between translated texts that have not changed", () => {
	const body = (more: string) => `<div>one<input name="q">${more}two</div>`;
	start(body(""));
	translate();
	patch(body("new<i>er</i>"));
	same(get("div").textContent, "ONEnewerTWO", "the texts");
});
check(kind, "a translated text is shown once, whatever the server does around it", () => {
	start(`a<div>b</div>c`);
	translate(get("div"));
	patch(`a<div>bd</div>c<div>e</div>`);
	same(root.textContent, "abdce", "the texts");
	start(`<div class="x"></div>a<div>b<section>c<i id="i"></i></section></div>`);
	translate(get("section"));
	patch(`a<div>d b<section>c2<i id="i"></i></section></div>`);
	same(root.textContent, "ad bc2", "the texts when another element before has gone");
});

const elsewhere = (more: string, place = `<aside></aside>`) => `<main><p>a</p>${more}</main>${place}`;
for (const id of ["", ' id="x"'])
	check(kind, `an element${id && " with an id"} that a script has put elsewhere`, async () => {
		start(elsewhere(`<b${id}>one</b>`));
		const el = get("b");
		get("aside").append(el);
		await frame();
		patch(elsewhere(`<b${id}>one</b>`, `<aside></aside><i>new</i>`));
		same([get("aside").contains(el), root.querySelectorAll("b").length], [true, 1], "it stays while the server sends the same");
		patch(elsewhere(`<b${id}>two</b>`, `<aside></aside><i>new</i>`));
		same([get("main b").textContent, root.querySelectorAll("b").length], ["two", 1], "it comes back when the server changes it");
		get("aside").append(get("b"));
		patch(elsewhere(""));
		same(root.querySelectorAll("b").length, 0, "it goes when the server drops it");
	});
check(kind, "an element comes back when the server drops the place where a script has put it", async () => {
	start(elsewhere(`<b>one</b><i>last</i>`));
	get("aside").append(get("b"));
	await frame();
	patch(elsewhere(`<b>one</b><i>last</i>`, ""));
	same(get("main").innerHTML, `<p>a</p><b>one</b><i>last</i>`, "where it was");
});
check(kind, "an element goes with the server's list, wherever a script has put it", async () => {
	start(`<main><ul><li>a</li><li class="x">b</li></ul></main><aside></aside>`);
	get("aside").append(get(".x"));
	await frame();
	patch(`<main><p>none</p></main><aside></aside>`);
	same(root.textContent, "none", "what is shown");
});
check(kind, "a wrapper stays when the server takes something else out of its list", async () => {
	const table = `<i id="t">table</i>`;
	start(`<p></p><div id="d">one${table}<b>two</b></div>`);
	const wrapper = document.createElement("u");
	get("b").replaceWith(wrapper);
	wrapper.append(get("#d i"), document.createElement("b"));
	patch(`<p>${table}</p><div id="d">one<b>two</b></div>`);
	same([get("p").textContent, root.querySelectorAll("#t").length], ["table", 1], "what the server has moved");
});

// Focus, caret and selection, while the page around them changes.

import { canMove, check, get, input, patch, root, same, start, truth, type } from "../harness";

const kind = "focus";

const row = (id: string | number) => `<li id="r${id}"><input name="n" value="hello"></li>`;
const rows = (...ids: (string | number)[]) => `<ul>${ids.map(row).join("")}</ul>`;

function place(selector: string): HTMLInputElement {
	const el = input(selector);
	el.focus();
	el.setSelectionRange(1, 3, "backward");
	return el;
}

function inPlace(el: HTMLInputElement, what: string): void {
	same(document.activeElement, el, `the focus ${what}`);
	same([el.selectionStart, el.selectionEnd, el.selectionDirection], [1, 3, "backward"], `the selection ${what}`);
}

for (const [what, before, after] of [
	["a sibling appears before it", [1, 2], [0, 1, 2]],
	["a sibling appears after it", [1, 2], [1, 3, 2]],
	["a sibling goes", [0, 1, 2], [1, 2]],
	["it moves to the end", [1, 2, 3, 4], [2, 3, 4, 1]],
	["it moves to the start", [2, 3, 4, 1], [1, 2, 3, 4]],
	["all rows turn round", [1, 2, 3, 4, 5], [5, 4, 3, 2, 1]],
	["rows come, go and move at once", [7, 1, 2, 3, 8], [3, 9, 1, 4, 2, 8]],
] as const)
	check(kind, `focus and selection stay when ${what}`, () => {
		start(rows(...before));
		const el = place("#r1 input");
		let lost = 0;
		el.addEventListener("blur", () => lost++);
		patch(rows(...after));
		inPlace(el, "after the patch");
		same([...root.querySelectorAll("li")].map((li) => li.id.slice(1)).join(), after.join(), "the order");
		same(lost, 0, "how often it lost the focus");
	});

check(kind, "focus stays when a keyed ancestor moves", () => {
	const group = (id: string) => `<section id="${id}"><h2>${id}</h2><div><input value="hello"></div></section>`;
	start(`<main>${group("a")}${group("b")}${group("c")}</main>`);
	const el = place("#c input");
	patch(`<main>${group("c")}${group("b")}${group("a")}</main>`);
	inPlace(el, "after the move");
});

check(kind, "focus stays when ancestors without ids get new siblings", () => {
	start(`<div><div><input name="x" value="hello"></div></div>`);
	const el = place("input");
	patch(`<div><p>new</p><div><p>new</p><input name="x" value="hello"></div></div>`);
	inPlace(el, "after the patch");
});

check(kind, "the caret stays where it is while typing and a push comes", () => {
	start(`<p>1</p><input name="x" value="">`);
	const el = type("input", "hello");
	el.setSelectionRange(2, 2);
	patch(`<p>2</p><input name="x" value="server">`);
	same([el.value, el.selectionStart], ["hello", 2], "text and caret");
});

check(kind, "a selection in plain text stays", () => {
	start(`<p id="a">one</p><p id="b">select me</p>`);
	const text = get("#b").firstChild!;
	getSelection()!.setBaseAndExtent(text, 2, text, 6);
	patch(`<p id="a">two</p><p id="b">select me</p>`);
	same(getSelection()!.toString(), "lect", "the selection");
	getSelection()!.removeAllRanges();
});

check(kind, "a focused button stays focused when its label changes", () => {
	start(`<form><button name="b">Save</button></form>`);
	const el = get("button");
	el.focus();
	patch(`<form><p>new</p><button name="b">Save it</button></form>`);
	same(document.activeElement, el, "the focus");
	same(el.textContent, "Save it", "the label");
});

check(kind, "a focused link in a moved row stays focused", () => {
	const link = (id: number) => `<tr id="t${id}"><td><a href="/t/${id}">${id}</a></td></tr>`;
	start(`<table><tbody>${[1, 2, 3].map(link).join("")}</tbody></table>`);
	const el = get("#t2 a");
	el.focus();
	patch(`<table><tbody>${[2, 3, 1].map(link).join("")}</tbody></table>`);
	same(document.activeElement, el, "the focus");
});

check(kind, "the harness takes moveBefore away when it is asked to", () => {
	const { hadMoveBefore } = window as unknown as { hadMoveBefore: boolean };
	truth(canMove === (hadMoveBefore && !location.search.includes("nomove")), "moveBefore should be there where the browser has it and the address does not say nomove");
});

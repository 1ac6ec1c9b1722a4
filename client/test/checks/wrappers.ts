// Another build wraps, renames and reorders what is around fields: what a person did stays with its
// field.

import { check, get, input, patch, same, start, type } from "../harness";

const kind = "wrappers";

/**
 * Types into a field, changes the page, and looks whether it is the same field with the
 * same text and focus.
 */
function keeps(name: string, before: string, after: string, selector = "[name=n]"): void {
	check(kind, name, () => {
		start(before);
		const el = type(selector, "typed");
		el.setSelectionRange(2, 4);
		patch(after);
		const now = input(selector);
		same(now, el, "the field");
		same(now.value, "typed", "its text");
		same(document.activeElement, now, "the focus");
		same([now.selectionStart, now.selectionEnd], [2, 4], "the selection");
	});
}

const form = (html: string) => `<form method="post" action="/x">${html}</form>`;

keeps("a wrapper around a field with an id", form(`<input id="n" name="n">`), form(`<div class="w"><input id="n" name="n"></div>`));
keeps("a wrapper around a field without an id", form(`<input name="n">`), form(`<div><p><input name="n"></p></div>`));
keeps("a wrapper that goes", form(`<div><input name="n"></div>`), form(`<input name="n">`));
keeps("a wrapper around the form", form(`<input name="n">`), `<section>${form(`<input name="n">`)}</section>`);
keeps(
	"labels that are reworded and reordered",
	form(`<label>Search <input name="s"></label><label>Name <input name="n"></label>`),
	form(`<label>Your name <input name="n"></label><label>Look for <input name="s"></label>`),
);
keeps("another type of the same field", form(`<input name="n">`), form(`<b>new</b><input name="n" type="search">`));
keeps(
	"the second of three of one name",
	form(`<input name="n"><input name="n" class="second"><input name="n">`),
	form(`<div><input name="n"><input name="n" class="second"><input name="n"></div>`),
	".second",
);

check(kind, "rows that come and go do not trade what was typed", () => {
	const row = (id: number) => `<li id="r${id}"><input name="n" value="${id}"></li>`;
	const rows = (...ids: number[]) => form(`<ul>${ids.map(row).join("")}</ul>`);
	start(rows(1, 2, 3));
	type("#r2 input", "typed");
	patch(rows(2, 3, 4));
	same([...document.querySelectorAll<HTMLInputElement>("[name=n]")].map((el) => el.value), ["typed", "3", "4"], "the values");
});

check(kind, "the outer and the inner change places", () => {
	start(`<div id="a">a<div id="b">b<input id="i"></div></div>`);
	const el = type("#i", "typed");
	patch(`<div id="b">b<div id="a">a<input id="i"></div></div>`);
	same(input("#i"), el, "the field");
	same(el.value, "typed", "its text");
	same(get("#b").firstElementChild, get("#a"), "the inner");
});

check(kind, "what is claimed and then left out leaves nothing behind", () => {
	start(`<div id="a"><p id="p">x</p></div><div id="b"></div>`);
	patch(`<div id="b"><p id="p">y</p></div>`);
	same(get("#page, div").closest("#page")?.querySelectorAll("p").length ?? document.querySelectorAll("#p").length, 1, "paragraphs");
});

check(kind, "text that is typed in place stays in a new wrapper", () => {
	start(form(`<div id="note" contenteditable>old</div>`));
	const el = get("#note");
	el.firstChild!.nodeValue = "old and new";
	patch(form(`<section><div id="note" contenteditable>old</div></section>`));
	same(get("#note"), el, "the element");
	same(get("#note").textContent, "old and new", "its text");
});

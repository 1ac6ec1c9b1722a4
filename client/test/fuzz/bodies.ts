// Random bodies: a tree that changes a little, or much, from one push to the next. The fields are
// in all of them. Each word is in a body once at most, so that a test can tell what is shown twice.

import { pick, type Random } from "./random";

export interface Tree {
	/** Names the element in all bodies of a sequence. */
	n: number;
	tag: string;
	attributes: Record<string, string>;
	children: (Tree | string)[];
	/** Markup that is no element of the tree, such as that of a select. */
	raw?: string;
}

const make = (tag: string, attributes: Tree["attributes"] = {}, ...children: Tree["children"]): Tree => ({
	n: elements++,
	tag,
	attributes,
	children,
});

let elements = 0;
let words = 0;
const word = () => `w${words++};`;
let ids = 0;
const maybeId = (next: Random): Tree["attributes"] => (next(3) ? {} : { id: "e" + ids++ });

/** Elements that may hold any others. */
const holders = /^(root|div|li|td|form|section|fieldset|details)$/;

function element(next: Random, depth: number): Tree {
	const inside = () => (depth ? list(next, depth - 1) : [word()]);
	switch (next(14)) {
		case 0:
			return { ...make("svg", maybeId(next)), raw: `<path d="M${next(9)} 0"></path>${next(2) ? `<use xlink:href="#s${next(3)}"></use>` : ""}` };
		case 1:
			return { ...make("template", maybeId(next)), raw: `<p>${next(5)}</p>` };
		case 2:
			return make("table", maybeId(next), make("tbody", {}, ...Array.from({ length: 1 + next(3) }, () => make("tr", maybeId(next), make("td", {}, word())))));
		case 3:
			return make("x-rand", { k: String(next(5)) });
		case 4:
			return make("x-rand", { k: pick(next, ["0", "3"]) }, word());
		case 5:
		case 6:
			return make("ul", maybeId(next), ...Array.from({ length: next(4) }, () => make("li", {}, ...inside())));
		case 7:
		case 8:
			return make("p", { ...maybeId(next), class: "c" + next(4) }, word(), " ", make("b", {}, word()), " ", word());
		case 9:
			return { ...make("noscript"), raw: `<input name="never">` };
		default:
			return make("div", { ...maybeId(next), ...(next(3) ? undefined : { title: "t" + next(5) }) }, ...inside());
	}
}

const list = (next: Random, depth: number): Tree["children"] =>
	Array.from({ length: next(4) }, () => (next(4) ? element(next, depth) : word()));

/** What a person may use. Each has another name or id. */
const controls: ((next: Random) => Tree)[] = [
	(next) => make("input", { name: "a", value: "v" + next(3) }),
	(next) => ({ ...make("textarea", { name: "id" }), raw: "v" + next(3) }),
	() => make("label", {}, word(), make("input", { name: "children", value: "" })),
	() => make("input", { name: "parentElement", type: "date" }),
	(next) => make("input", { name: "nodeName", type: "number", value: String(next(3)) }),
	(next) => ({ ...make("select", { name: "s" }), raw: `<option>x ${next(3)}</option><option>y ${next(3)}</option>` }),
	(next) => ({
		...make("select", { name: "m", multiple: "" }),
		raw: `<optgroup label="g${next(2)}"><option value="1">${next(2)}</option><option value="2">2</option></optgroup>${next(2) ? `<option value="3">3</option>` : ""}<option value="4">4</option>`,
	}),
	() => make("input", { name: "attributes", type: "checkbox", value: "1" }),
	(next) => make("fieldset", {}, make("legend", {}, word()), ...["x", "y", "z"].map((value, i) => make("input", { name: "r", type: "radio", value, ...(i === next(9) ? { checked: "" } : {}) }))),
	(next) => make("input", { name: "color", type: "color", value: pick(next, ["#AABBCC", "#00FF00"]) }),
];
const elsewhere: ((next: Random) => Tree)[] = [
	(next) => make("input", { name: "o", form: "form", value: "v" + next(3) }),
	() => make("div", { id: "edit", contenteditable: "" }, make("p", {}, "write here")),
	() => make("details", { id: "d" }, make("summary", {}, word()), make("p", {}, word())),
	() => make("details", {}, make("summary", {}, word()), make("p", {}, word())),
	() => make("div", { id: "scroll", class: "scroller" }, make("div", { class: "tall" }, word())),
	() => make("div", { id: "pop", popover: "" }, word()),
	(next) => ({ ...make("div", { id: "card" }), raw: `<template shadowrootmode="open"><p>${next(3)}</p><input name="q"><slot></slot></template>` }),
];

export function firstBody(next: Random): Tree {
	const around = (tree: Tree) => (next(4) ? tree : make("div", { class: "w" + next(3) }, tree));
	const inForm = controls.flatMap((control) => [around(control(next)), ...list(next, 1)]);
	const rest = elsewhere.flatMap((control) => [around(control(next)), ...list(next, 1)]);
	const form = make("form", { id: "form", method: "post" }, ...inForm);
	return make("root", {}, ...list(next, 2), form, ...list(next, 2), ...rest);
}

interface Place {
	tree: Tree;
	parent: Tree;
}

function places(root: Tree): Place[] {
	return root.children.flatMap((tree) => (typeof tree === "string" ? [] : [{ tree, parent: root }, ...places(tree)]));
}

const isUsed = ({ attributes: { name, id = "" }, tag, children }: Tree): boolean =>
	name !== undefined || tag === "details" || /^(form|edit|scroll|pop|card)$/.test(id) || children.some((child) => typeof child !== "string" && isUsed(child));
const isInForm = ({ attributes: { name, form }, children }: Tree): boolean =>
	(name !== undefined && !form) || children.some((child) => typeof child !== "string" && isInForm(child));

/** The parents to which a tree may go: fields stay in their form. */
function parentsFor(root: Tree, tree: Tree): Tree[] {
	const all = [root, ...places(root).map((place) => place.tree)];
	const form = all.find(({ tag }) => tag === "form")!;
	const inside = new Set([form, ...places(form).map((place) => place.tree)]);
	const own = new Set([tree, ...places(tree).map((place) => place.tree)]);
	// A field that goes to another row is another field. One in closed details has no focus.
	const inRow = new Set(all.filter((row) => row.tag === "details" || (row.attributes.id && !/^(form|card)$/.test(row.attributes.id))).flatMap((row) => [row, ...places(row).map((place) => place.tree)]));
	const inForm = tree !== form && !own.has(form) && isInForm(tree);
	return all.filter(
		(parent) =>
			holders.test(parent.tag) &&
			!own.has(parent) &&
			!/^(edit|scroll)$/.test(parent.attributes.id ?? "") &&
			!(isUsed(tree) && inRow.has(parent)) &&
			(inForm ? inside.has(parent) : !own.has(form) || !inside.has(parent)),
	);
}

/** Whether an element may stand in any holder. */
const isFree = ({ tag, attributes }: Tree) => !/^(li|tr|td|tbody|summary|legend|b)$/.test(tag) && attributes.type !== "radio";

/** The next body. */
export function nextBody(next: Random, before: Tree): Tree {
	const root = structuredClone(before);
	const edits = next(5) ? 1 + next(4) : 20 + next(40);
	for (let n = 0; n < edits; n++) edit(next, root);
	return root;
}

function edit(next: Random, root: Tree): void {
	const all = places(root);
	if (!all.length) return;
	const { tree, parent } = pick(next, all);
	if (/^(scroll|edit)$/.test(parent.attributes.id ?? "")) return;
	const at = parent.children.indexOf(tree);
	const put = (item: Tree | string, into: Tree) => {
		const first = into.tag === "details" || into.tag === "fieldset" ? 1 : 0;
		into.children.splice(first + next(into.children.length + 1 - first), 0, item);
	};
	switch (next(8)) {
		case 0: {
			const item = next(3) ? element(next, 1) : word();
			return put(item, pick(next, parentsFor(root, make("div"))));
		}
		case 1:
			if (!isUsed(tree) && isFree(tree)) parent.children.splice(at, 1);
			return;
		case 2: {
			if (!isFree(tree)) return;
			const into = pick(next, parentsFor(root, tree));
			parent.children.splice(at, 1);
			return put(tree, into);
		}
		case 3:
			if (isFree(tree) && holders.test(parent.tag)) parent.children[at] = make("div", { class: "w" + next(3) }, tree);
			return;
		case 4:
			if (tree.tag === "div" && !tree.attributes.id && holders.test(parent.tag)) parent.children.splice(at, 1, ...tree.children);
			return;
		case 5:
			if (tree.attributes.contenteditable === undefined) tree.attributes.title = "t" + next(9);
			return;
		case 6: {
			const { name, type } = tree.attributes;
			if (name && (type === undefined || type === "number") && tree.attributes.value !== undefined) tree.attributes.value = type ? String(next(9)) : "v" + next(9);
			else if (tree.raw) tree.raw = tree.raw.replace(/\d(?=<)|\d(?= 0")/, String(next(9)));
			return;
		}
		default: {
			const i = tree.children.findIndex((child) => typeof child === "string" && /^w\d/.test(child));
			if (i >= 0) tree.children[i] = word();
		}
	}
}

/** Another body, of which every word is new. */
export function renewed(before: Tree): Tree {
	const renew = (tree: Tree): Tree => ({
		...tree,
		children: tree.children.map((child) => (typeof child !== "string" ? renew(child) : /^w\d/.test(child) ? word() : child)),
	});
	return renew(before);
}

const isVoid = (tag: string) => tag === "input";

export function render({ tag, attributes, children, raw }: Tree): string {
	const inside = raw ?? children.map((child) => (typeof child === "string" ? child : render(child))).join("");
	if (tag === "root") return inside;
	const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
	return `<${tag}${written.join("")}>${inside}${isVoid(tag) ? "" : `</${tag}>`}`;
}

/** Starts a sequence: the same seed gives the same words and ids. */
export function restart(): void {
	elements = words = ids = 0;
}

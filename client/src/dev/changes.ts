// What a patch did to the page, told by a mutation observer, and why an element was not kept.

import { Keep } from "../contract";

export interface Change {
	kind: "changed" | "new" | "moved" | "removed" | "replaced";
	/** How it is called in the page: tr#t-4. */
	name: string;
	/** What about it: “text”, “class”; or why it was replaced. */
	what: string;
	/** The one that is in the page now; a removed one is in none. */
	element?: WeakRef<Element>;
}

/** What these records come to, a line for each element that somebody would name. */
export function changesOf(records: MutationRecord[]): Change[] {
	const gone = new Map<Node, Element[]>(); // by parent, in order
	const come = new Map<Node, Element[]>();
	const touched = new Map<Element, Set<string>>();
	const touch = (node: Node | null, what: string) => {
		const el = node instanceof Element ? node : node?.parentElement;
		if (el) touched.set(el, (touched.get(el) ?? new Set()).add(what));
	};
	const note = (lists: Map<Node, Element[]>, parent: Node, nodes: NodeList) => {
		for (const node of nodes) {
			if (node instanceof Element) lists.set(parent, [...(lists.get(parent) ?? []), node]);
			else touch(parent, "text");
		}
	};
	for (const { type, target, attributeName, removedNodes, addedNodes } of records) {
		if (type === "attributes") touch(target, attributeName!);
		else if (type === "characterData") touch(target, "text");
		else {
			note(gone, target, removedNodes);
			note(come, target, addedNodes);
		}
	}

	const arrived = [...new Set([...come.values()].flat())];
	const left = new Set([...gone.values()].flat());
	const isNew = new Set(arrived.filter((el) => !left.has(el)));
	const inside = (el: Element) => !!el.parentElement && [...isNew].some((other) => other !== el && other.contains(el));
	const changes: Change[] = [];
	const say = (kind: Change["kind"], el: Element, what = "") => changes.push({ kind, name: nameOf(el), what, element: el.isConnected ? new WeakRef(el) : undefined });

	for (const [el, what] of touched) if (el.isConnected && !isNew.has(el) && !inside(el)) say("changed", el, [...what].join(", "));
	for (const el of arrived) if (left.has(el) && el.isConnected && !inside(el)) say("moved", el);
	const instead = new Map<Element, Element>();
	for (const [parent, olds] of gone) {
		const free = new Set(olds.filter((el) => !el.isConnected));
		const news = (come.get(parent) ?? []).filter((el) => isNew.has(el) && el.isConnected);
		for (const fits of likenesses) {
			for (const el of news) {
				const old = !instead.has(el) && [...free].find((old) => fits(old, el));
				if (old && free.delete(old)) instead.set(el, old);
			}
		}
		for (const old of free) if (parent.isConnected) say("removed", old);
	}
	for (const el of isNew) {
		const old = instead.get(el);
		if (!el.isConnected || inside(el)) continue;
		if (old) say("replaced", el, whyNot(old, el));
		else say("new", el);
	}
	return changes;
}

/** In what a person would take an element for the one before, the best first. Two ids are two elements. */
const likenesses: ((old: Element, el: Element) => boolean)[] = [
	(old, el) => !!old.id && old.id === el.id,
	(old, el) => !old.id && !el.id && old.localName === el.localName,
	(old, el) => !old.id !== !el.id && old.localName === el.localName,
	(old, el) => !old.id && !el.id,
];

/** Why the old element did not become the new one. */
function whyNot(old: Element, el: Element): string {
	if (old.localName !== el.localName) return `it was a <${old.localName}>`;
	if (old.id !== el.id) return old.id ? `it had an id, ${old.id}` : "it had no id";
	for (const name of ["type", "name"]) {
		const [before, now] = [old.getAttribute(name), el.getAttribute(name)];
		if (before !== now) return `its ${name} was ${before === null ? "not set" : `“${before}”`}`;
	}
	if (old.hasAttribute(Keep) !== el.hasAttribute(Keep)) return `${Keep} ${old.hasAttribute(Keep) ? "was" : "was not"} set`;
	return "no id told that it is the same";
}

/** An element as people name it. */
export function nameOf(el: Element): string {
	const first = el.classList[0];
	return el.localName + (el.id ? "#" + el.id : first ? "." + first : "");
}

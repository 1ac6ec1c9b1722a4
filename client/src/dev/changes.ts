// What a patch changed in the page, from the records of a mutation observer, and why an element was
// not kept.

import { Keep } from "../contract";
import {
	attr,
	contains,
	get,
	hasAttr,
	idOf,
	isConnected,
	localName,
	parentElement,
} from "../util/dom";

export interface Change {
	kind: "changed" | "new" | "moved" | "removed" | "replaced";
	/** The element as people name it: tr#t-4. */
	name: string;
	/** What was changed, such as “text” or “class”; or why the element was replaced. */
	what: string;
	/** The element in the page; absent if it was removed. */
	element?: WeakRef<Element>;
}

/** The changes that these records add up to, one for each element. */
export function changesOf(records: MutationRecord[]): Change[] {
	// Elements by parent, in order.
	const removed = new Map<Node, Element[]>();
	const added = new Map<Node, Element[]>();
	const touched = new Map<Element, Set<string>>();
	const touch = (node: Node | null, what: string) => {
		const el = node instanceof Element ? node : node && parentElement(node);
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
			note(removed, target, removedNodes);
			note(added, target, addedNodes);
		}
	}

	const insertedElements = [...new Set([...added.values()].flat())];
	const removedElements = new Set([...removed.values()].flat());
	const isNew = new Set(insertedElements.filter((el) => !removedElements.has(el)));
	const inside = (el: Element) =>
		!!parentElement(el) && [...isNew].some((other) => other !== el && contains(other, el));
	const changes: Change[] = [];
	const report = (kind: Change["kind"], el: Element, what = "") =>
		changes.push({
			kind,
			name: nameOf(el),
			what,
			element: isConnected(el) ? new WeakRef(el) : undefined,
		});

	for (const [el, what] of touched)
		if (isConnected(el) && !isNew.has(el) && !inside(el))
			report("changed", el, [...what].join(", "));
	for (const el of insertedElements)
		if (removedElements.has(el) && isConnected(el) && !inside(el)) report("moved", el);
	const replacements = new Map<Element, Element>();
	for (const [parent, olds] of removed) {
		const free = new Set(olds.filter((el) => !isConnected(el)));
		const candidates = (added.get(parent) ?? []).filter((el) => isNew.has(el) && isConnected(el));
		for (const fits of likeness) {
			for (const el of candidates) {
				const old = !replacements.has(el) && [...free].find((old) => fits(old, el));
				if (old && free.delete(old)) replacements.set(el, old);
			}
		}
		for (const old of free) if (isConnected(parent)) report("removed", old);
	}
	for (const el of isNew) {
		const old = replacements.get(el);
		if (!isConnected(el) || inside(el)) continue;
		if (old) report("replaced", el, whyNot(old, el));
		else report("new", el);
	}
	return changes;
}

/**
 * When a person would say that a new element stands for an old one, the best reason first. Two ids
 * are two elements.
 */
const likeness: ((old: Element, el: Element) => boolean)[] = [
	(old, el) => !!idOf(old) && idOf(old) === idOf(el),
	(old, el) => !idOf(old) && !idOf(el) && localName(old) === localName(el),
	(old, el) => !idOf(old) !== !idOf(el) && localName(old) === localName(el),
	(old, el) => !idOf(old) && !idOf(el),
];

/** Why the morph did not keep the old element. */
function whyNot(old: Element, el: Element): string {
	if (localName(old) !== localName(el)) return `it was a <${localName(old)}>`;
	if (idOf(old) !== idOf(el)) return idOf(old) ? `it had an id, ${idOf(old)}` : "it had no id";
	for (const name of ["type", "name"]) {
		const [before, now] = [attr(old, name), attr(el, name)];
		if (before !== now) return `its ${name} was ${before === null ? "not set" : `“${before}”`}`;
	}
	if (hasAttr(old, Keep) !== hasAttr(el, Keep))
		return `${Keep} ${hasAttr(old, Keep) ? "was" : "was not"} set`;
	return "no id told that it is the same";
}

/** An element as people name it. */
export function nameOf(el: Element): string {
	const first = get(el, "classList")[0];
	return localName(el) + (idOf(el) ? "#" + idOf(el) : first ? "." + first : "");
}

// What the person or the page's scripts changed since the server last spoke ("ours"), and what it was before ("base").
// A mutation observer tells: every change that is not made by a patch is ours. Nothing is kept for elements that nobody touched.

import { Keep } from "../contract";
import { regionOf } from "../page/page";

export interface Ours {
	/** Attribute → what the server sent. */
	attributes: Map<string, string | null>;
	/** Where children were added or removed, or a text in it was changed: by scripts, or by typing into what is editable. */
	children?: Children;
}

export interface Children {
	/** The child nodes that the server sent. */
	nodes: Set<Node>;
	/** Copies of them as they were then. */
	base: Node[];
}

export const ours = new Map<Element, Ours>();

const observed = { attributes: true, attributeOldValue: true, characterData: true, characterDataOldValue: true, childList: true, subtree: true };
let observer: MutationObserver | undefined;

export function watchOurs(element: Element): void {
	observer?.disconnect();
	ours.clear();
	observer = new MutationObserver(note);
	observer.observe(element, observed);
}

/** A change that is none of theirs, nor ours. */
export function unnoted(change: () => void): void {
	noteOurs();
	change();
	dropRecords();
}

/** Takes note of what has not been told yet: before a patch. */
export function noteOurs(): void {
	if (observer) note(observer.takeRecords());
}

/** Drops what a patch itself changed: after it. */
export function dropRecords(): void {
	observer?.takeRecords();
	for (const [el, its] of ours) {
		if (its.children && agrees(el, its.children)) delete its.children;
		if (!el.isConnected || !(its.attributes.size || its.children)) ours.delete(el);
	}
}

/** Another page: nothing of the old one is ours any more. */
export function forgetOurs(region: Element): void {
	delete ours.get(region)?.children;
	for (const el of ours.keys()) if (regionOf(el) === region) ours.delete(el);
}

function agrees(el: Element, { nodes, base }: Children): boolean {
	const known = [...nodes];
	return known.length === el.childNodes.length && known.every((node, i) => node === el.childNodes[i] && (node instanceof Element || node.nodeValue === base[i]?.nodeValue));
}

/** Elements among the children that the server did not send. */
export function addedTo(el: Element): Element[] {
	const nodes = ours.get(el)?.children?.nodes;
	return nodes ? [...el.children].filter((child) => !nodes.has(child)) : [];
}

function of(el: Element): Ours {
	let known = ours.get(el);
	if (!known) ours.set(el, (known = { attributes: new Map() }));
	return known;
}

function note(records: MutationRecord[]): void {
	const lists = new Map<Element, MutationRecord[]>();
	for (const record of records) {
		const el = record.type === "characterData" ? record.target.parentElement : (record.target as Element);
		if (!el) continue;
		if (record.type === "attributes") {
			if (el.parentElement?.closest(`[${Keep}]`)) continue;
			const { attributes } = of(el);
			const attribute = record.attributeName!;
			if (!attributes.has(attribute)) attributes.set(attribute, record.oldValue);
		} else if (!el.closest(`[${Keep}]`) && !of(el).children) {
			const list = lists.get(el) ?? [];
			lists.set(el, list);
			list.push(record);
		}
	}
	for (const [el, list] of lists) of(el).children = undo(el, list);
}

/** The child nodes as they were before these records. */
function undo(el: Element, records: MutationRecord[]): Children {
	const nodes: Node[] = [...el.childNodes];
	const texts = new Map<Node, string | null>();
	for (const record of records.reverse()) {
		if (record.type === "characterData") {
			texts.set(record.target, record.oldValue);
			continue;
		}
		for (const added of record.addedNodes) {
			const at = nodes.indexOf(added);
			if (at >= 0) nodes.splice(at, 1);
		}
		let at = record.nextSibling ? nodes.indexOf(record.nextSibling) : nodes.length;
		if (at < 0) at = record.previousSibling ? nodes.indexOf(record.previousSibling) + 1 : nodes.length;
		nodes.splice(at, 0, ...record.removedNodes);
	}
	const base = nodes.map((node) => {
		const its = copy(node);
		if (texts.has(node)) its.nodeValue = texts.get(node)!;
		return its;
	});
	return { nodes: new Set(nodes), base };
}

const elsewhere = document.implementation.createHTMLDocument("");

/** A copy that does nothing: no image loads, no custom element wakes up. */
export function copy<T extends Node>(node: T): T {
	return elsewhere.importNode(node, true);
}

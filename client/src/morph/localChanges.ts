// Local changes: what the person or other scripts changed since the server last sent an element
// ("ours"), and what it was before ("base"). A mutation observer reports them: every change that no
// patch makes is local. Elements that are not changed have no entry.

import { Keep } from "../contract";
import { regionOf } from "../page/page";
import {
	attr,
	call,
	childNodes,
	children,
	closest,
	isConnected,
	nodeValue,
	parentElement,
	parentNode,
	queryAll,
	removeAttr,
	replaceChildren,
	setAttr,
	setNodeValue,
} from "../util/dom";
import { copySent } from "./sent";

export interface LocalChange {
	/** Changed attributes, with the values that the server sent. */
	attributes: Map<string, string | null>;
	/** Set if children were added or removed, or if a text among them was changed. */
	children?: ChildList;
}

export interface ChildList {
	/** The child nodes that the server sent, in order. Some may have been removed since. */
	nodes: Node[];
	/** Copies of them, as the server sent them. */
	base: Node[];
}

export const localChanges = new Map<Element, LocalChange>();

const observed = {
	attributes: true,
	attributeOldValue: true,
	characterData: true,
	characterDataOldValue: true,
	childList: true,
	subtree: true,
};
let observer: MutationObserver | undefined;
/** Set during a patch: WebKit calls observers after each reaction of a custom element. */
let patching = false;

/** Starts to record the changes of an element and everything inside. */
export function watchLocalChanges(element: Element): void {
	observer?.disconnect();
	localChanges.clear();
	observer = new MutationObserver((records) => patching || record(records));
	observer.observe(element, observed);
}

/** Makes a change that is not recorded as a local one. */
export function withoutRecording(change: () => void): void {
	startPatch();
	change();
	discard();
}

/** What is changed from now on is no local change, until discard is called. */
export function startPatch(): void {
	flush();
	patching = true;
}

/** Records what the observer has not reported yet. */
export function flush(): void {
	if (observer) record(observer.takeRecords());
}

/**
 * Discards what a patch itself changed, and entries that say nothing any more: call it after the
 * patch.
 */
export function discard(): void {
	observer?.takeRecords();
	patching = false;
	for (const [el, change] of localChanges) {
		const { attributes } = change;
		for (const [name, base] of attributes) if (attr(el, name) === base) attributes.delete(name);
		if (change.children && isUnchanged(el, change.children)) delete change.children;
		if (!isConnected(el) || !(attributes.size || change.children)) localChanges.delete(el);
	}
}

/** Forgets the changes in a region: it shows another page now. */
export function forgetRegion(region: Element): void {
	delete localChanges.get(region)?.children;
	for (const el of localChanges.keys()) if (regionOf(el) === region) localChanges.delete(el);
}

function isUnchanged(el: Element, { nodes, base }: ChildList): boolean {
	const now = childNodes(el);
	return (
		nodes.length === now.length &&
		nodes.every(
			(node, i) =>
				node === now[i] && (node instanceof Element || nodeValue(node) === nodeValue(base[i]!)),
		)
	);
}

/** The child elements that the server did not send. */
export function addedChildren(el: Element): Element[] {
	const nodes = new Set(localChanges.get(el)?.children?.nodes);
	return nodes.size || localChanges.get(el)?.children
		? [...children(el)].filter((child) => !nodes.has(child))
		: [];
}

export function changeOf(el: Element): LocalChange {
	let change = localChanges.get(el);
	if (!change) localChanges.set(el, (change = { attributes: new Map() }));
	return change;
}

function record(records: MutationRecord[]): void {
	const byList = new Map<Element, MutationRecord[]>();
	for (const record of records) {
		const { target } = record;
		const el = record.type === "characterData" ? parentElement(target) : (target as Element);
		if (!el) continue;
		if (record.type === "attributes") {
			if (closest(parentElement(el), `[${Keep}]`)) continue;
			const { attributes } = changeOf(el);
			const name = attributeName(record);
			if (!attributes.has(name)) attributes.set(name, record.oldValue);
		} else if (!closest(el, `[${Keep}]`) && !changeOf(el).children) {
			const list = byList.get(el);
			if (list) list.push(record);
			else byList.set(el, [record]);
		}
	}
	const lists = [...byList].map(([el, list]) => ({ el, ...listBefore(el, list) }));
	// Inner lists first: the copies of outer ones need them.
	lists.sort((a, b) => depth(b.el) - depth(a.el));
	for (const { el, nodes, texts } of lists) {
		const base = nodes.map((node) => {
			const sent = original(node);
			if (texts.has(node)) setNodeValue(sent, texts.get(node)!);
			return sent;
		});
		changeOf(el).children = { nodes, base };
	}
}

/**
 * The qualified name of a changed attribute. Those with a namespace are xlink: and xml:
 * ones.
 */
function attributeName({ attributeName, attributeNamespace }: MutationRecord): string {
	if (!attributeNamespace) return attributeName!;
	return (attributeNamespace.endsWith("xlink") ? "xlink:" : "xml:") + attributeName;
}

function depth(node: Node): number {
	let depth = 0;
	for (let at = parentNode(node); at; at = parentNode(at)) depth++;
	return depth;
}

/** The child nodes before these records, and the texts of those whose text has changed. */
function listBefore(el: Element, records: MutationRecord[]) {
	let nodes: Node[] = [...childNodes(el)];
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
		const { nextSibling, previousSibling } = record;
		let at = nextSibling ? nodes.indexOf(nextSibling) : nodes.length;
		if (at < 0) at = previousSibling ? nodes.indexOf(previousSibling) + 1 : nodes.length;
		// As arguments, tens of thousands of nodes would be too many.
		nodes = [...nodes.slice(0, at), ...record.removedNodes, ...nodes.slice(at)];
	}
	return { nodes, texts };
}

/** A copy of a node as the server sent it. */
export function original(node: Node): Node {
	const sent = copySent(node);
	if (!(node instanceof Element) || !localChanges.size) return sent;
	const all = [node, ...queryAll(node, "*")];
	if (!all.some((inner) => localChanges.has(inner))) return sent;
	const copies = [sent as Element, ...queryAll(sent as Element, "*")];
	all.forEach((inner, i) => {
		const { attributes = [], children } = localChanges.get(inner) ?? {};
		for (const [name, value] of attributes) restoreAttribute(copies[i]!, name, value);
		if (children) replaceChildren(copies[i]!, ...children.base.map(copySent));
	});
	return sent;
}

function restoreAttribute(el: Element, name: string, value: string | null): void {
	const node = call(el, "getAttributeNode", name);
	if (value === null) removeAttr(el, name);
	else if (node) node.value = value;
	else {
		try {
			setAttr(el, name, value);
		} catch {
			// A name that only the parser accepts, such as "@click".
		}
	}
}

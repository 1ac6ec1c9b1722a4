// Local changes: what the person or other scripts changed since the server last sent an element
// ("ours"), and what it was before ("base"). A mutation observer reports them: every change that no
// patch makes is local. Elements that are not changed have no entry.

import { Keep } from "../contract";
import { regionOf } from "../page/page";
import { copy } from "../util/html";

export interface LocalChange {
	/** Changed attributes, with the values that the server sent. */
	attributes: Map<string, string | null>;
	/** Set if children were added or removed, or if a text among them was changed. */
	children?: ChildList;
}

export interface ChildList {
	/** The child nodes that the server sent. */
	nodes: Set<Node>;
	/** Copies of them, as they were then. */
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

/** Starts to record the changes of an element and everything inside. */
export function watchLocalChanges(element: Element): void {
	observer?.disconnect();
	localChanges.clear();
	observer = new MutationObserver(record);
	observer.observe(element, observed);
}

/** Makes a change that is not recorded as a local one. */
export function withoutRecording(change: () => void): void {
	flush();
	change();
	discard();
}

/** Records what the observer has not reported yet: call it before a patch. */
export function flush(): void {
	if (observer) record(observer.takeRecords());
}

/**
 * Discards what a patch itself changed, and entries that say nothing any more: call it after the
 * patch.
 */
export function discard(): void {
	observer?.takeRecords();
	for (const [el, change] of localChanges) {
		if (change.children && isUnchanged(el, change.children)) delete change.children;
		if (!el.isConnected || !(change.attributes.size || change.children)) localChanges.delete(el);
	}
}

/** Forgets the changes in a region: it shows another page now. */
export function forget(region: Element): void {
	delete localChanges.get(region)?.children;
	for (const el of localChanges.keys()) if (regionOf(el) === region) localChanges.delete(el);
}

function isUnchanged(el: Element, { nodes, base }: ChildList): boolean {
	const sent = [...nodes];
	return (
		sent.length === el.childNodes.length &&
		sent.every(
			(node, i) =>
				node === el.childNodes[i] &&
				(node instanceof Element || node.nodeValue === base[i]?.nodeValue),
		)
	);
}

/** The child elements that the server did not send. */
export function addedChildren(el: Element): Element[] {
	const nodes = localChanges.get(el)?.children?.nodes;
	return nodes ? [...el.children].filter((child) => !nodes.has(child)) : [];
}

function changeOf(el: Element): LocalChange {
	let change = localChanges.get(el);
	if (!change) localChanges.set(el, (change = { attributes: new Map() }));
	return change;
}

function record(records: MutationRecord[]): void {
	const byList = new Map<Element, MutationRecord[]>();
	for (const record of records) {
		const { target } = record;
		const el = record.type === "characterData" ? target.parentElement : (target as Element);
		if (!el) continue;
		if (record.type === "attributes") {
			if (el.parentElement?.closest(`[${Keep}]`)) continue;
			const { attributes } = changeOf(el);
			const name = record.attributeName!;
			if (!attributes.has(name)) attributes.set(name, record.oldValue);
		} else if (!el.closest(`[${Keep}]`) && !changeOf(el).children) {
			const list = byList.get(el);
			if (list) list.push(record);
			else byList.set(el, [record]);
		}
	}
	for (const [el, list] of byList) changeOf(el).children = childrenBefore(el, list);
}

/** The child nodes before these records, found by undoing them. */
function childrenBefore(el: Element, records: MutationRecord[]): ChildList {
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
		const { nextSibling, previousSibling } = record;
		let at = nextSibling ? nodes.indexOf(nextSibling) : nodes.length;
		if (at < 0) at = previousSibling ? nodes.indexOf(previousSibling) + 1 : nodes.length;
		nodes.splice(at, 0, ...record.removedNodes);
	}
	const base = nodes.map((node) => {
		const sent = copy(node);
		if (texts.has(node)) sent.nodeValue = texts.get(node)!;
		return sent;
	});
	return { nodes: new Set(nodes), base };
}

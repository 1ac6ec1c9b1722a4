// Reconciliation: makes the children of one element those of another. It moves as few nodes as it
// can, and keeps every element that may be said to be the same. It knows nothing of forms and
// scripts: the rules say what to leave alone.

import { Keep } from "../contract";
import { patchFailed } from "../page/patchFailed";
import {
	append,
	attr,
	attributes,
	call,
	childNodes,
	hasAttr,
	insertBefore,
	is,
	isContentEditable,
	isEqualNode,
	nodeValue,
	parentNode,
	removeAttr,
	removeNode,
	replaceChildren,
	setAttributeNode,
	setNodeValue,
} from "../util/dom";
import { regions } from "../util/own";
import { isEqual, updateHidden } from "./hidden";
import { localChanges } from "./localChanges";
import type { Merged } from "./localLists";
import { matchChildren, sameKind } from "./matchChildren";
import { move } from "./move";
import type { Parent, Rules } from "./rules";
import { stableNodes } from "./stableNodes";

/** Makes the children of an element those of another. */
export function reconcile(el: Parent, theirs: Parent, rules: Rules): void {
	const { claims, lists } = rules;
	const all = [...childNodes(theirs)];
	const merged = lists.merge(el, all);
	if (merged === "kept") return;
	const old = [...childNodes(el)].filter(
		(child) => !rules.isLocal(child) && !claims.isReserved(child, theirs),
	);
	const next = merged?.size ? all.filter((child) => !merged.has(child)) : all;
	const matches = matchChildren(el, old, next, rules);
	//mutant:false TestWorkOfAVisit/a_list: a list of which nothing stays is replaced at once
	const plain = el instanceof Element && !merged && !rules.placed;
	if (plain && childNodes(el).length === old.length && !matches.some(isContent)) {
		const both = [...old, ...next];
		if (both.some(isContent) && !both.some((child) => claims.holds(child)))
			return replaceAll(el, next);
	}
	const matched = new Set(matches);
	for (const child of old) if (!matched.has(child)) claims.remove(child);
	const shown = next.map((child, i) => matches[i] ?? child);
	const order = merged ? withInstead(all, shown, merged) : shown;
	if (merged) lists.settle(el, all, nodesFor(all, shown, merged));
	rules.placed?.note(el, merged ? nodesFor(all, shown, merged) : shown, shown, matched);
	const stable = stableNodes(order, merged ? [...childNodes(el)] : old, rules);
	/** The children that are in their place, the first one last. */
	const placed: ChildNode[] = [];
	for (const child of order.toReversed()) {
		// A custom element may take out itself or others when it is put in.
		while (placed.length && parentNode(placed.at(-1)!) !== el) placed.pop();
		if (!stable.has(child)) move(el, child, placed.at(-1) ?? null);
		placed.push(child);
	}
	matches.forEach((child, i) => {
		rules.path.push(all === next ? i : all.indexOf(next[i]!));
		if (child) update(child, next[i]!, rules);
		else takeClaimed(next[i]!, rules);
		rules.path.pop();
	});
}

/** The nodes that are shown, with those of scripts in the place of what is left out. */
function withInstead(all: ChildNode[], shown: ChildNode[], merged: Merged): ChildNode[] {
	let at = 0;
	return all.flatMap((child) => merged.get(child)?.instead ?? shown[at++]!);
}

/** The nodes that the server's are in the page, with those that are left out. */
function nodesFor(all: ChildNode[], shown: ChildNode[], merged: Merged): Node[] {
	let at = 0;
	return all.map((child) => merged.get(child)?.node ?? shown[at++]!);
}

/** Whether a node is more than white space. */
function isContent(node: ChildNode | undefined): boolean {
	return !!node && (node instanceof Element || /\S/.test(nodeValue(node)!));
}

/**
 * Nothing of a list stays. To take out all children at once, and to put in many at once, costs less
 * than each by itself.
 */
function replaceAll(el: Element, next: ChildNode[]): void {
	replaceChildren(el);
	for (let i = 0; i < next.length; i += atOnce) append(el, ...next.slice(i, i + atOnce));
}
/** A call takes a limited number of arguments. */
const atOnce = 1000;

/** Puts old elements that are claimed into a new element, which is in its place already. */
function takeClaimed(el: Node, rules: Rules): void {
	if (!rules.claims.holds(el)) return;
	[...childNodes(el)].forEach((next, i) => {
		if (!(next instanceof Element)) return;
		const old = rules.claims.take(next, el as Element);
		rules.path.push(i);
		if (old) {
			rules.placed?.replace(el as Element, next, old);
			move(el, old, next);
			removeNode(next);
			update(old, next, rules);
		} else {
			takeClaimed(next, rules);
		}
		rules.path.pop();
	});
}

/**
 * Makes a node another one of its kind. If that fails, only this element is made anew from the
 * server's HTML.
 */
export function update(child: ChildNode, next: ChildNode, rules: Rules): void {
	if (!(child instanceof Element)) {
		if (nodeValue(child) !== nodeValue(next)) setNodeValue(child, nodeValue(next));
		return;
	}
	if (isEqual(child, next as Element)) return rules.confirm(child);
	const { path } = rules;
	const depth = path.length;
	try {
		const deeper = rules.visit(child);
		updateAttributes(child, next as Element, rules.mayChange);
		dropConfirmed(child, next as Element);
		if (deeper) {
			updateHidden(child, next as Element, (el, theirs) => reconcile(el, theirs, rules));
			reconcile(child, next as Element, rules);
		}
	} catch (err) {
		patchFailed(err);
		path.length = depth;
		let fresh: Node | undefined = rules.pristine();
		for (const i of path) fresh = fresh && childNodes(fresh)[i];
		if (!(fresh instanceof Element)) throw err;
		//mutant:delete TestPatchThatFails/an_attribute: an element is healed with its attributes
		updateAttributes(child, fresh, rules.mayChange);
		if (!keepsContent(child)) mend(child, fresh);
	}
}

/** Whether what is inside belongs to a script, to another page, or to the person who wrote it. */
function keepsContent(el: Element): boolean {
	if (is(el, `[${Keep}],${regions}`)) return true;
	return !!localChanges.get(el)?.children && isContentEditable(el);
}

/** Makes an element another one in the simplest way: child by child, in their order. */
export function mend(el: Element, theirs: Element): void {
	localChanges.delete(el);
	const old = [...childNodes(el)];
	const next = [...childNodes(theirs)];
	next.forEach((node, i) => {
		const child = old[i];
		if (child && isEqualNode(child, node)) return;
		if (child instanceof Element && sameKind(child, node)) {
			try {
				updateAttributes(child, node as Element, () => true);
				//mutant:true TestMorphChecks: healing leaves kept regions, parts and what a person writes
				if (!keepsContent(child)) mend(child, node as Element);
				return;
			} catch (err) {
				patchFailed(err);
			}
		}
		insertBefore(el, node, child && parentNode(child) === el ? child : null);
		if (child) removeNode(child);
	});
	old.slice(next.length).forEach(removeNode);
}

export function updateAttributes(el: Element, next: Element, mayChange: Rules["mayChange"]): void {
	for (const attribute of attributes(next)) {
		const { name, namespaceURI, localName, value } = attribute;
		const now = namespaceURI ? call(el, "getAttributeNS", namespaceURI, localName) : attr(el, name);
		// The parser takes names that setAttribute refuses, such as "@click".
		if (now !== value && mayChange(el, name, value)) setAttributeNode(el, attribute.cloneNode());
	}
	for (const { name } of [...attributes(el)]) {
		if (!hasAttr(next, name) && mayChange(el, name, null)) removeAttr(el, name);
	}
}

/** An attribute that has become what the server sends is no local change any more. */
function dropConfirmed(el: Element, theirs: Element): void {
	const { attributes } = localChanges.get(el) ?? {};
	for (const name of attributes?.keys() ?? [])
		if (attr(theirs, name) === attr(el, name)) attributes!.delete(name);
}

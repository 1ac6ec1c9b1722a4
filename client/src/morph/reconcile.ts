// Reconciliation: makes the children of one element those of another. It moves as few nodes as it
// can, and keeps every element that may be said to be the same. It knows nothing of forms and
// scripts: the rules say what to leave alone.

import {
	append,
	attr,
	attributes,
	call,
	childNodes,
	hasAttr,
	insertBefore,
	isConnected,
	isEqualNode,
	nodeValue,
	parentNode,
	removeAttr,
	removeNode,
	replaceChildren,
	setAttributeNode,
	setNodeValue,
} from "../util/dom";
import { isEqual, updateHidden } from "./hidden";
import { matchChildren, sameKind } from "./matchChildren";
import type { Parent, Rules } from "./rules";
import { stableNodes } from "./stableNodes";

/** Makes the children of an element those of another. */
export function reconcile(el: Parent, theirs: Parent, rules: Rules): void {
	const { claims } = rules;
	const old = [...childNodes(el)].filter(
		(child) => !rules.isLocal(child) && !claims.isReserved(child, theirs),
	);
	const all = [...childNodes(theirs)];
	const next = rules.leftOut.size ? all.filter((child) => !rules.leftOut.has(child)) : all;
	const matches = matchChildren(el, old, next, rules);
	//mutant:false TestWorkOfAVisit/a_list: a list of which nothing stays is replaced at once
	if (el instanceof Element && childNodes(el).length === old.length && !matches.some(isContent)) {
		const both = [...old, ...next];
		if (both.some(isContent) && !both.some((child) => claims.holds(child)))
			return replaceAll(el, next);
	}
	const matched = new Set(matches);
	for (const child of old) if (!matched.has(child)) claims.remove(child);
	const stable = stableNodes(matches, old, rules);
	/** The children that are in their place, the first one last. */
	const placed: ChildNode[] = [];
	for (let i = next.length - 1; i >= 0; i--) {
		const child: ChildNode = matches[i] ?? next[i]!;
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
	if (isEqual(child, next as Element)) return;
	const { path } = rules;
	const depth = path.length;
	try {
		const deeper = rules.visit(child);
		updateAttributes(child, next as Element, rules.mayChange);
		if (deeper) {
			updateHidden(child, next as Element, (el, theirs) => reconcile(el, theirs, rules));
			reconcile(child, next as Element, rules);
		}
	} catch (err) {
		reportError(err);
		path.length = depth;
		let fresh: Node | undefined = rules.pristine();
		for (const i of path) fresh = fresh && childNodes(fresh)[i];
		if (fresh instanceof Element) mend(child, fresh);
	}
}

/** Makes an element another one in the simplest way: child by child, in their order. */
export function mend(el: Element, theirs: Element): void {
	const old = [...childNodes(el)];
	const next = [...childNodes(theirs)];
	next.forEach((node, i) => {
		const child = old[i];
		if (child && isEqualNode(child, node)) return;
		if (child instanceof Element && sameKind(child, node)) {
			try {
				updateAttributes(child, node as Element, () => true);
				return mend(child, node as Element);
			} catch (err) {
				reportError(err);
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

const { moveBefore } = Element.prototype as { moveBefore?(node: Node, next: Node | null): void };

/**
 * Inserts or moves a node. Where the browser has moveBefore, focus, frames and videos keep their
 * state.
 */
export function move(parent: Node, node: Node, before: Node | null): void {
	if (moveBefore && parent instanceof Element && isConnected(node) && isConnected(parent))
		moveBefore.call(parent, node, before);
	else insertBefore(parent, node, before);
}

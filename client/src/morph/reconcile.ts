// Reconciliation: makes the children of one element those of another. It moves as few nodes as it
// can, and keeps every element that may be said to be the same. It knows nothing of forms and
// scripts: the rules say what to leave alone.

import {
	attr,
	attributes,
	call,
	childNodes,
	hasAttr,
	idOf,
	insertBefore,
	is,
	isConnected,
	isEqualNode,
	localName,
	nextSibling,
	nodeName,
	nodeValue,
	outerHTML,
	parentNode,
	previousSibling,
	queryAll,
	removeAttr,
	removeNode,
	setAttributeNode,
	setNodeValue,
} from "../util/dom";
import type { Claims } from "./claims";
import { optionKey } from "./controls";
import { isEqual, updateHidden } from "./hidden";

export interface Rules {
	/** The old element that continues as this new one, if that is known already. */
	knownMatch(next: Element): Element | undefined;
	/** Whether two elements of the same kind may be the same. */
	mayMatch(el: Element, next: Element): boolean;
	/** Whether the server did not send this child: it stays. */
	isLocal(child: Node): boolean;
	/** Nodes that a script has removed or replaced: they are left out. */
	leftOut: Set<Node>;
	mayChange(el: Element, attribute: string, value: string | null): boolean;
	/** Called for every pair that differs. Returns whether the children are reconciled too. */
	visit(el: Element): boolean;
	/** Whether something is lost when this node is taken out and put back. */
	unmovable(node: Node): boolean;
	/** Elements that are matched wherever they are. */
	claims: Claims;
	/** Where the new element that is looked at is in its tree: indexes of child nodes. */
	path: number[];
	/** Makes the tree of the new elements anew. */
	pristine(): Element;
}

/** Makes the children of an element those of another. */
export function reconcile(el: Parent, theirs: Parent, rules: Rules): void {
	const { claims } = rules;
	const old = [...childNodes(el)].filter(
		(child) => !rules.isLocal(child) && !claims.isReserved(child, theirs),
	);
	const all = [...childNodes(theirs)];
	const next = rules.leftOut.size ? all.filter((child) => !rules.leftOut.has(child)) : all;
	const matches = matchChildren(el, old, next, rules);
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

/** An element, or its shadow root. */
type Parent = Element | ShadowRoot;

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

type Match = ChildNode | undefined;

/**
 * The old child of each new child. Pairs are made by what is known, by id, by equality, by ids
 * inside, by name, and by kind, in this order.
 */
function matchChildren(el: Parent, old: ChildNode[], next: ChildNode[], rules: Rules): Match[] {
	const matches: Match[] = next.map(() => undefined);
	const free = new Set(old);
	const take = (i: number, child: Match): boolean => {
		if (!child || matches[i] || !free.has(child) || !sameKind(child, next[i]!)) return false;
		if (child instanceof Element && !rules.mayMatch(child, next[i] as Element)) return false;
		matches[i] = child;
		return free.delete(child);
	};
	const unmatched = () =>
		next.flatMap((child, i) => (!matches[i] && child instanceof Element ? [i] : []));
	/** Pairs elements with equal keys, in order. */
	const pair = (key: (el: Element) => string | false | null) => {
		const open = unmatched();
		if (!open.length || !free.size) return;
		const byKey = new Map<unknown, Set<ChildNode>>();
		for (const child of free) {
			const k = child instanceof Element && key(child);
			if (k) byKey.set(k, (byKey.get(k) ?? new Set()).add(child));
		}
		if (!byKey.size) return;
		for (const i of open) {
			const candidates = byKey.get(key(next[i] as Element));
			for (const child of candidates ?? []) {
				if (!take(i, child)) continue;
				candidates!.delete(child);
				break;
			}
		}
	};

	next.forEach((child, i) => {
		const claimed = rules.claims.take(child, el);
		if (!claimed) return;
		matches[i] = claimed;
		free.delete(claimed);
	});
	next.forEach((child, i) => child instanceof Element && take(i, rules.knownMatch(child)));
	matchEnds(old, next, take);
	pair((el) => idOf(el));
	if (free.size > 1 || unmatched().length > 1) {
		pair((el) => !idOf(el) && outerHTML(el));
		pair(innerId(free, next));
	}
	pair((el) => !idOf(el) && nameOf(el) && localName(el) + nameOf(el));
	pair((el) => !idOf(el) && !(isControl(el) && nameOf(el)) && localName(el));
	matchText(old, next, matches, take);
	return matches;
}

/** Equal children at both ends: most lists change in one place. */
function matchEnds(
	old: ChildNode[],
	next: ChildNode[],
	take: (i: number, child: Match) => boolean,
): void {
	let start = 0;
	while (start < old.length && start < next.length && isEqualNode(old[start]!, next[start]!))
		take(start, old[start++]!);
	for (let i = 1; i <= Math.min(old.length, next.length) - start; i++) {
		const child = old[old.length - i]!;
		if (!isEqualNode(child, next[next.length - i]!)) break;
		take(next.length - i, child);
	}
}

/** A key for elements without an id: the first id inside that both trees have. */
function innerId(free: Set<ChildNode>, next: ChildNode[]): (el: Element) => string | false {
	const ids = (el: Node) =>
		!(el instanceof Element) || idOf(el)
			? []
			: [...queryAll(el, "[id]")].map((inner) => idOf(inner));
	const theirs = new Set(next.flatMap(ids));
	const both = new Set(theirs.size ? [...free].flatMap(ids).filter((id) => theirs.has(id)) : []);
	return (el) => both.size > 0 && (ids(el).find((id) => both.has(id)) ?? false);
}

/** Text stays with its neighbours, so that nothing moves because of white space. */
function matchText(
	old: ChildNode[],
	next: ChildNode[],
	matches: Match[],
	take: (i: number, child: Match) => boolean,
): void {
	const isText = (node: ChildNode) => !(node instanceof Element);
	next.forEach((child, i) => {
		if (!isText(child)) return;
		take(i, (i ? nextSibling(matches[i - 1]) : old[0]) ?? undefined);
		take(i, previousSibling(matches[i + 1]) ?? undefined);
	});
	const oldTexts = old.filter(isText);
	next.forEach((child, i) => isText(child) && oldTexts.forEach((text) => take(i, text)));
}

function sameKind(child: ChildNode, next: ChildNode): boolean {
	if (nodeName(child) !== nodeName(next)) return false;
	if (!(child instanceof Element)) return true;
	const equal = (name: string) => attr(child, name) === attr(next as Element, name);
	return equal("id") && equal("type");
}

function nameOf(el: Element): string | null {
	if (el instanceof HTMLOptionElement) return optionKey(el);
	return attr(el, "name") ?? attr(el, "href") ?? attr(el, "src");
}

function isControl(el: Element): boolean {
	return is(el, "input,textarea,select,iframe");
}

/** The most children that can stay where they are; the first unmovable one is always among them. */
function stableNodes(matches: Match[], old: ChildNode[], rules: Rules): Set<ChildNode> {
	const index = new Map(old.map((child, i) => [child, i]));
	// What comes from another parent moves in any case.
	const order = matches.filter((child): child is ChildNode => !!child && index.has(child));
	let places = order.map((child) => index.get(child)!);
	if (places.every((place, i) => !i || place > places[i - 1]!)) return new Set(order);
	const pinned = order.findIndex((child) => rules.unmovable(child));
	if (pinned >= 0) {
		const fixed = places[pinned]!;
		places = places.filter(
			(place, i) => i === pinned || (i < pinned ? place < fixed : place > fixed),
		);
	}
	return new Set(longestIncreasing(places).map((place) => old[place]!));
}

/** The longest increasing subsequence. */
function longestIncreasing(numbers: number[]): number[] {
	const tails: number[] = []; // the index in numbers where the best run of each length ends
	const previous: number[] = [];
	numbers.forEach((n, i) => {
		let low = 0;
		let high = tails.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (numbers[tails[middle]!]! < n) low = middle + 1;
			else high = middle;
		}
		previous[i] = low ? tails[low - 1]! : -1;
		tails[low] = i;
	});
	const run: number[] = [];
	for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i]!) run.push(numbers[i]!);
	return run;
}

// Reconciliation: makes the children of one element those of another. It moves as few nodes as it
// can, and keeps every element that may be said to be the same. It knows nothing of forms and
// scripts: the rules say what to leave alone.

import type { Claims } from "./claims";

export interface Rules {
	/** The old element that continues as this new one, if that is known already. */
	knownMatch(next: Element): Element | undefined;
	/** Whether two elements of the same kind may be the same. */
	mayMatch(el: Element, next: Element): boolean;
	/** Whether the server did not send this child: it stays. */
	isLocal(child: Node): boolean;
	/** Whether a script has removed this child: it is left out. */
	removedLocally(parent: Element, next: Node): boolean;
	mayChange(el: Element, attribute: string, value: string | null): boolean;
	/** Called for every pair that differs. Returns whether the children are reconciled too. */
	visit(el: Element): boolean;
	/** Whether something is lost when this node is taken out and put back. */
	unmovable(node: Node): boolean;
	/** Elements that are matched wherever they are. */
	claims: Claims;
}

/** Makes the children of an element those of another. */
export function reconcile(el: Element, theirs: Element, rules: Rules): void {
	const { claims } = rules;
	const old = [...el.childNodes].filter(
		(child) => !rules.isLocal(child) && !claims.isReserved(child, theirs),
	);
	const next = [...theirs.childNodes].filter((child) => !rules.removedLocally(el, child));
	const matches = matchChildren(el, old, next, rules);
	const matched = new Set(matches);
	for (const child of old) if (!matched.has(child)) claims.remove(child);
	const stable = stableNodes(matches, old, rules);
	let before: ChildNode | null = null;
	for (let i = next.length - 1; i >= 0; i--) {
		const child: ChildNode = matches[i] ?? next[i]!;
		if (!stable.has(child)) move(el, child, before);
		before = child;
	}
	matches.forEach((child, i) =>
		child ? update(child, next[i]!, rules) : takeClaimed(next[i]!, rules),
	);
}

/** Puts old elements that are claimed into a new element, which is in its place already. */
function takeClaimed(el: Node, rules: Rules): void {
	if (!rules.claims.holds(el)) return;
	for (const next of [...(el as Element).children]) {
		const old = rules.claims.take(next, el as Element);
		if (!old) {
			takeClaimed(next, rules);
			continue;
		}
		move(el as Element, old, next);
		next.remove();
		update(old, next, rules);
	}
}

/** Makes a node another one of its kind. */
export function update(child: ChildNode, next: ChildNode, rules: Rules): void {
	if (!(child instanceof Element)) {
		if (child.nodeValue !== next.nodeValue) child.nodeValue = next.nodeValue;
	} else if (!child.isEqualNode(next)) {
		const deeper = rules.visit(child);
		updateAttributes(child, next as Element, rules.mayChange);
		if (deeper) reconcile(child, next as Element, rules);
	}
}

export function updateAttributes(el: Element, next: Element, mayChange: Rules["mayChange"]): void {
	for (const { name, value } of next.attributes) {
		if (el.getAttribute(name) !== value && mayChange(el, name, value)) el.setAttribute(name, value);
	}
	for (const { name } of [...el.attributes]) {
		if (!next.hasAttribute(name) && mayChange(el, name, null)) el.removeAttribute(name);
	}
}

type Parent = Element & { moveBefore?(node: Node, next: Node | null): void };

/**
 * Inserts or moves a node. Where the browser has moveBefore, focus, frames and videos keep their
 * state.
 */
export function move(parent: Parent, node: Node, before: Node | null): void {
	if (node.isConnected && parent.moveBefore) parent.moveBefore(node, before);
	else parent.insertBefore(node, before);
}

type Match = ChildNode | undefined;

/**
 * The old child of each new child. Pairs are made by what is known, by id, by equality, by ids
 * inside, by name, and by kind, in this order.
 */
function matchChildren(el: Element, old: ChildNode[], next: ChildNode[], rules: Rules): Match[] {
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
	pair((el) => el.id);
	if (free.size > 1 || unmatched().length > 1) {
		pair((el) => !el.id && el.outerHTML);
		pair(innerId(free, next));
	}
	pair((el) => !el.id && nameOf(el) && el.localName + nameOf(el));
	pair((el) => !el.id && !(isControl(el) && nameOf(el)) && el.localName);
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
	while (start < old.length && start < next.length && old[start]!.isEqualNode(next[start]!))
		take(start, old[start++]!);
	for (let i = 1; i <= Math.min(old.length, next.length) - start; i++) {
		const child = old[old.length - i]!;
		if (!child.isEqualNode(next[next.length - i]!)) break;
		take(next.length - i, child);
	}
}

/** A key for elements without an id: the first id inside that both trees have. */
function innerId(free: Set<ChildNode>, next: ChildNode[]): (el: Element) => string | false {
	const ids = (el: Node) =>
		!(el instanceof Element) || el.id
			? []
			: [...el.querySelectorAll("[id]")].map((inner) => inner.id);
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
		take(i, i ? (matches[i - 1]?.nextSibling as ChildNode) : old[0]);
		take(i, matches[i + 1]?.previousSibling as ChildNode);
	});
	const oldTexts = old.filter(isText);
	next.forEach((child, i) => isText(child) && oldTexts.forEach((text) => take(i, text)));
}

function sameKind(child: ChildNode, next: ChildNode): boolean {
	if (child.nodeName !== next.nodeName) return false;
	if (!(child instanceof Element)) return true;
	const equal = (name: string) => child.getAttribute(name) === (next as Element).getAttribute(name);
	return equal("id") && equal("type");
}

function nameOf(el: Element): string | null {
	return el.getAttribute("name") ?? el.getAttribute("href") ?? el.getAttribute("src");
}

function isControl(el: Element): boolean {
	return el.matches("input,textarea,select,iframe");
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

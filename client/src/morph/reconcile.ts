// The tree walk of the morph: makes the children of one element those of another, with as few moves as there can be, and
// keeps every element that can be said to be the same. It knows nothing of forms or scripts: a guide tells it what to leave.

import type { Claims } from "./claims";

export interface Guide {
	/** The old element that a new one continues, where that is known already. */
	partner(its: Element): Element | undefined;
	/** Whether two elements of the same kind may be the same. */
	fits(el: Element, its: Element): boolean;
	/** Children that are none of the server's. */
	stays(child: Node): boolean;
	/** Whether the new child is left out. */
	refuses(parent: Element, its: Node): boolean;
	mayChange(el: Element, attribute: string, value: string | null): boolean;
	/** Called for every pair that differs; says whether the children are visited too. */
	visit(el: Element, its: Element): boolean;
	/** Whether taking this out and putting it back would lose something. */
	fragile(el: Node): boolean;
	/** Elements that are found wherever they are. */
	claims: Claims;
}

export function walk(el: Element, its: Element, guide: Guide): void {
	const { claims } = guide;
	const old = [...el.childNodes].filter((child) => !guide.stays(child) && !claims.isReserved(child, its));
	const next = [...its.childNodes].filter((child) => !guide.refuses(el, child));
	const matches = match(el, old, next, guide);
	const matched = new Set(matches);
	for (const child of old) if (!matched.has(child)) claims.remove(child);
	const still = stable(matches, old, guide);
	let before: ChildNode | null = null;
	for (let i = next.length - 1; i >= 0; i--) {
		const child: ChildNode = matches[i] ?? next[i]!;
		if (!still.has(child)) move(el, child, before);
		before = child;
	}
	matches.forEach((child, i) => (child ? become(child, next[i]!, guide) : adopt(next[i]!, guide)));
}

/** A new element that is in its place: what stood elsewhere before is put into it. */
function adopt(el: Node, guide: Guide): void {
	if (!guide.claims.holds(el)) return;
	for (const its of [...(el as Element).children]) {
		const old = guide.claims.take(its, el as Element);
		if (!old) {
			adopt(its, guide);
			continue;
		}
		move(el as Element, old, its);
		its.remove();
		become(old, its, guide);
	}
}

/** Makes a node another of its kind. */
export function become(child: ChildNode, its: ChildNode, guide: Guide): void {
	if (!(child instanceof Element)) {
		if (child.nodeValue !== its.nodeValue) child.nodeValue = its.nodeValue;
	} else if (!child.isEqualNode(its)) {
		const deeper = guide.visit(child, its as Element);
		attributes(child, its as Element, guide);
		if (deeper) walk(child, its as Element, guide);
	}
}

function attributes(el: Element, its: Element, guide: Guide): void {
	for (const { name, value } of its.attributes) if (el.getAttribute(name) !== value && guide.mayChange(el, name, value)) el.setAttribute(name, value);
	for (const { name } of [...el.attributes]) if (!its.hasAttribute(name) && guide.mayChange(el, name, null)) el.removeAttribute(name);
}

/** Puts a new node in, or moves one: without losing focus, frames and running films, where the browser can. */
export function move(parent: Element & { moveBefore?(node: Node, next: Node | null): void }, node: Node, next: Node | null): void {
	if (node.isConnected && parent.moveBefore) parent.moveBefore(node, next);
	else parent.insertBefore(node, next);
}

type Match = ChildNode | undefined;

/** For each new child the old one that it continues: by what is known, by id, by equality, by ids within, by name, by looks. */
function match(el: Element, old: ChildNode[], next: ChildNode[], guide: Guide): Match[] {
	const matches: Match[] = next.map(() => undefined);
	const free = new Set(old);
	const take = (i: number, child: Match): boolean => {
		if (!child || matches[i] || !free.has(child) || !alike(child, next[i]!)) return false;
		if (child instanceof Element && !guide.fits(child, next[i] as Element)) return false;
		matches[i] = child;
		return free.delete(child);
	};
	const unmatched = () => next.flatMap((its, i) => (!matches[i] && its instanceof Element ? [i] : []));
	/** Pairs by a key, first come, first served. */
	const pair = (key: (el: Element) => string | false | null) => {
		const open = unmatched();
		if (!open.length || !free.size) return;
		const known = new Map<unknown, Set<ChildNode>>();
		for (const child of free) {
			const k = child instanceof Element && key(child);
			if (k) known.set(k, (known.get(k) ?? new Set()).add(child));
		}
		if (!known.size) return;
		for (const i of open) {
			const same = known.get(key(next[i] as Element));
			for (const child of same ?? []) {
				if (!take(i, child)) continue;
				same!.delete(child);
				break;
			}
		}
	};

	next.forEach((its, i) => {
		const claimed = guide.claims.take(its, el);
		if (!claimed) return;
		matches[i] = claimed;
		free.delete(claimed);
	});
	next.forEach((its, i) => its instanceof Element && take(i, guide.partner(its)));
	ends(old, next, take);
	pair((el) => el.id);
	if (free.size > 1 || unmatched().length > 1) {
		pair((el) => !el.id && el.outerHTML);
		pair(innerId(free, next));
	}
	pair((el) => !el.id && named(el) && el.localName + named(el));
	pair((el) => !el.id && !(isControl(el) && named(el)) && el.localName);
	texts(old, next, matches, take);
	return matches;
}

/** Equal children at both ends: most lists change in one place. */
function ends(old: ChildNode[], next: ChildNode[], take: (i: number, child: Match) => boolean): void {
	let start = 0;
	while (start < old.length && start < next.length && old[start]!.isEqualNode(next[start]!)) take(start, old[start++]!);
	for (let i = 1; i <= Math.min(old.length, next.length) - start; i++) {
		const child = old[old.length - i]!;
		if (!child.isEqualNode(next[next.length - i]!)) break;
		take(next.length - i, child);
	}
}

/** A key for elements without an id that hold the same element with one. */
function innerId(free: Set<ChildNode>, next: ChildNode[]): (el: Element) => string | false {
	const ids = (el: Element) => (el.id ? [] : [...el.querySelectorAll("[id]")].map((inner) => inner.id));
	const theirs = new Set(next.flatMap((its) => (its instanceof Element ? ids(its) : [])));
	const both = new Set([...free].flatMap((child) => (child instanceof Element && theirs.size ? ids(child) : [])).filter((id) => theirs.has(id)));
	return (el) => both.size > 0 && (ids(el).find((id) => both.has(id)) ?? false);
}

/** Text goes with its neighbours, so that nothing moves for the sake of white space. */
function texts(old: ChildNode[], next: ChildNode[], matches: Match[], take: (i: number, child: Match) => boolean): void {
	const isText = (node: ChildNode) => !(node instanceof Element);
	next.forEach((its, i) => {
		if (!isText(its)) return;
		take(i, i ? (matches[i - 1]?.nextSibling as ChildNode) : old[0]);
		take(i, matches[i + 1]?.previousSibling as ChildNode);
	});
	const rest = old.filter(isText);
	next.forEach((its, i) => isText(its) && rest.forEach((child) => take(i, child)));
}

function alike(child: ChildNode, its: ChildNode): boolean {
	if (child.nodeName !== its.nodeName) return false;
	return !(child instanceof Element) || ["id", "type"].every((name) => child.getAttribute(name) === (its as Element).getAttribute(name));
}

function named(el: Element): string | null {
	return el.getAttribute("name") ?? el.getAttribute("href") ?? el.getAttribute("src");
}

function isControl(el: Element): boolean {
	return el.matches("input,textarea,select,iframe");
}

/** The most children that can stay where they are; among them, where moving would lose something, the first fragile one. */
function stable(matches: Match[], old: ChildNode[], guide: Guide): Set<ChildNode> {
	const index = new Map(old.map((child, i) => [child, i]));
	const order = matches.filter((child): child is ChildNode => !!child && index.has(child)); // not what comes from elsewhere
	let places = order.map((child) => index.get(child)!);
	if (places.every((place, i) => !i || place > places[i - 1]!)) return new Set(order);
	const pinned = order.findIndex((child) => guide.fragile(child));
	if (pinned >= 0) {
		const fixed = places[pinned]!;
		places = places.filter((place, i) => i === pinned || (i < pinned ? place < fixed : place > fixed));
	}
	return new Set(longest(places).map((place) => old[place]!));
}

/** The longest increasing subsequence. */
function longest(numbers: number[]): number[] {
	const tails: number[] = []; // where in numbers the best run of each length ends
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

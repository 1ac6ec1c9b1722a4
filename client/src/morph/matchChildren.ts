// Pairs the old children of an element with the new ones.

import {
	attr,
	idOf,
	is,
	isEqualNode,
	localName,
	nextSibling,
	nodeName,
	outerHTML,
	previousSibling,
	queryAll,
} from "../util/dom";
import { optionKey } from "./controls";
import type { Parent, Rules } from "./rules";

export type Match = ChildNode | undefined;

/**
 * The old child of each new child. Pairs are made by what is known, by id, by equality, by ids
 * inside, by name, and by kind, in this order.
 */
export function matchChildren(el: Parent, old: ChildNode[], next: ChildNode[], rules: Rules): Match[] {
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
	const withoutId = (child: ChildNode) => child instanceof Element && !idOf(child);
	if ([...free].some(withoutId) && next.some(withoutId)) {
		if (free.size > 1 || unmatched().length > 1) {
			pair((el) => !idOf(el) && outerHTML(el));
			pair(innerId(free, next));
		}
		pair((el) => !idOf(el) && nameOf(el) && localName(el) + nameOf(el));
		pair((el) => !idOf(el) && !(isControl(el) && nameOf(el)) && localName(el));
	}
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
	// Each is tried once: a list may have a white space behind each of thousands of elements.
	const spare = new Map<string, ChildNode[]>();
	for (const text of old.filter(isText).reverse()) {
		const name = nodeName(text);
		spare.set(name, spare.get(name) ?? []);
		spare.get(name)!.push(text);
	}
	next.forEach((child, i) => {
		const texts = !matches[i] && isText(child) ? (spare.get(nodeName(child)) ?? []) : [];
		while (texts.length && !take(i, texts.pop()));
	});
}

export function sameKind(child: ChildNode, next: ChildNode): boolean {
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

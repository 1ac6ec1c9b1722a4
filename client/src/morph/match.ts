// Matches changed elements. Reconciliation pairs elements by id, by equality and by kind. An
// element that a script has changed is no longer equal to what the server sent. It is matched by
// what it was.

import { regionOf } from "../page/page";
import {
	children,
	contains,
	idOf,
	isEqualNode,
	localName,
	parentElement,
	query,
} from "../util/dom";
import type { Claims } from "./claims";
import { localChanges, original } from "./localChanges";

type Match = Element | null | undefined;

/**
 * Matches the changed elements of a region inside `root`, which may be the region itself. Returns
 * the old element of a new one.
 */
export function matchElements(
	root: Element,
	theirs: Element,
	region: Element,
	claims: Claims,
): Map<Element, Element> {
	const oldFor = new Map<Element, Element>();
	const known = new Map<Element, Match>([[root, theirs]]);

	function newFor(el: Element): Match {
		if (known.has(el)) return known.get(el);
		let found: Match;
		if (contains(root, el) && regionOf(el) === region) {
			const parent = newFor(parentElement(el)!);
			found = claims.newFor(el);
			if (found) {
				known.set(el, found);
				return found;
			}
			found = idOf(el)
				? query(theirs, `${localName(el)}#${CSS.escape(idOf(el))}`)
				: parent && similar(el, parent);
		}
		known.set(el, found);
		if (found && !idOf(el) && !oldFor.has(found)) oldFor.set(found, el);
		return found;
	}

	for (const el of localChanges.keys()) newFor(el);
	return oldFor;
}

/**
 * The child of the new parent for this element: one that is equal to what the server last sent, or
 * the one in the same place.
 */
function similar(el: Element, parent: Element): Element | undefined {
	const isCandidate = (other: Element) => localName(other) === localName(el) && !idOf(other);
	const candidates = [...children(parent)].filter(isCandidate);
	const siblings = [...children(parentElement(el)!)].filter(isCandidate);
	if (candidates.length === 1 && siblings.length === 1) return candidates[0];
	const base = original(el);
	const equal = candidates.filter((candidate) => isEqualNode(candidate, base));
	const before = siblings
		.slice(0, siblings.indexOf(el))
		.filter((sibling) => isEqualNode(base, original(sibling)));
	if (equal.length) return equal[Math.min(before.length, equal.length - 1)];
	return candidates.length === siblings.length ? candidates[siblings.indexOf(el)] : undefined;
}

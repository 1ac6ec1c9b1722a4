// Who is who. The walk pairs elements by id, by equality and by looks. Elements whose attributes or children
// were changed here are no longer equal to what the server sent, and must not be taken for their neighbours: they are found
// by what they were.

import type { Claims } from "./claims";
import { copy, ours } from "./localChanges";
import { regionOf } from "../page/page";

export interface Identity {
	/** New element → the touched one that it continues. */
	partners: Map<Element, Element>;
	/** The new element that a touched one becomes. */
	counterpart(el: Element): Known;
}

type Known = Element | null | undefined;

/** For an element of a region, which may be the region's own. */
export function identify(root: Element, theirs: Element, region: Element, claims: Claims): Identity {
	const partners = new Map<Element, Element>();
	const known = new Map<Element, Known>([[root, theirs]]);

	function counterpart(el: Element): Known {
		if (known.has(el)) return known.get(el);
		let found: Known;
		if (root.contains(el) && regionOf(el) === region) {
			const parent = counterpart(el.parentElement!);
			found = claims.counterpart(el);
			if (found) {
				known.set(el, found);
				return found;
			}
			found = el.id ? theirs.querySelector(`${el.localName}#${CSS.escape(el.id)}`) : parent && alike(el, parent);
		}
		known.set(el, found);
		if (found && !el.id && !partners.has(found)) partners.set(found, el);
		return found;
	}

	for (const el of ours.keys()) counterpart(el);
	return { partners, counterpart };
}

/** Among the children of the new parent: the same element as the server last sent it, else the one in the same place. */
function alike(el: Element, parent: Element): Element | undefined {
	const fits = (other: Element) => other.localName === el.localName && !other.id;
	const candidates = [...parent.children].filter(fits);
	const siblings = [...el.parentElement!.children].filter(fits);
	if (candidates.length === 1 && siblings.length === 1) return candidates[0];
	const base = asSent(el);
	const equal = candidates.filter((candidate) => candidate.isEqualNode(base));
	const before = siblings.slice(0, siblings.indexOf(el)).filter((sibling) => base.isEqualNode(asSent(sibling)));
	if (equal.length) return equal[Math.min(before.length, equal.length - 1)];
	return candidates.length === siblings.length ? candidates[siblings.indexOf(el)] : undefined;
}

/** The element without what was done to it here: a copy, where something was. */
function asSent(el: Element): Element {
	const originals = [el, ...el.querySelectorAll("*")];
	if (!originals.some((original) => ours.has(original))) return el;
	const sent = copy(el);
	const copies = [sent, ...sent.querySelectorAll("*")];
	originals.forEach((original, i) => {
		const known = ours.get(original);
		if (!known) return;
		for (const [name, value] of known.attributes) {
			if (value === null) copies[i]!.removeAttribute(name);
			else copies[i]!.setAttribute(name, value);
		}
		if (known.children) copies[i]!.replaceChildren(...known.children.base.map(copy));
	});
	return sent;
}

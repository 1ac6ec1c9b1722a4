// The three-way morph, behind one function: base is what the server last sent, theirs what it sends now, ours what the person
// and the page's scripts did. Where the server changed nothing, ours stays. The tree walk itself is morphlex.

import { morphInner } from "morphlex";
import { Keep } from "./contract";
import { guardFields, type FieldRules } from "./fields";
import { parse } from "./html";
import { dropRecords, forgetOurs, noteOurs, ours } from "./ours";
import { scrolled } from "./scroll";

/** Elements that the patch has touched. */
export type Touched = Set<Element>;

const dirtyMark = "morphlex-dirty";
const nameless = "goldfish:";

export function morph(root: HTMLElement, html: string, rules: FieldRules): Touched {
	const theirs = parse(html);
	const touched: Touched = new Set();
	const skipped = new Set<Node>();
	noteOurs();
	if (rules.fresh) forgetOurs();
	const settle = guardFields(root, rules);
	const focused = document.activeElement;
	const places = [...scrolled].map((el) => [el, el.scrollLeft, el.scrollTop] as const);
	const named = nameOurs(root, theirs, !!rules.fresh);

	const holder = theirs.ownerDocument.createElement(root.localName);
	holder.append(...theirs.childNodes);
	morphInner(root, holder, {
		preserveChanges: true,
		beforeNodeVisited(from, to) {
			if (!(from instanceof Element)) return true;
			touched.add(from);
			const known = ours.get(from);
			if (known) compare(from, to as Element, known, skipped);
			return true;
		},
		beforeChildrenVisited(parent) {
			return !skipped.has(parent) && !(parent as Element).hasAttribute(Keep);
		},
		beforeAttributeUpdated: mayChange,
		beforeNodeAdded(parent, node) {
			return !removedByUs(parent as Element, node);
		},
		beforeNodeRemoved(node) {
			return !addedByUs(node);
		},
	});

	for (const el of named) el.removeAttribute("id");
	for (const el of root.querySelectorAll(`[${dirtyMark}]`)) el.removeAttribute(dirtyMark);
	settle();
	if (focused !== document.activeElement && focused?.isConnected && root.contains(focused)) (focused as HTMLElement).focus({ preventScroll: true });
	for (const [el, left, top] of places) if (el.scrollTop !== top || el.scrollLeft !== left) el.scrollTo({ left, top, behavior: "instant" });
	dropRecords();
	return touched;
}

/** Before an element is visited: what has come to agree is no longer ours; children that the server did not change are left. */
function compare(from: Element, to: Element, known: { attributes: Map<string, string | null>; nodes?: Set<Node>; html?: string }, skipped: Set<Node>): void {
	for (const name of known.attributes.keys()) if (to.getAttribute(name) === from.getAttribute(name)) known.attributes.delete(name);
	if (!known.nodes) return;
	if (to.innerHTML === known.html) skipped.add(from);
	else known.html = to.innerHTML;
}

function mayChange(el: Element, name: string, theirs: string | null): boolean {
	const attributes = ours.get(el)?.attributes;
	if (!attributes?.has(name)) return true;
	const base = attributes.get(name) ?? null;
	if (base === theirs) return false;
	if (name !== "class") {
		attributes.delete(name);
		return true;
	}
	attributes.set(name, theirs);
	el.setAttribute(name, mergeTokens(base ?? "", theirs ?? "", el.className));
	return false;
}

/** Their tokens, with those that we added and without those that we took away. */
function mergeTokens(base: string, theirs: string, mine: string): string {
	const [b, t, m] = [base, theirs, mine].map((s) => s.split(/\s+/).filter(Boolean)) as [string[], string[], string[]];
	return [...new Set([...t.filter((x) => m.includes(x) || !b.includes(x)), ...m.filter((x) => !b.includes(x))])].join(" ");
}

function addedByUs(node: Node): boolean {
	const nodes = node.parentElement && ours.get(node.parentElement)?.nodes;
	return !!nodes && node instanceof Element && !nodes.has(node);
}

function removedByUs(parent: Element, node: Node): boolean {
	const nodes = ours.get(parent)?.nodes;
	if (!nodes || !(node instanceof Element)) return false;
	for (const gone of nodes) if (gone.parentNode !== parent && gone.isEqualNode(node)) return true;
	return false;
}

/** Gives an id for the while of the morph to what must not be taken for something else. */
function nameOurs(root: Element, theirs: Element, fresh: boolean): Element[] {
	const named: Element[] = [];
	const give = (el: Element | undefined, id: string) => {
		if (!el || el.id) return;
		el.id = nameless + id;
		named.push(el);
	};
	const keep = `[${Keep}]:not([id])`;
	const others = theirs.querySelectorAll(keep);
	root.querySelectorAll(keep).forEach((el, i) => {
		give(el, "keep" + i);
		if (!fresh) give(others[i], "keep" + i);
	});
	for (const [el, known] of ours) {
		el.setAttribute(dirtyMark, "");
		if (known.nodes) for (const child of el.children) if (!known.nodes.has(child)) give(child, "ours" + named.length);
	}
	return named;
}

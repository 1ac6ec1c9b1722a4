// The three-way morph, behind one function: base is what the server last sent, theirs what it sends now, ours what the person
// and the page's scripts did. Where the server changed nothing, ours stays.

import { Keep, PageID, PartURL } from "../contract";
import type { Touch } from "../delta/delta";
import { showDelta } from "./showDelta";
import { Claims } from "./claims";
import { guardFields, type FieldRules } from "./fields";
import { parse } from "../util/html";
import { identify, type Identity } from "./match";
import { addedTo, copy, dropRecords, forgetOurs, noteOurs, ours } from "./localChanges";
import { jump, scrolled } from "../navigation/scroll";
import { become, walk, type Guide } from "./reconcile";

/** What loses its state when it is taken out and put back. */
const fragile = ":is(dialog:modal,:popover-open,iframe,video,audio)"; // :is forgives what a browser does not know

/**
 * Makes a region what the server sent; returns the elements that it has visited. A difference touches only the elements that it names, where they
 * are found as the server thinks; else, and without one, the whole is looked at, and the region's element is among those visited.
 */
export function morph(root: HTMLElement, theirs: string | HTMLElement, rules: FieldRules = {}, delta?: Touch[]): Set<Element> {
	noteOurs();
	if (rules.fresh) forgetOurs(root);
	const shell = root === document.body;
	const region = shell ? document.documentElement : root;
	const settleFields = guardFields(root, rules, region);
	const settlePlaces = guardPlaces(root);
	const touched = new Set<Element>();
	const canMove = "moveBefore" in Element.prototype;
	const active = document.activeElement;
	const stuck = (node: Node) => !canMove && node instanceof Element && (node.contains(active) || node.matches(fragile) || !!node.querySelector(fragile));
	const fits = (el: Element, its: Element) =>
		[Keep, PartURL].every((mark) => el.hasAttribute(mark) === its.hasAttribute(mark)) && !(rules.fresh && el.hasAttribute(Keep) && !el.id);

	function make(el: Element, theirs: Element): boolean {
		if (!fits(el, theirs) && el !== root) return false;
		const claims = new Claims(el, theirs, region, rules.fresh ? () => false : fits);
		const identity = identify(el, theirs, region, claims);
		const { unchanged, added, settleLists } = guardLists(identity, root);
		agree(identity);
		const guide: Guide = {
			partner: (its) => identity.partners.get(its),
			fits,
			stays: (child) => added.has(child) || (shell && child.nodeName === "SCRIPT"),
			refuses: removedByUs,
			mayChange,
			visit(el) {
				touched.add(el);
				return !unchanged.has(el) && !el.matches(`[${Keep}],[${PartURL}],#${PageID}`);
			},
			fragile: stuck,
			claims,
		};
		if (el === root) {
			touched.add(root);
			walk(root, theirs, guide);
		} else {
			enter(el.parentElement!);
			become(el, theirs, guide);
		}
		claims.finish();
		settleLists();
		return true;
	}
	/** Hooks around what changes hear of it as well. */
	function enter(parent: Element): boolean {
		for (let el: Element | null = parent; el && el !== root; el = el.parentElement) touched.add(el);
		return !ours.get(parent)?.children;
	}

	if (!delta || rules.fresh || !showDelta(root, delta, { morph: make, enter, movable: (el) => !stuck(el) })) make(root, typeof theirs === "string" ? parse(theirs) : theirs);
	settleFields();
	settlePlaces();
	dropRecords();
	return touched;
}

/** What a move may lose: the focus, and how far inner scrollers were scrolled. */
function guardPlaces(root: Element): () => void {
	const focused = document.activeElement;
	const selection = focused?.closest("[contenteditable]") ? getSelection() : null; // asking for it costs a layout
	const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? ({} as Selection);
	const places = [...scrolled].map((el) => [el, el.scrollLeft, el.scrollTop] as const);
	return () => {
		if (focused !== document.activeElement && root.contains(focused)) (focused as HTMLElement).focus({ preventScroll: true });
		// A caret in what is edited in place.
		if (anchorNode && focusNode && root.contains(anchorNode) && root.contains(focusNode) && (selection!.anchorNode !== anchorNode || selection!.anchorOffset !== anchorOffset || selection!.focusOffset !== focusOffset)) {
			const at = (node: Node, offset: number) => Math.min(offset, node.nodeValue?.length ?? node.childNodes.length);
			selection!.setBaseAndExtent(anchorNode, at(anchorNode, anchorOffset), focusNode, at(focusNode, focusOffset));
		}
		for (const [el, left, top] of places) if (el.scrollTop !== top || el.scrollLeft !== left) jump(el, left, top);
	};
}

/** Lists that scripts have changed: left alone where the server did not change them; else its children beside the added ones. */
function guardLists({ counterpart }: Identity, root: Element) {
	const unchanged = new Set<Element>();
	const added = new Set<Node>();
	const both: Element[] = [];
	for (const [el, { children }] of ours) {
		for (const child of addedTo(el)) added.add(child);
		const its = children && (el === root || !el.hasAttribute(PartURL)) && counterpart(el);
		if (!its) continue;
		const { base } = children;
		// What somebody writes in place is never overwritten.
		if ((el as HTMLElement).isContentEditable || (base.length === its.childNodes.length && base.every((node, i) => node.isEqualNode(its.childNodes[i]!)))) {
			unchanged.add(el);
		} else {
			children.base = [...its.childNodes].map(copy);
			both.push(el);
		}
	}
	const settleLists = () => {
		for (const el of both) {
			const { children } = ours.get(el)!;
			const removed = [...children!.nodes].filter((node) => !node.parentNode);
			children!.nodes = new Set([...el.childNodes, ...removed].filter((node) => !added.has(node)));
		}
	};
	return { unchanged, added, settleLists };
}

/** Where a live attribute has come to be what the server sends, it is ours no more. */
function agree({ counterpart }: Identity): void {
	for (const [el, { attributes }] of ours) {
		const its = counterpart(el);
		if (its) for (const name of attributes.keys()) if (its.getAttribute(name) === el.getAttribute(name)) attributes.delete(name);
	}
}

export function mayChange(el: Element, name: string, theirs: string | null): boolean {
	const attributes = ours.get(el)?.attributes;
	if (!attributes?.has(name)) return true;
	const base = attributes.get(name) ?? null;
	if (base === theirs) return false;
	if (name !== "class") return attributes.delete(name);
	attributes.set(name, theirs);
	el.setAttribute(name, mergeTokens(base, theirs, el.getAttribute(name)));
	return false;
}

/** Their tokens, with those that we added and without those that we took away. */
function mergeTokens(base: string | null, theirs: string | null, mine: string | null): string {
	const [had, sent, have] = [base, theirs, mine].map((text) => (text ?? "").split(/\s+/).filter(Boolean)) as [string[], string[], string[]];
	return [...new Set([...sent, ...have])].filter((t) => !had.includes(t) || (sent.includes(t) && have.includes(t))).join(" ");
}

function removedByUs(parent: Element, its: Node): boolean {
	const nodes = ours.get(parent)?.children?.nodes;
	return !!nodes && its instanceof Element && [...nodes].some((gone) => gone.parentNode !== parent && gone.isEqualNode(its));
}

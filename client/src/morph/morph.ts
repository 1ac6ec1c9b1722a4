// The three-way morph. Base is what the server last sent, theirs is what it sends now, ours is what
// the person and other scripts did. What the server did not change stays as ours.

import { Keep, PageID, PartURL } from "../contract";
import type { DomOp } from "../delta/delta";
import {
	attr,
	childNodes,
	closest,
	contains,
	document,
	focus,
	get,
	hasAttr,
	idOf,
	is,
	localName,
	nodeName,
	nodeValue,
	parentElement,
	query,
	setAttr,
} from "../util/dom";
import { copy, parse } from "../util/html";
import { jump, scrolled } from "../util/scrollers";
import { Claims } from "./claims";
import { adopt, hasCustomElements } from "./adopt";
import { deferAttribute, dropDeferred, preserveFields, type FieldRules } from "./fields";
import { discard, flush, forget, localChanges } from "./localChanges";
import { mergeLists } from "./localLists";
import { matchElements, type Matches } from "./match";
import { mend, reconcile, update } from "./reconcile";
import type { Rules } from "./rules";
import { showDelta, type DomOps } from "./showDelta";

/**
 * Elements that lose their state when they are taken out. `:is` ignores what a browser does not
 * know.
 */
const fragile = ":is(dialog:modal,:popover-open,iframe,video,audio)";

/**
 * Makes a region what the server sent. With the operations of a delta it changes only the elements
 * that they name, if these are as the server thinks. Otherwise it looks at the whole region.
 * Returns the elements that it has visited; the region's element is one of them if it has looked at
 * all.
 */
export function morph(
	root: HTMLElement,
	theirs: string | HTMLElement,
	rules: FieldRules = {},
	operations?: DomOp[],
): Set<Element> {
	const { fresh } = rules;
	flush();
	if (fresh) forget(root);
	const isShell = root === document.body;
	const region = isShell ? document.documentElement : root;
	const restoreFields = preserveFields(root, rules, region);
	const restoreScrollAndFocus = keepScrollAndFocus(root);
	const visited = new Set<Element>();
	const canMove = "moveBefore" in Element.prototype;
	const active = document.activeElement;

	/** Whether something in this node is lost when it moves. With moveBefore nothing is. */
	function unmovable(node: Node): boolean {
		if (canMove || !(node instanceof Element)) return false;
		return contains(node, active) || is(node, fragile) || !!query(node, fragile);
	}

	function mayMatch(el: Element, next: Element): boolean {
		if (hasAttr(el, PartURL) !== hasAttr(next, PartURL)) return false;
		if (hasAttr(el, Keep) !== hasAttr(next, Keep)) return false;
		// On another page, only a kept element with an id continues.
		if (fresh && hasAttr(el, Keep)) return !!idOf(el);
		// A custom element of another page starts anew, as in a document.
		return !(fresh && localName(el).includes("-"));
	}

	/**
	 * `pristine` makes the new element anew: what is put into the page is taken out of
	 * `theirs`.
	 */
	function morphElement(el: Element, theirs: Element, pristine: () => Element): boolean {
		if (!mayMatch(el, theirs) && el !== root) return false;
		dropDeferred(el);
		if (el === root) visited.add(root);
		else willChange(parentElement(el)!);
		try {
			morphSafely(el, theirs, pristine);
		} catch (err) {
			reportError(err);
			mend(el, pristine());
		}
		return true;
	}

	function morphSafely(el: Element, theirs: Element, pristine: () => Element): void {
		const claims = new Claims(el, theirs, region, fresh ? () => false : mayMatch);
		const matches = matchElements(el, theirs, region, claims);
		const isOther = (other: Element) => other !== root && hasAttr(other, PartURL);
		const { kept, added, leftOut, settle } = mergeLists(el, matches, claims, isOther);
		dropConfirmed(matches);
		const rules: Rules = {
			knownMatch: (next) => matches.oldFor.get(next),
			mayMatch,
			isLocal: (child) => added.has(child) || (isShell && nodeName(child) === "SCRIPT"),
			leftOut,
			mayChange,
			visit(el) {
				visited.add(el);
				return !kept.has(el) && !is(el, `[${Keep}],[${PartURL}],#${PageID}`);
			},
			unmovable,
			claims,
			path: [],
			pristine,
		};
		if (el === root) reconcile(root, theirs, rules);
		else update(el, theirs, rules);
		claims.finish();
		settle();
	}

	/** Marks the elements around a change as visited, for hooks on them. */
	function willChange(parent: Element): boolean {
		for (let el: Element | null = parent; el && el !== root; el = parentElement(el))
			visited.add(el);
		return !localChanges.get(parent)?.children;
	}

	const custom = typeof theirs === "string" && hasCustomElements(theirs);
	const ops: DomOps = {
		morph: morphElement,
		willChange,
		movable: (el) => !unmovable(el),
		shown: (el, html) => custom && adopt(el, html()),
	};
	if (!operations || fresh || !showDelta(root, operations, ops)) {
		const spare = typeof theirs === "string" ? undefined : copy(theirs);
		const make = () => (typeof theirs === "string" ? parse(theirs) : copy(spare!));
		morphElement(root, typeof theirs === "string" ? make() : theirs, make);
		ops.shown(root, make);
	}
	restoreFields();
	restoreScrollAndFocus();
	discard();
	return visited;
}

/** Saves what a move may lose: focus, selection, and the positions of inner scrollers. */
function keepScrollAndFocus(root: Element): () => void {
	const focused = document.activeElement;
	// Asking for the selection costs a layout.
	const selection = closest(focused, "[contenteditable]") ? getSelection() : null;
	const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? ({} as Selection);
	const places = [...scrolled].map(
		(el) => [el, get(el, "scrollLeft"), get(el, "scrollTop")] as const,
	);
	return () => {
		if (focused !== document.activeElement && contains(root, focused)) focus(focused!, true);
		if (anchorNode && focusNode && contains(root, anchorNode) && contains(root, focusNode)) {
			const moved =
				selection!.anchorNode !== anchorNode ||
				selection!.anchorOffset !== anchorOffset ||
				selection!.focusNode !== focusNode ||
				selection!.focusOffset !== focusOffset;
			const at = (node: Node, offset: number) =>
				Math.min(offset, nodeValue(node)?.length ?? childNodes(node).length);
			if (moved)
				selection!.setBaseAndExtent(
					anchorNode,
					at(anchorNode, anchorOffset),
					focusNode,
					at(focusNode, focusOffset),
				);
		}
		for (const [el, left, top] of places)
			if (get(el, "scrollTop") !== top || get(el, "scrollLeft") !== left) jump(el, left, top);
	};
}

/** An attribute that has become what the server sends is no local change any more. */
function dropConfirmed({ newFor }: Matches): void {
	for (const [el, { attributes }] of localChanges) {
		const theirs = newFor(el);
		if (!theirs) continue;
		for (const name of attributes.keys())
			if (attr(theirs, name) === attr(el, name)) attributes.delete(name);
	}
}

/** Whether an attribute may be set to what the server sends now. Merges classes. */
export function mayChange(el: Element, name: string, theirs: string | null): boolean {
	if (deferAttribute(el, name, theirs)) return false;
	const attributes = localChanges.get(el)?.attributes;
	if (!attributes?.has(name)) return true;
	const base = attributes.get(name) ?? null;
	if (base === theirs) return false;
	if (name !== "class") return attributes.delete(name);
	attributes.set(name, theirs);
	setAttr(el, name, mergeTokens(base, theirs, attr(el, name)));
	return false;
}

/**
 * Their tokens, with those that were added locally, without those that were removed
 * locally.
 */
function mergeTokens(base: string | null, theirs: string | null, ours: string | null): string {
	const split = (text: string | null) => (text ?? "").split(/\s+/).filter(Boolean);
	const [baseTokens, theirTokens, ourTokens] = [split(base), split(theirs), split(ours)];
	return [...new Set([...theirTokens, ...ourTokens])]
		.filter((t) => !baseTokens.includes(t) || (theirTokens.includes(t) && ourTokens.includes(t)))
		.join(" ");
}

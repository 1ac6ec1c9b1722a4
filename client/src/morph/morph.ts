// The three-way morph. Base is what the server last sent, theirs is what it sends now, ours is what
// the person and other scripts did. What the server did not change stays as ours.

import { Keep, PartURL } from "../contract";
import type { DomOp } from "../delta/delta";
import { patchFailed } from "../page/patchFailed";
import {
	attr,
	call,
	childNodes,
	closest,
	contains,
	document,
	focus,
	get,
	hasAttr,
	idOf,
	is,
	isConnected,
	localName,
	nodeName,
	nodeValue,
	parentElement,
	query,
	queryAll,
	removeAttr,
	setAttr,
} from "../util/dom";
import { copy, hasCustomElements, parse } from "../util/html";
import { regions } from "../util/own";
import { jump, scrolled } from "../util/scrollers";
import { Claims } from "./claims";
import { adopt } from "./adopt";
import { currentValue, isControl } from "./controls";
import { deferAttribute, dropDeferred, preserveFields, type FieldRules } from "./fields";
import { discard, startPatch, forgetRegion, localChanges } from "./localChanges";
import { forget, LocalLists } from "./localLists";
import { matchElements } from "./match";
import { mend, reconcile, update } from "./reconcile";
import { Placed } from "./placed";
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
	const { fresh, sent, rename } = rules;
	startPatch();
	if (fresh) forgetRegion(root);
	const isShell = root === document.body;
	const region = isShell ? document.documentElement : root;
	const restoreFields = preserveFields(root, rules, region);
	const reopen = keepOpen(root);
	const restoreScrollAndFocus = keepScrollAndFocus(root);
	const visited = new Set<Element>();
	const canMove = "moveBefore" in Element.prototype;
	const active = document.activeElement;

	const custom = typeof theirs === "string" && hasCustomElements(theirs);
	const placed = custom ? new Placed() : undefined;

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

	/** Whether a field takes the server's value, whatever is in it. */
	const takesServers = (el: Element) =>
		fresh
			? el !== rules.inUse
			: isControl(el) && !!sent?.has(el) && sent.get(el) === currentValue(el);

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
			patchFailed(err);
			mend(el, pristine());
		}
		return true;
	}

	function morphSafely(el: Element, theirs: Element, pristine: () => Element): void {
		//mutant:delete TestRenamedFields/typing: a field that has another name now keeps focus and caret
		rename?.(el, theirs);
		const claims = new Claims(el, theirs, region, fresh ? () => false : mayMatch);
		const known = matchElements(el, theirs, region, claims);
		const lists = new LocalLists(claims);
		const changed = aroundChanges(el);
		const rules: Rules = {
			knownMatch: (next) => known.get(next),
			mayMatch,
			isLocal: (child) => lists.isAdded(child) || (isShell && nodeName(child) === "SCRIPT"),
			lists,
			confirm: (el) => changed.has(el) && forget(el),
			mayChange: (el, name, value) =>
				(takesServers(el) || !deferAttribute(el, name, value)) && mayChange(el, name, value),
			visit(el) {
				visited.add(el);
				return !is(el, `[${Keep}],${regions}`);
			},
			unmovable,
			claims,
			placed,
			path: [],
			pristine,
		};
		if (el === root) reconcile(root, theirs, rules);
		else update(el, theirs, rules);
		claims.finish();
		lists.finish();
	}

	/** Marks the elements around a change as visited, for hooks on them. */
	function willChange(parent: Element): boolean {
		for (let el: Element | null = parent; el && el !== root; el = parentElement(el))
			visited.add(el);
		return !localChanges.get(parent)?.children;
	}

	const ops: DomOps = {
		morph: morphElement,
		willChange,
		movable: (el) => !unmovable(el),
		shown: (el, html) => custom && adopt(el, html(), placed),
	};
	if (!operations || fresh || !showDelta(root, operations, ops)) {
		const spare = typeof theirs === "string" ? undefined : copy(theirs);
		const make = () => (typeof theirs === "string" ? parse(theirs) : copy(spare!));
		morphElement(root, typeof theirs === "string" ? make() : theirs, make);
		ops.shown(root, make);
	}
	restoreFields();
	if (!fresh) reopen();
	restoreScrollAndFocus();
	discard();
	return visited;
}

/** Saves what is open over the page. Without moveBefore a move to another parent closes it. */
function keepOpen(root: Element): () => void {
	const open = [...queryAll<HTMLElement>(root, ":is(:popover-open,dialog:modal)")];
	const popovers = open.filter((el) => is(el, ":is(:popover-open)"));
	const dialogs = open.filter((el) => is(el, "dialog:modal")) as HTMLDialogElement[];
	return () => {
		for (const el of popovers)
			if (isConnected(el) && !is(el, ":popover-open")) call(el, "showPopover");
		for (const el of dialogs) {
			if (!isConnected(el) || is(el, ":modal")) continue;
			removeAttr(el, "open");
			el.showModal();
		}
	};
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

/** The elements with local changes in them or inside. */
function aroundChanges(root: Element): Set<Element> {
	const around = new Set<Element>();
	for (let el of localChanges.keys() as Iterable<Element | null>)
		for (; el && el !== root && !around.has(el); el = parentElement(el)) around.add(el);
	return around;
}

/** Whether an attribute may be set to what the server sends now. Merges classes. */
export function mayChange(el: Element, name: string, theirs: string | null): boolean {
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

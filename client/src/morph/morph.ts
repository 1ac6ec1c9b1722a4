// The three-way morph. Base is what the server last sent, theirs is what it sends now, ours is what
// the person and other scripts did. What the server did not change stays as ours.

import { Keep, PageID, PartURL } from "../contract";
import type { DomOp } from "../delta/delta";
import { copy, parse } from "../util/html";
import { jump, scrolled } from "../util/scrollers";
import { Claims } from "./claims";
import { preserveFields, type FieldRules } from "./fields";
import { addedChildren, discard, flush, forget, localChanges } from "./localChanges";
import { matchElements, type Matches } from "./match";
import { reconcile, update, type Rules } from "./reconcile";
import { showDelta } from "./showDelta";

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
		return node.contains(active) || node.matches(fragile) || !!node.querySelector(fragile);
	}

	function mayMatch(el: Element, next: Element): boolean {
		if (el.hasAttribute(PartURL) !== next.hasAttribute(PartURL)) return false;
		if (el.hasAttribute(Keep) !== next.hasAttribute(Keep)) return false;
		// On another page, only a kept element with an id continues.
		return !(fresh && el.hasAttribute(Keep) && !el.id);
	}

	function morphElement(el: Element, theirs: Element): boolean {
		if (!mayMatch(el, theirs) && el !== root) return false;
		const claims = new Claims(el, theirs, region, fresh ? () => false : mayMatch);
		const matches = matchElements(el, theirs, region, claims);
		const { keptLists, added, settleLists } = keepLocalLists(matches, root);
		dropConfirmed(matches);
		const rules: Rules = {
			knownMatch: (next) => matches.oldFor.get(next),
			mayMatch,
			isLocal: (child) => added.has(child) || (isShell && child.nodeName === "SCRIPT"),
			removedLocally,
			mayChange,
			visit(el) {
				visited.add(el);
				return !keptLists.has(el) && !el.matches(`[${Keep}],[${PartURL}],#${PageID}`);
			},
			unmovable,
			claims,
		};
		if (el === root) {
			visited.add(root);
			reconcile(root, theirs, rules);
		} else {
			willChange(el.parentElement!);
			update(el, theirs, rules);
		}
		claims.finish();
		settleLists();
		return true;
	}

	/** Marks the elements around a change as visited, for hooks on them. */
	function willChange(parent: Element): boolean {
		for (let el: Element | null = parent; el && el !== root; el = el.parentElement) visited.add(el);
		return !localChanges.get(parent)?.children;
	}

	const ops = { morph: morphElement, willChange, movable: (el: Element) => !unmovable(el) };
	if (!operations || fresh || !showDelta(root, operations, ops))
		morphElement(root, typeof theirs === "string" ? parse(theirs) : theirs);
	restoreFields();
	restoreScrollAndFocus();
	discard();
	return visited;
}

/** Saves what a move may lose: focus, selection, and the positions of inner scrollers. */
function keepScrollAndFocus(root: Element): () => void {
	const focused = document.activeElement;
	// Asking for the selection costs a layout.
	const selection = focused?.closest("[contenteditable]") ? getSelection() : null;
	const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? ({} as Selection);
	const places = [...scrolled].map((el) => [el, el.scrollLeft, el.scrollTop] as const);
	return () => {
		if (focused !== document.activeElement && root.contains(focused))
			(focused as HTMLElement).focus({ preventScroll: true });
		if (anchorNode && focusNode && root.contains(anchorNode) && root.contains(focusNode)) {
			const moved =
				selection!.anchorNode !== anchorNode ||
				selection!.anchorOffset !== anchorOffset ||
				selection!.focusNode !== focusNode ||
				selection!.focusOffset !== focusOffset;
			const at = (node: Node, offset: number) =>
				Math.min(offset, node.nodeValue?.length ?? node.childNodes.length);
			if (moved)
				selection!.setBaseAndExtent(
					anchorNode,
					at(anchorNode, anchorOffset),
					focusNode,
					at(focusNode, focusOffset),
				);
		}
		for (const [el, left, top] of places)
			if (el.scrollTop !== top || el.scrollLeft !== left) jump(el, left, top);
	};
}

/**
 * Lists of children that scripts have changed. If the server did not change such a list, it is
 * kept. If both changed it, the server's children stand beside those that were added locally.
 */
function keepLocalLists({ newFor }: Matches, root: Element) {
	const keptLists = new Set<Element>();
	const added = new Set<Node>();
	const changedByBoth: [el: Element, children: { nodes: Set<Node> }][] = [];
	for (const [el, { children }] of localChanges) {
		for (const child of addedChildren(el)) added.add(child);
		const theirs = children && (el === root || !el.hasAttribute(PartURL)) && newFor(el);
		if (!theirs) continue;
		const { base } = children;
		const next = [...theirs.childNodes];
		const unchanged =
			base.length === next.length && base.every((node, i) => node.isEqualNode(next[i]!));
		// What a person writes in place is never overwritten.
		if (unchanged || (el as HTMLElement).isContentEditable) {
			keptLists.add(el);
		} else {
			children.base = next.map(copy);
			changedByBoth.push([el, children]);
		}
	}
	/**
	 * After the morph: the server's children are those in the list, and those that scripts removed.
	 */
	const settleLists = () => {
		for (const [el, children] of changedByBoth) {
			const removed = [...children.nodes].filter((node) => !node.parentNode);
			children.nodes = new Set([...el.childNodes, ...removed].filter((node) => !added.has(node)));
		}
	};
	return { keptLists, added, settleLists };
}

/** An attribute that has become what the server sends is no local change any more. */
function dropConfirmed({ newFor }: Matches): void {
	for (const [el, { attributes }] of localChanges) {
		const theirs = newFor(el);
		if (!theirs) continue;
		for (const name of attributes.keys())
			if (theirs.getAttribute(name) === el.getAttribute(name)) attributes.delete(name);
	}
}

/** Whether an attribute may be set to what the server sends. Merges classes. */
export function mayChange(el: Element, name: string, theirs: string | null): boolean {
	const attributes = localChanges.get(el)?.attributes;
	if (!attributes?.has(name)) return true;
	const base = attributes.get(name) ?? null;
	if (base === theirs) return false;
	if (name !== "class") return attributes.delete(name);
	attributes.set(name, theirs);
	el.setAttribute(name, mergeTokens(base, theirs, el.getAttribute(name)));
	return false;
}

/** Their tokens, with those that were added locally, without those that were removed locally. */
function mergeTokens(base: string | null, theirs: string | null, ours: string | null): string {
	const split = (text: string | null) => (text ?? "").split(/\s+/).filter(Boolean);
	const [baseTokens, theirTokens, ourTokens] = [split(base), split(theirs), split(ours)];
	return [...new Set([...theirTokens, ...ourTokens])]
		.filter((t) => !baseTokens.includes(t) || (theirTokens.includes(t) && ourTokens.includes(t)))
		.join(" ");
}

/** Whether a script has removed this child, as the server sends it, from the parent. */
function removedLocally(parent: Element, next: Node): boolean {
	const nodes = localChanges.get(parent)?.children?.nodes;
	if (!nodes || !(next instanceof Element)) return false;
	return [...nodes].some((node) => node.parentNode !== parent && node.isEqualNode(next));
}

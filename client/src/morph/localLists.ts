// Lists of children that scripts have changed, and a server that may have changed them too.
//
// - The server did not change the list: it stays as it is.
// - Both changed it. Where a script has put nodes in the place of nodes of the server (a
//   translator,
//   a widget), these stay while the server sends the same for that place. Else the server's nodes
//   come back, once, and the script's go. What a script has only added or removed stays so.

import {
	childNodes,
	closest,
	contains,
	insertBefore,
	isConnected,
	isContentEditable,
	isEqualNode,
	parentElement,
	parentNode,
	queryAll,
} from "../util/dom";
import { copy } from "../util/html";
import type { Claims } from "./claims";
import { localChanges, type ChildList } from "./localChanges";
import type { Matches } from "./match";

export interface LocalLists {
	/** Elements whose children stay as they are. */
	kept: Set<Element>;
	/** Elements that scripts have added. They stay. */
	added: Set<Node>;
	/** Nodes that the server sends, and that a script has removed or replaced. */
	leftOut: Set<Node>;
	/** Call it after the morph: what is in the lists now is what the server has sent. */
	settle(): void;
}

/** `isOther` says that the children of an element belong to another region. */
export function mergeLists(
	root: Element,
	{ newFor }: Matches,
	claims: Claims,
	isOther: (el: Element) => boolean,
): LocalLists {
	const kept = new Set<Element>();
	const added = new Set<Node>();
	const leftOut = new Set<Node>();
	const settlers: (() => void)[] = [];

	for (const [el, change] of localChanges) {
		const { children } = change;
		// To ask whether something outside can be edited would cost a layout.
		//mutant:false(2) TestWorkOfAVisit/another_row: a patch forces no layout for what is outside
		if (!children || !contains(root, el)) continue;
		const sent = new Set(children.nodes);
		const own = [...childNodes(el)].filter((child) => !sent.has(child));
		for (const child of own) if (child instanceof Element) added.add(child);
		const theirs = isOther(el) ? undefined : newFor(el);
		if (isContentEditable(el) && theirs !== null) {
			// What a person writes in place is never overwritten, but it may be what the server has
			// now.
			if (theirs && equalLists([...childNodes(el)], [...childNodes(theirs)]))
				delete change.children;
			else kept.add(editingHost(el));
			continue;
		}
		if (!theirs) continue;
		const next = [...childNodes(theirs)];
		if (equalLists(children.base, next)) kept.add(el);
		else settlers.push(merge(el, children, next));
	}

	function merge(el: Element, children: ChildList, next: ChildNode[]): () => void {
		const { nodes, base } = children;
		const same = unchangedNodes(base, next);
		const isInPlace = (node: Node) => parentNode(node) === el;
		/** For each removed node that the server sends unchanged: the node of the server. */
		const removed = new Map<Node, Node>();
		for (let i = 0; i < nodes.length; i++) {
			if (isInPlace(nodes[i]!)) continue;
			const start = i;
			while (i + 1 < nodes.length && !isInPlace(nodes[i + 1]!)) i++;
			const gone = nodes.slice(start, i + 1);
			const instead = ownNodesAfter(el, nodes[start - 1], nodes);
			if (instead.length && gone.some((_, n) => !same.has(base[start + n]!))) {
				putBack(el, gone, instead);
			} else {
				gone.forEach((node, n) => {
					const theirs = same.get(base[start + n]!);
					if (!theirs) return;
					removed.set(theirs, node);
					leftOut.add(theirs);
				});
			}
		}
		children.base = next.map(copy);
		return () => {
			const shown: Node[] = [...childNodes(el)].filter((child) => !added.has(child));
			children.nodes = next.map((node) => removed.get(node) ?? shown.shift() ?? node);
			// Something else has changed the list during the morph.
			if (shown.length || children.nodes.length !== children.base.length)
				delete localChanges.get(el)?.children;
		};
	}

	/** Undoes what a script has done: its nodes give their place back to those of the server. */
	function putBack(el: Element, gone: Node[], instead: ChildNode[]): void {
		for (const node of gone) {
			if (isConnected(node) && !contains(el, node)) continue; // it is somewhere else now
			for (const inner of node instanceof Element ? [node, ...queryAll(node, "*")] : [])
				localChanges.delete(inner);
			insertBefore(el, node, instead[0]!);
		}
		for (const node of instead) {
			added.add(node); // until it is removed
			claims.remove(node);
		}
	}

	return { kept, added, leftOut, settle: () => settlers.forEach((settle) => settle()) };
}

/** The nodes that scripts have put behind this node of the server, or at the start. */
function ownNodesAfter(el: Element, before: Node | undefined, nodes: Node[]): ChildNode[] {
	const all = [...childNodes(el)];
	const start = before ? all.indexOf(before as ChildNode) + 1 : 0;
	const end = all.findIndex((child, i) => i >= start && nodes.includes(child));
	return all.slice(start, end < 0 ? undefined : end);
}

/**
 * The nodes of the new list that are as they were: by their copy in the old list, each
 * once.
 */
function unchangedNodes(base: Node[], next: Node[]): Map<Node, Node> {
	const same = new Map<Node, Node>();
	const free = new Set(next);
	for (const old of base) {
		for (const node of free) {
			if (!isEqualNode(old, node)) continue;
			same.set(old, node);
			free.delete(node);
			break;
		}
	}
	return same;
}

function equalLists(a: Node[], b: Node[]): boolean {
	return a.length === b.length && a.every((node, i) => isEqualNode(node, b[i]!));
}

/** The outermost element around this one that a person edits. */
function editingHost(el: Element): Element {
	const outer = closest(parentElement(el), "[contenteditable]");
	return outer && isContentEditable(outer) ? editingHost(outer) : el;
}

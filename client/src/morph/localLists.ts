// Lists of children that scripts have changed, and a server that may have changed them too.
//
// - The server did not change the list: it stays as it is.
// - Both changed it. Where a script has put nodes in the place of nodes of the server (a
//   translator, a widget), these stay while the server sends the same for that place. Else the
//   server's nodes come back, once, and the script's go. What a script has only added or removed
//   stays so. The rows of a form stand in nobody's place: a person has added and removed them.
// - A node that a script has moved elsewhere stays there while the server sends the same. Else it
//   comes back. It also comes back if the server removes the place where it is.

import {
	childNodes,
	closest,
	contains,
	is,
	isConnected,
	isContentEditable,
	isEqualNode,
	parentElement,
	parentNode,
	queryAll,
	removeNode,
} from "../util/dom";
import { Keep, Rows } from "../contract";
import type { Claims } from "./claims";
import { isEqual } from "./hidden";
import { localChanges, type ChildList } from "./localChanges";
import { move } from "./move";
import { own } from "../util/own";
import type { Parent } from "./rules";
import { copySent } from "./sent";

export class LocalLists {
	/** Elements that scripts have added. They stay. */
	private readonly added = new Set<Node>();
	/** Nodes of the server that scripts have put elsewhere: their list, and where they are. */
	private readonly strays = new Map<Node, { list: ChildList; parent: Node }>();
	/** Elements in which a person has written. What is written in place is never overwritten. */
	private readonly written = new Set<Node>();

	constructor(private readonly claims: Claims) {
		for (const [el, { children }] of localChanges) {
			if (!children) continue;
			const sent = new Set(children.nodes);
			for (const child of childNodes(el))
				if (child instanceof Element && !sent.has(child)) this.added.add(child);
			for (const node of children.nodes) {
				const parent = parentNode(node);
				if (parent && parent !== el && isConnected(node))
					this.strays.set(node, { list: children, parent });
			}
			if (isContentEditable(el)) this.written.add(editingHost(el));
		}
	}

	/** Whether the server did not send this child. */
	isAdded(child: Node): boolean {
		return this.added.has(child);
	}

	/**
	 * Called before the children of an element become those of a new one. Returns "kept" if they
	 * stay as they are. If scripts have changed them, returns the new nodes that are left out, with
	 * the nodes of scripts that stand in their place.
	 */
	merge(el: Parent, next: ChildNode[]): Merged | "kept" | undefined {
		const change = localChanges.get(el as Element);
		if (this.written.has(el)) {
			// What is written may be what the server has now.
			if (equalLists([...childNodes(el)], next)) forget(el as Element);
			return "kept";
		}
		if (!change?.children) return undefined;
		const { children } = change;
		if (equalLists(children.base, next)) return "kept";
		const { nodes, base } = children;
		const same = unchangedNodes(base, next);
		const merged: Merged = new Map();
		//mutant:false TestRowsAndOlderPushes: rows that the person has added outlast a push
		const isRows = el instanceof Element && is(el, own(Rows));
		for (let i = 0; i < nodes.length; i++) {
			const start = i;
			while (i < nodes.length && parentNode(nodes[i]!) !== el) i++;
			if (i === start) continue;
			const instead = isRows ? [] : ownNodesAfter(el, nodes[start - 1], nodes);
			const all = nodes.slice(start, i);
			const wasInside = ({ parent }: { parent: Node }) =>
				instead.some((own) => contains(own, parent));
			// The server has put those elsewhere.
			const isTaken = (node: Node) => this.claims.isTaken(node);
			const gone = all.filter((node) => !isTaken(node));
			const theirs = gone.map((node) => same.get(base[nodes.indexOf(node)]!));
			const first = next.indexOf(theirs[0] as ChildNode);
			const isIntact = gone.length
				? theirs.every((node, n) => node && node === next[first + n])
				: !all.some((node) => this.strays.has(node) && wasInside(this.strays.get(node)!));
			//mutant:false TestOtherScripts/a_wrapped_text: what replaces a text goes with it
			if (instead.length && !isIntact) {
				this.putBack(el, gone, instead);
				continue;
			}
			gone.forEach((node, n) => {
				// A text may be gone because a script has joined it with another one (normalize).
				const leftOut = instead.length || node instanceof Element ? theirs[n] : undefined;
				if (leftOut) merged.set(leftOut, { node, instead: n ? [] : instead });
				else if (this.strays.has(node)) this.putBack(el, [node], []);
			});
		}
		return merged;
	}

	/** What is shown for the new nodes of an element, in their order. */
	settle(el: Parent, next: ChildNode[], shown: Node[]): void {
		const children = localChanges.get(el as Element)?.children;
		if (children) Object.assign(children, { nodes: shown, base: next.map(copySent) });
	}

	/** Undoes what a script has done: its nodes give their place back to those of the server. */
	private putBack(el: Parent, gone: Node[], instead: ChildNode[]): void {
		const before = instead[0] ?? null;
		for (const node of gone) {
			if (closest(parentElement(node), `[${Keep}]`) || contains(node, el)) continue;
			this.strays.delete(node);
			this.added.delete(node);
			if (node instanceof Element) this.reset(node);
			move(el, node, before);
		}
		// A node of another list goes when that list says so.
		for (const node of instead) {
			if (this.strays.has(node)) continue;
			this.added.add(node); // until it is removed
			this.claims.remove(node);
		}
	}

	/** What scripts have done to an element is undone by what follows. */
	private reset(el: Element): void {
		for (const inner of [el, ...queryAll(el, "*")]) {
			if (this.written.has(inner)) continue;
			const change = localChanges.get(inner);
			if (!change) continue;
			for (const child of childNodes(inner)) this.added.delete(child);
			delete change.children;
			for (const name of change.attributes.keys())
				if (name !== "open") change.attributes.delete(name);
		}
	}

	/** Call it after the morph: nodes that scripts have moved, and whose place or home is gone. */
	finish(): void {
		for (const [node, { list }] of this.strays) {
			const home = [...localChanges].find(([, { children }]) => children === list)?.[0];
			if (home && isConnected(home)) {
				if (isConnected(node) || !list.nodes.includes(node)) continue;
				const after = list.nodes
					.slice(list.nodes.indexOf(node) + 1)
					.find((next) => parentNode(next) === home);
				move(home, node, after ?? null);
			} else if (this.added.has(node) && !this.claims.isTaken(node)) {
				removeNode(node as ChildNode);
			}
		}
	}
}

/** For each new node that is left out: the node that it was, and what stands in its place. */
export type Merged = Map<Node, { node: Node; instead: ChildNode[] }>;

/** An element is what the server sends: nothing in it is a local change. */
export function forget(el: Element): void {
	for (const inner of localChanges.keys()) if (contains(el, inner)) localChanges.delete(inner);
}

/** The nodes that scripts have put behind this node of the server, or at the start. */
function ownNodesAfter(el: Node, before: Node | undefined, nodes: Node[]): ChildNode[] {
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
			if (!isSame(old, node)) continue;
			same.set(old, node);
			free.delete(node);
			break;
		}
	}
	return same;
}

function isSame(node: Node, next: Node): boolean {
	return node instanceof Element && next instanceof Element
		? isEqual(node, next)
		: isEqualNode(node, next);
}

function equalLists(a: Node[], b: Node[]): boolean {
	return a.length === b.length && a.every((node, i) => isSame(node, b[i]!));
}

/** The outermost element around this one that a person edits. */
function editingHost(el: Element): Element {
	const outer = closest(parentElement(el), "[contenteditable]");
	return outer && isContentEditable(outer) ? editingHost(outer) : el;
}

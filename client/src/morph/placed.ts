// Which nodes of the page stand for those that the server sent. A custom element may remove itself,
// or change what is around it, when it is put in: afterwards nobody could tell from the page.

import { childNodes, queryAll } from "../util/dom";
import type { Parent } from "./rules";

export class Placed {
	private readonly lists = new Map<Node, Node[]>();

	/**
	 * The nodes that stand for the children of an element, and which of those that are shown were
	 * there before. What is new is about to be put in.
	 */
	note(el: Parent, nodes: Node[], shown: Node[], old: Set<Node | undefined>): void {
		this.lists.set(el, nodes);
		for (const node of shown)
			if (!old.has(node) && node instanceof Element)
				for (const inner of [node, ...queryAll(node, "*")])
					this.lists.set(inner, [...childNodes(inner)]);
	}

	/** An old element takes the place of a new one. */
	replace(parent: Element, next: Node, old: Node): void {
		const list = this.lists.get(parent);
		if (list) list[list.indexOf(next)] = old;
	}

	/** The nodes that stand for what the server sent in this element. */
	in(el: Element): Node[] | undefined {
		return this.lists.get(el);
	}
}

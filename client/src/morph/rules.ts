// What reconciliation asks about fields, scripts and what a person did.

import type { Claims } from "./claims";

/** An element, or its shadow root. */
export type Parent = Element | ShadowRoot;

export interface Rules {
	/** The old element that continues as this new one, if that is known already. */
	knownMatch(next: Element): Element | undefined;
	/** Whether two elements of the same kind may be the same. */
	mayMatch(el: Element, next: Element): boolean;
	/** Whether the server did not send this child: it stays. */
	isLocal(child: Node): boolean;
	/** Nodes that a script has removed or replaced: they are left out. */
	leftOut: Set<Node>;
	mayChange(el: Element, attribute: string, value: string | null): boolean;
	/** Called for every pair that differs. Returns whether the children are reconciled too. */
	visit(el: Element): boolean;
	/** Whether something is lost when this node is taken out and put back. */
	unmovable(node: Node): boolean;
	/** Elements that are matched wherever they are. */
	claims: Claims;
	/** Where the new element that is looked at is in its tree: indexes of child nodes. */
	path: number[];
	/** Makes the tree of the new elements anew. */
	pristine(): Element;
}

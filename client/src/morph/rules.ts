// What reconciliation asks about fields, scripts and what a person did.

import type { Claims } from "./claims";
import type { LocalLists } from "./localLists";
import type { Placed } from "./placed";

/** An element, or its shadow root. */
export type Parent = Element | ShadowRoot;

export interface Rules {
	/** The old element that continues as this new one, if that is known already. */
	knownMatch(next: Element): Element | undefined;
	/** Whether two elements of the same kind may be the same. */
	mayMatch(el: Element, next: Element): boolean;
	/** Whether the server did not send this child: it stays. */
	isLocal(child: Node): boolean;
	/** Lists that scripts have changed. */
	lists: LocalLists;
	/** Called for an old element that is equal to the new one. */
	confirm(el: Element): void;
	mayChange(el: Element, attribute: string, value: string | null): boolean;
	/** Called for every pair that differs. Returns whether the children are reconciled too. */
	visit(el: Element): boolean;
	/** Whether something is lost when this node is taken out and put back. */
	unmovable(node: Node): boolean;
	/** Elements that are matched wherever they are. */
	claims: Claims;
	/** Where the new element that is looked at is in its tree: indexes of child nodes. */
	path: number[];
	/** What stands for the nodes of the server, if somebody asks for it after the patch. */
	placed: Placed | undefined;
	/** Makes the tree of the new elements anew. */
	pristine(): Element;
}

// Moves nodes without a loss of state, where the browser can.

import { insertBefore, isConnected } from "../util/dom";

const { moveBefore } = Element.prototype as { moveBefore?(node: Node, next: Node | null): void };

/**
 * Inserts or moves a node. Where the browser has moveBefore, focus, frames and videos keep their
 * state.
 */
export function move(parent: Node, node: Node, before: Node | null): void {
	if (moveBefore && parent instanceof Element && isConnected(node) && isConnected(parent))
		moveBefore.call(parent, node, before);
	else insertBefore(parent, node, before);
}

// Copies of what the server has sent.

import { queryAll, shadowRoot } from "../util/dom";
import { copy } from "../util/html";

/**
 * The shadow root of each element as the server last sent it. Scripts may have changed it
 * since.
 */
export const sentShadows = new WeakMap<Element, string>();

/** A copy of a node in an inert document, which tells the shadow roots that the server has sent. */
export function copySent<T extends Node>(node: T): T {
	const sent = copy(node);
	if (node instanceof Element && sent instanceof Element) {
		const copies = [sent, ...queryAll(sent, "*")];
		[node, ...queryAll(node, "*")].forEach((el, i) => {
			const shadow = sentShadows.get(el) ?? shadowRoot(el)?.innerHTML;
			if (shadow !== undefined) sentShadows.set(copies[i]!, shadow);
		});
	}
	return sent;
}

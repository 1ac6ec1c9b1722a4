// Events for the app's scripts.

import { EventPrefix } from "../contract";

/** Dispatches an event on the element, or on the document if the element is not in the page. */
export function emit(
	target: Element | null | undefined,
	type: string,
	detail: object = {},
	cancelable = false,
): boolean {
	const at = target?.isConnected ? target : document;
	return at.dispatchEvent(
		new CustomEvent(EventPrefix + type, { detail, bubbles: true, cancelable }),
	);
}

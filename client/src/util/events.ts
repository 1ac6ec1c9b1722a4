// Events for the app's scripts.

import { EventPrefix } from "../contract";
import { call, document, isConnected } from "./dom";

/** Dispatches an event on the element, or on the document if the element is not in the page. */
export function emit(
	target: Element | null | undefined,
	type: string,
	detail: object = {},
	cancelable = false,
): boolean {
	const event = new CustomEvent(EventPrefix + type, { detail, bubbles: true, cancelable });
	if (target && isConnected(target)) return call(target, "dispatchEvent", event);
	return document.dispatchEvent(event);
}

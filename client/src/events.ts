// Events for the app's scripts: on the element concerned, or on the document when that has gone.

import { EventPrefix } from "./contract";

export function emit(target: Element | null | undefined, type: string, detail: object = {}, cancelable = false): boolean {
	const at = target?.isConnected ? target : document;
	return at.dispatchEvent(new CustomEvent(EventPrefix + type, { detail, bubbles: true, cancelable }));
}

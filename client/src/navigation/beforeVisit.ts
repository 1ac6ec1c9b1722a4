// Asks the app's scripts before a page is requested, and says what the history will do.

import { History } from "../contract";
import { emit } from "../util/events";
import { inherited } from "../util/own";
import { popDirection } from "./history";

export type HistoryMode = "push" | "replace";

export interface Intent {
	element?: Element | null | undefined;
	history?: HistoryMode | undefined;
	/** The person went through the history. */
	pop?: boolean | undefined;
}

/** The history mode that a link or form asks for. */
export function historyMode(element: Element | null | undefined): HistoryMode | undefined {
	const mode = inherited(element, History);
	return mode === "push" || mode === "replace" ? mode : undefined;
}

/**
 * Dispatches before-visit, and returns whether no script has cancelled it. Where the direction is
 * forward, the server's answer may still replace the entry.
 */
export function mayRequest(reason: "visit" | "prefetch", url: string, intent: Intent): boolean {
	const { element, pop } = intent;
	const mode = intent.history ?? historyMode(element);
	const direction = pop ? popDirection() : mode === "replace" ? mode : "forward";
	const history = pop ? "pop" : intent.history;
	return emit(element, "before-visit", { reason, url, history, direction, element }, true);
}

// Loads documents: the browser leaves this one.

import { draftsAreSafe } from "../drafts/load";
import { lazy } from "../lazy/lazy";
import { isOwn } from "../util/url";
import { loadItem, saveItem } from "../util/storage";

const reloadedKey = "loaded";
const minReloadInterval = 10_000;

/**
 * Loads the document at this URL of this origin, even if only the fragment differs from the current
 * URL.
 */
export function loadDocument(url: string): void {
	const target = new URL(url, location.href);
	if (!isOwn(target)) return;
	lazy.drafts?.save();
	lazy.update?.markDueDocument();
	if (target.hash && target.href.split("#")[0] === location.href.split("#")[0]) {
		history.replaceState(history.state, "", target.href);
		location.reload();
	} else {
		location.assign(target.href);
	}
}

/** Whether the person has changed nothing that a new document would lose. */
export function nothingToLose(): boolean {
	return !!lazy.update && !lazy.update.hasChanges() && draftsAreSafe();
}

/**
 * Loads this document again, because the server refuses the page. Does nothing if the person could
 * lose something, or within ten seconds of the last time: two builds must not make a loop. Returns
 * whether the document is loaded.
 */
export function reloadDocument(): boolean {
	const now = Date.now();
	const reloads =
		now - loadItem(reloadedKey, 0) >= minReloadInterval &&
		nothingToLose() &&
		saveItem(reloadedKey, now);
	if (reloads) location.reload();
	return reloads;
}

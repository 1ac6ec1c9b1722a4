// Scroll positions of the window and of inner scrollers with an id. They are saved for each history
// entry, also over reloads.

import { page } from "../page/page";
import { call, contains, document, get, idOf, isConnected } from "../util/dom";
import { jump, scrolled } from "../util/scrollers";
import { loadItem, saveItem } from "../util/storage";

/** Positions by the id of the scroller; the window has an empty id. */
type Positions = Record<string, [left: number, top: number]>;

const key = "places";
const byEntry = loadItem<Record<number, Positions>>(key, {});

export function saveScroll(entry: number): void {
	const positions: Positions = { "": [scrollX, scrollY] };
	for (const el of scrolled) {
		if (!isConnected(el)) scrolled.delete(el);
		else if (idOf(el)) positions[idOf(el)] = [get(el, "scrollLeft"), get(el, "scrollTop")];
	}
	byEntry[entry] = positions;
}

/** A new entry replaces all entries from its number on. */
export function forgetScroll(from: number): void {
	for (const entry in byEntry) if (+entry >= from) delete byEntry[entry];
}

export function storeScroll(): void {
	saveItem(key, byEntry);
}

/** Returns whether there were positions to restore. */
export function restoreScroll(entry: number): boolean {
	const positions = byEntry[entry];
	for (const id in positions) jump(id ? document.getElementById(id) : window, ...positions[id]!);
	return !!positions;
}

/** After a visit: scrolls to the fragment, or to the top if `toTop` is set. */
export function scrollAfterVisit(hash: string, toTop: boolean): void {
	const target = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
	if (target) return call(target, "scrollIntoView", { behavior: "instant" });
	if (!toTop) return;
	for (const el of scrolled) if (contains(page.element, el)) jump(el, 0, 0);
	jump(window, 0, 0);
}

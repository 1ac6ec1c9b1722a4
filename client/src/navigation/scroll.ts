// Scroll positions of the window and of inner scrollers. They are saved for each history entry,
// also over reloads.

import { isControl } from "../morph/controls";
import { page } from "../page/page";
import {
	call,
	children,
	contains,
	document,
	get,
	idOf,
	isConnected,
	localName,
	parentElement,
} from "../util/dom";
import { jump, scrolled } from "../util/scrollers";
import { loadItem, saveItem } from "../util/storage";

/** Positions by the selector of the scroller; that of the window is empty. */
type Positions = Record<string, [left: number, top: number]>;

const key = "scroll";
const byEntry = loadItem<Record<number, Positions>>(key, {});

/** The id, or the way from the nearest element around that has one. */
function selectorOf(el: Element): string {
	const id = idOf(el);
	const parent = parentElement(el);
	if (id) return "#" + CSS.escape(id);
	if (!parent) return ":root";
	const position = [...children(parent)].indexOf(el) + 1;
	return `${selectorOf(parent)}>${localName(el)}:nth-child(${position})`;
}

export function saveScroll(entry: number): void {
	const positions: Positions = { "": [scrollX, scrollY] };
	for (const el of scrolled) {
		if (!isConnected(el)) scrolled.delete(el);
		else positions[selectorOf(el)] = [get(el, "scrollLeft"), get(el, "scrollTop")];
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
	for (const selector in positions) {
		const scroller = selector ? document.querySelector(selector) : window;
		jump(scroller, ...positions[selector]!);
	}
	return !!positions;
}

/** After a visit: scrolls to the fragment, or to the top if `toTop` is set. */
export function scrollAfterVisit(hash: string, toTop: boolean): void {
	const target = hash && fragmentTarget(hash);
	if (target) return call(target, "scrollIntoView", { behavior: "instant" });
	if (!toTop) return;
	for (const el of scrolled) if (contains(page.element, el)) jump(el, 0, 0);
	jump(window, 0, 0);
}

/**
 * The element that a fragment names. The browser finds it, and matches it with `:target`, when it
 * navigates to the address that it shows. It takes the focus from a field, so not while one is
 * used.
 */
function fragmentTarget(hash: string): Element | null {
	if (location.hash === hash && !isControl(document.activeElement)) {
		const { state } = history;
		location.replace(document.URL);
		history.replaceState(state, "");
		return document.querySelector(":target");
	}
	const raw = hash.slice(1);
	let name = raw;
	try {
		name = decodeURIComponent(raw);
	} catch {
		// The fragment is no valid escape, such as "100%".
	}
	const named = document.querySelector(`a[name="${CSS.escape(name)}"]`);
	return document.getElementById(raw) ?? document.getElementById(name) ?? named;
}

// The browser's history. Each entry has a number: it tells a step back from a step forward, and is
// the key of the scroll positions.

import { lazy } from "../lazy/lazy";
import { loadItem, saveItem } from "../util/storage";
import {
	dropDeferred,
	isDeferred,
	numberOf,
	replaceEntry,
	writeDeferred,
	writeEntry,
} from "./entryWrites";
import { cancelNavigation } from "./navigation";
import { forgetScroll, restoreScroll, saveScroll, storeScroll } from "./scroll";

/**
 * What the address bar and the page show:
 *
 * - settled: the entry of the address bar is displayed.
 * - pending: the person went to another entry, whose page is not displayed yet.
 * - restoring: that page cannot be displayed; the browser goes back to the displayed entry.
 *
 *	settled, pending ── popstate ──▶ pending, or settled if only the fragment differs
 *	pending ── restoreEntry ──▶ restoring ── popstate ──▶ settled
 *	any ── commit ──▶ settled
 */
type State = "settled" | "pending" | "restoring";

/** What a step of the person in the history asks for. */
type Step =
	/** The address is that of the displayed page again. */
	| "restored"
	/** Only the fragment or a part differs. */
	| "samePage"
	/** Another page is to be displayed. */
	| "anotherPage";

let state: State = "settled";

/** The number of the entry that the address bar is on. */
let entry = 0;
/** The number, and path and query, of the entry that is displayed. */
let displayedEntry = 0;
let displayedURL = location.pathname + location.search;

const entryKey = "entry";

export const currentEntry = (): number => entry;

/** Where a pending entry is, seen from the displayed one. */
export const popDirection = () => (entry < displayedEntry ? "back" : "forward");

/** Saves the scroll positions of the displayed entry. Only when settled they belong to it. */
export function saveScrollNow(): void {
	if (state === "settled") saveScroll(entry);
}

function settle(): void {
	state = "settled";
	displayedEntry = entry;
}

/** `showEntry` is called when the person goes to an entry with another page. */
export function startHistory(showEntry: () => void): void {
	history.scrollRestoration = "manual";
	const known = numberOf(history.state);
	entry = known ?? loadItem(entryKey, 0) + 1;
	if (known === undefined) nameEntry();
	settle();
	if (!location.hash) restoreScroll(entry);
	addEventListener("popstate", (event) => onPopState(event.state, showEntry));
	addEventListener("pagehide", () => {
		writeDeferred();
		saveScrollNow();
		storeScroll();
		history.scrollRestoration = "auto"; // the browser restores the next document
		saveItem(entryKey, entry);
	});
	addEventListener("pageshow", () => (history.scrollRestoration = "manual"));
}

/** Gives its number to an entry that the browser has made. */
function nameEntry(): void {
	forgetScroll(entry);
	writeEntry("replaceState", entry, location.href);
}

function onPopState(popped: unknown, showEntry: () => void): void {
	dropDeferred();
	const known = numberOf(popped);
	if (known !== undefined) saveScrollNow();
	entry = known ?? entry + 1;
	if (known === undefined) nameEntry(); // a link to a fragment
	switch (step()) {
		case "restored":
			return;
		case "samePage":
			cancelNavigation();
			lazy.parts?.restore();
			if (known !== undefined) restoreScroll(entry); // the browser scrolls to a new fragment
			return;
		case "anotherPage":
			showEntry();
	}
}

/** The address bar is on another entry: enters the next state. */
function step(): Step {
	const returns = state === "restoring" && entry === displayedEntry;
	const samePage = location.pathname + location.search === displayedURL;
	if (samePage) settle();
	else state = entry === displayedEntry ? "settled" : "pending";
	if (returns) return "restored";
	return samePage ? "samePage" : "anotherPage";
}

/** The page of a pending entry cannot be displayed: goes back to the displayed one. */
export function restoreEntry(): void {
	if (state !== "pending") return;
	state = "restoring";
	//mutant:delete TestHistoryPopstateAndScroll/Back_that_fails: where Back fails, the address is that of the page
	history.go(displayedEntry - entry);
}

/**
 * Writes the address of a page that is about to be displayed. `inPart` says that only a part will
 * show another page: then the URL is the same.
 */
export function commit(url: string, mode: "push" | "replace", inPart: boolean): void {
	saveScrollNow();
	const target = new URL(url, location.href);
	const changes = inPart || target.href !== location.href;
	if (mode === "push" && changes) {
		writeDeferred();
		entry++;
		forgetScroll(entry);
		writeEntry("pushState", entry, target.href);
	} else if (changes || isDeferred()) {
		replaceEntry(entry, target.href);
	}
	settle();
	displayedURL = target.pathname + target.search;
}

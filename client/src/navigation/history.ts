// The browser's history. Each entry has a number: it tells a step back from a step forward, and is
// the key of the scroll positions.

import { lazy } from "../lazy/lazy";
import { loadItem, saveItem } from "../util/storage";
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

let state: State = "settled";

/** The number of the entry that the address bar is on. */
let entry = 0;

export const currentEntry = (): number => entry;

/** The number, and path and query, of the entry that is displayed. */
let displayedEntry = 0;
let displayedURL = location.pathname + location.search;

function settle(): void {
	state = "settled";
	displayedEntry = entry;
}

/** Where a pending entry is, seen from the displayed one. */
export const popDirection = () => (entry < displayedEntry ? "back" : "forward");

/** Saves the scroll positions of the displayed entry. Only when settled they belong to it. */
export function saveScrollNow(): void {
	if (state === "settled") saveScroll(entry);
}

const entryKey = "entry";

function entryOf(state: unknown): number | undefined {
	return (state as { goldfish: number } | null)?.goldfish;
}

/** `showEntry` is called when the person goes to an entry with another page. */
export function startHistory(showEntry: () => void): void {
	history.scrollRestoration = "manual";
	const known = entryOf(history.state);
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
	write("replaceState", location.href);
}

function onPopState(popped: unknown, showEntry: () => void): void {
	clearTimeout(deferred?.timer);
	deferred = undefined;
	const known = entryOf(popped);
	if (known !== undefined) saveScrollNow();
	entry = known ?? entry + 1;
	if (known === undefined) nameEntry(); // a link to a fragment
	const restored = state === "restoring" && entry === displayedEntry;
	const samePage = location.pathname + location.search === displayedURL;
	if (samePage) settle();
	else state = entry === displayedEntry ? "settled" : "pending";
	if (restored) return;
	if (!samePage) return showEntry();
	cancelNavigation();
	lazy.parts?.restore();
	if (known !== undefined) restoreScroll(entry); // the browser scrolls to a new fragment
}

/** The page of a pending entry cannot be displayed: goes back to the displayed one. */
export function restoreEntry(): void {
	if (state !== "pending") return;
	state = "restoring";
	//mutant:delete TestHistory/Back_that_fails: where Back fails, the address is that of the page
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
		write("pushState", target.href);
	} else if (changes || deferred) {
		replace(target.href);
	}
	settle();
	displayedURL = target.pathname + target.search;
}

// Safari throws at the hundredth call within ten seconds. So after fifty calls a replacement waits,
// and the last one wins.
const interval = 10_000;
const burstLimit = 50;
let calls: number[] = [];
let deferred: { url: string; timer: ReturnType<typeof setTimeout> } | undefined;

function write(method: "pushState" | "replaceState", url: string): void {
	const now = Date.now();
	calls = [...calls.filter((at) => now - at <= interval), now];
	try {
		history[method]({ goldfish: entry, parts: lazy.parts?.state() }, "", url);
	} catch {
		// Over the browser's limit. The page is right; the next call corrects the address.
	}
}

function replace(url: string): void {
	if (deferred) deferred.url = url;
	else if (calls.length < burstLimit) write("replaceState", url);
	else deferred = { url, timer: setTimeout(writeDeferred, 1000) };
}

function writeDeferred(): void {
	if (!deferred) return;
	clearTimeout(deferred.timer);
	const { url } = deferred;
	deferred = undefined;
	write("replaceState", url);
}

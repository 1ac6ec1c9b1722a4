// The entries of the browser's history. Each has a number, so that a step back can be told from a step forward and undone,
// and so that scroll positions have a key. Calls are limited: Safari throws at a hundred within ten seconds.

import { parts } from "../lazy/lazy";
import { forgetScroll, saveScroll, storeScroll } from "./scroll";
import { keep, recall } from "../util/storage";

interface State {
	goldfish: number;
}

const key = "entry";
let calls: number[] = [];
const window10s = 10_000;
const safe = 50;

/** The entry that the address bar is on. */
export let entry = 0;
/** The entry whose page is shown: another than `entry` while Back waits for its answer. */
let shown = 0;
/** Path and query of the entry whose page is shown. */
export let here = location.pathname + location.search;

let late: { url: string; timer: ReturnType<typeof setTimeout> } | undefined;

function numberOf(state: unknown): number | undefined {
	return (state as State | null)?.goldfish;
}

export function startHistory(): void {
	history.scrollRestoration = "manual";
	const known = numberOf(history.state);
	entry = shown = known ?? recall(key, 0) + 1;
	if (known === undefined) {
		forgetScroll(entry);
		call("replaceState", location.href);
	}
	addEventListener("pagehide", leave);
}

function leave(): void {
	flush();
	if (shown === entry) saveScroll(entry);
	storeScroll();
	history.scrollRestoration = "auto"; // the next document is the browser's own matter
	keep(key, entry);
}

function call(method: "pushState" | "replaceState", url: string): void {
	const now = Date.now();
	calls = [...calls.filter((at) => now - at <= window10s), now];
	try {
		history[method]({ goldfish: entry, parts: parts?.state() }, "", url);
	} catch {
		// Over the browser's limit: the page is right, the address follows with the next call.
	}
}

function flush(): void {
	if (!late) return;
	clearTimeout(late.timer);
	const { url } = late;
	late = undefined;
	call("replaceState", url);
}

/** Writes the address of a page that is about to be shown; the same one, where a part of it is about to show another. */
export function commit(url: string, mode: "push" | "replace", inside: boolean): void {
	if (shown === entry) saveScroll(entry);
	const target = new URL(url, location.href);
	const news = inside || target.href !== location.href;
	if (mode === "push" && news) {
		flush();
		entry++;
		forgetScroll(entry);
		call("pushState", target.href);
	} else if (news || late) {
		replace(target.href);
	}
	shown = entry;
	here = target.pathname + target.search;
}

/** Replaces now, or a little later when there were many calls: the last one wins. */
function replace(url: string): void {
	if (late) late.url = url;
	else if (calls.length < safe) call("replaceState", url);
	else late = { url, timer: setTimeout(flush, 1000) };
}

export interface Step {
	/** Only the fragment differs: the page that is shown is the one. */
	sameDocument: boolean;
	/** A fragment link made this entry just now: the browser scrolls. */
	fresh: boolean;
}

/** The person went through the history: takes note of where the address bar is now. */
export function arrive(state: unknown): Step {
	if (late) clearTimeout(late.timer);
	late = undefined;
	const known = numberOf(state);
	if (known !== undefined && shown === entry) saveScroll(entry);
	entry = known ?? entry + 1;
	if (known === undefined) {
		forgetScroll(entry);
		call("replaceState", location.href);
	}
	const sameDocument = location.pathname + location.search === here;
	if (sameDocument) shown = entry;
	return { sameDocument, fresh: known === undefined };
}

/** How many entries the address bar is away from the page that is shown. */
export function behind(): number {
	return shown - entry;
}

/** Before a fragment link is followed by the browser. */
export function note(): void {
	if (shown === entry) saveScroll(entry);
}

export function pageshow(): void {
	history.scrollRestoration = "manual";
}

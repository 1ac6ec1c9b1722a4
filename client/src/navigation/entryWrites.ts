// Writes the address and the state of history entries, no more often than browsers allow.

import { lazy } from "../lazy/lazy";
import { document } from "../util/dom";
import { now } from "../util/now";
import { absolute } from "../util/url";

// Safari throws at the hundredth call within ten seconds. So after fifty calls a replacement waits,
// and the last one wins.
const interval = 10_000;
const burstLimit = 50;
const retryAfter = 1000;
let calls: number[] = [];

/** A replacement that waits. */
let deferred: { entry: number; url: string; timer: ReturnType<typeof setTimeout> } | undefined;

/** The number in the state of an entry; undefined if the browser has made the entry. */
export function numberOf(state: unknown): number | undefined {
	return (state as { goldfish: number } | null)?.goldfish;
}

/** Writes at once. */
export function writeEntry(
	method: "pushState" | "replaceState",
	entry: number,
	url: string,
): void {
	const time = now();
	calls = [...calls.filter((at) => time - at <= interval), time];
	try {
		// The address of the document may have a name and a password: they must stay the same.
		const { username, password } = new URL(document.URL);
		const target = Object.assign(absolute(url), { username, password });
		history[method]({ goldfish: entry, parts: lazy.parts?.state() }, "", target.href);
	} catch {
		// Over the browser's limit. The page is right; the next call corrects the address.
	}
}

/** Replaces the entry of the address bar: now, or soon if there have been many calls. */
export function replaceEntry(entry: number, url: string): void {
	if (deferred) Object.assign(deferred, { entry, url });
	else if (calls.length < burstLimit) writeEntry("replaceState", entry, url);
	else deferred = { entry, url, timer: setTimeout(writeDeferred, retryAfter) };
}

export const isDeferred = (): boolean => !!deferred;

export function writeDeferred(): void {
	const waiting = deferred;
	dropDeferred();
	if (waiting) writeEntry("replaceState", waiting.entry, waiting.url);
}

/** The person has left the entry that it was for. */
export function dropDeferred(): void {
	clearTimeout(deferred?.timer);
	deferred = undefined;
}

// Leaving the page to the browser: loading a document.

import { keep, recall } from "./store";

const key = "loaded";
const pause = 10_000;

/** Loads the document at this address, even where only the fragment differs from the one that is open. */
export function load(url: string): void {
	const target = new URL(url, location.href);
	if (!/^https?:$/.test(target.protocol)) return;
	if (target.hash && target.href.split("#")[0] === location.href.split("#")[0]) {
		history.replaceState(history.state, "", target.href);
		location.reload();
	} else {
		location.assign(target.href);
	}
}

/** Loads the document anew because the server says so: at most once in ten seconds, so that two builds cannot make a loop. */
export function reload(): boolean {
	const now = Date.now();
	const again = now - recall(key, 0) >= pause && keep(key, now); // where it cannot be remembered, nothing is sure to end
	if (again) location.reload();
	return again;
}

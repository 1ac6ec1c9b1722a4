// Leaving the page to the browser: loading a document.

import { draftsAreSafe, deploy, drafts } from "../lazy/lazy";
import { seekDocument } from "../deploy/fingerprints";
import { keep, recall } from "../util/storage";

const key = "loaded";
const pause = 10_000;

/** Loads the document at this address, even where only the fragment differs from the one that is open. */
export function load(url: string): void {
	const target = new URL(url, location.href);
	if (!/^https?:$/.test(target.protocol)) return;
	drafts?.save();
	seekDocument();
	if (target.hash && target.href.split("#")[0] === location.href.split("#")[0]) {
		history.replaceState(history.state, "", target.href);
		location.reload();
	} else {
		location.assign(target.href);
	}
}

/**
 * Loads this document anew because the server says so, which has just answered: where the person has changed nothing, and at most once in
 * ten seconds, so that two builds cannot make a loop. False where the page stays.
 */
export function reload(): boolean {
	const now = Date.now();
	const again = now - recall(key, 0) >= pause && !!deploy && !deploy.changed() && draftsAreSafe() && keep(key, now);
	if (again) location.reload();
	return again;
}

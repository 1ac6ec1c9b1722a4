// Loads drafts.ts if the page has something whose input must be saved.

import { Draft, Name, Rows } from "../contract";
import { lazy, load, ready } from "../lazy/lazy";
import { page } from "../page/page";
import { contentChanged } from "../page/signals";
import { document } from "../util/dom";
import { own } from "../util/own";
import { saveItem } from "../util/storage";
import type { RestoreReason } from "./drafts";

const selector = `form[method=post i],[${Name}],[${Draft}]`;
let failed = false;

export function startDraftsLoader(): void {
	contentChanged.listen(() => void mountDrafts());
}

/**
 * The file is started once: nothing happens between its start and restoreDrafts. A draft that was
 * saved in between would replace the one to be restored.
 */
async function mountDrafts(): Promise<void> {
	if (!lazy.rows && document.querySelector(own(Rows))) {
		await load("rows");
		await ready.parts; // parts have read their bodies, as the server sent them
	}
	if (!lazy.drafts && document.querySelector(selector)) failed = !(await load("drafts"));
	lazy.drafts?.mount();
}

/** Another page is displayed: restores what was typed in it before. */
export async function restoreDrafts(reason: RestoreReason): Promise<void> {
	const { url } = page;
	if (!(lazy.drafts && (lazy.rows || !document.querySelector(own(Rows))))) await mountDrafts();
	if (page.url === url) lazy.drafts?.restore(reason);
}

/** Whether all that a person has typed would be restored in another document. */
export function draftsAreSafe(): boolean {
	return lazy.drafts ? lazy.drafts.areSafe() : !failed && saveItem("probe", 0);
}

// Loads drafts.ts if the page has something whose input must be saved.

import { Draft, Name } from "../contract";
import * as fingerprints from "../deploy/fingerprints";
import { importOptional, lazy } from "../lazy/lazy";
import { currentValue, isControl, isEditable, serverValue, setValue } from "../morph/controls";
import { page } from "../page/page";
import { contentChanged } from "../page/signals";
import { document } from "../util/dom";
import { emit } from "../util/events";
import { parse } from "../util/html";
import { loadItem, saveItem, storagePrefix } from "../util/storage";
import type { Arrival } from "./drafts";

declare const DRAFTS_FILE: string;

const selector = `form[method=post i],[${Name}],[${Draft}]`;
let failed = false;

export function startDraftsLoader(): void {
	contentChanged.listen(() => void mountDrafts());
}

let loading: Promise<void> | undefined;

/**
 * Calls at the same time share one import. So nothing can happen between the start of the file and
 * restoreDrafts: a draft that was saved in between would replace the one to be restored.
 */
function loadDrafts(): Promise<void> {
	return (loading ??= (async () => {
		const file = await importOptional<typeof import("./drafts")>(DRAFTS_FILE);
		failed = !file;
		lazy.drafts = file?.startDrafts({
			page,
			fields: { currentValue, isControl, isEditable, serverValue, setValue },
			storage: { loadItem, saveItem, prefix: storagePrefix },
			viewer: () => fingerprints.viewer,
			emit,
			parse,
		});
		if (failed) loading = undefined;
	})());
}

async function mountDrafts(): Promise<void> {
	if (!lazy.drafts && document.querySelector(selector)) await loadDrafts();
	lazy.drafts?.mount();
}

/** Another page is displayed: restores what was typed in it before. */
export async function restoreDrafts(arrival: Arrival): Promise<void> {
	const { url } = page;
	if (!lazy.drafts) await mountDrafts();
	if (page.url === url) lazy.drafts?.restore(arrival);
}

/** Whether all that a person has typed would be restored in another document. */
export function draftsAreSafe(): boolean {
	return lazy.drafts ? lazy.drafts.areSafe() : !failed && saveItem("probe", 0);
}

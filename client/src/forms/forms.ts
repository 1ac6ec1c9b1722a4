// Forms: how they are submitted, and what triggers links and forms. Loaded at once if the page has
// a form or a trigger.

import type { lazy } from "../lazy/lazy";
import type * as fields from "../morph/fields";
import type { busy } from "../navigation/busy";
import type { loadDocument } from "../navigation/document";
import type { restoreEntry } from "../navigation/history";
import type { beginNavigation, endNavigation, isCurrent } from "../navigation/navigation";
import type { dropPrefetched } from "../navigation/prefetch";
import type { show } from "../navigation/show";
import type { visit } from "../navigation/visit";
import type { draftsAreSafe } from "../drafts/load";
import type { shellReady } from "../deploy/fingerprints";
import type * as requests from "../page/fetchPatch";
import type { Region } from "../page/page";
import type { contentChanged } from "../page/signals";
import type { targetRegion } from "../parts/load";
import type { emit } from "../util/events";
import type * as messages from "../util/messages";
import type { formRequest, questionOf } from "./request";
import { startSubmit } from "./submit";
import { startTriggers } from "./triggers";

export const fingerprint = CLIENT_FINGERPRINT;
declare const CLIENT_FINGERPRINT: string;

/** What this file needs of the start-up file. */
export interface FormsDeps {
	contentChanged: typeof contentChanged;
	draftsAreSafe: typeof draftsAreSafe;
	emit: typeof emit;
	fields: Pick<typeof fields, "resetSent" | "valuesOf">;
	formRequest: typeof formRequest;
	/** What was typed before this file has arrived. */
	heldEdits: Event[];
	lazy: typeof lazy;
	loadErrors(): Promise<void>;
	messages: Pick<typeof messages, "errorText" | "setMessage" | "showMessage" | "showServerMessage">;
	navigation: {
		beginNavigation: typeof beginNavigation;
		busy: typeof busy;
		dropPrefetched: typeof dropPrefetched;
		endNavigation: typeof endNavigation;
		isCurrent: typeof isCurrent;
		loadDocument: typeof loadDocument;
		restoreEntry: typeof restoreEntry;
		shellReady: typeof shellReady;
		show: typeof show;
		targetRegion: typeof targetRegion;
		visit: typeof visit;
	};
	page: Region;
	questionOf: typeof questionOf;
	requests: Pick<typeof requests, "displayable" | "fetchPage" | "fetchPatch" | "isThisPage">;
}

export type Forms = ReturnType<typeof startForms>;

export function startForms(deps: FormsDeps) {
	const { submitQuietly, submitting } = startSubmit(deps);
	startTriggers({ ...deps, submitQuietly });
	return { submitting };
}

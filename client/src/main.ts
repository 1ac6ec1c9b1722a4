// Goldfish in the browser: starts everything, once the document is there.

import { Dev } from "./contract";
import { mountParts, needSoon, restoreDrafts, shareStreams } from "./lazy/lazy";
import { startFingerprints } from "./deploy/fingerprints";
import { startForms } from "./forms/forms";
import { pageshow, entry, startHistory } from "./navigation/history";
import { hook, refreshHooks } from "./page/hooks";
import { startLinks } from "./navigation/links";
import { watchOurs } from "./morph/localChanges";
import { page, readPage, root } from "./page/page";
import { restoreScroll } from "./navigation/scroll";
import { startStream } from "./stream/stream";
import { startTriggers } from "./forms/triggers";
import { startPops, visit } from "./navigation/visit";

declare const DEV_FILE: string;

declare global {
	interface Window {
		goldfish: { visit: (url: string, options?: { history?: "push" | "replace" }) => Promise<void>; hook: typeof hook };
	}
}

window.goldfish = { visit, hook };

if (page.element) {
	readPage();
	startHistory();
	if (!location.hash) restoreScroll(entry);
	watchOurs(root);
	startFingerprints();
	startPops();
	startLinks();
	startForms();
	startTriggers();
	refreshHooks(new Set());
	mountParts();
	void restoreDrafts(isFresh() ? "visit" : "document");
	startStream();
	void shareStreams();
	(window.requestIdleCallback ?? setTimeout)(needSoon);
	addEventListener("pageshow", pageshow);
	if (root.hasAttribute(Dev)) import(DEV_FILE).catch(reportError);
}

/** Whether somebody came here by a link or an address; else this document was loaded anew, or through the history. */
function isFresh(): boolean {
	const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
	return entry?.type === "navigate";
}

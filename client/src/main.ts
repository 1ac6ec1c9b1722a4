// Goldfish in the browser: starts everything, once the document is there.

import { Dev } from "./contract";
import { mountParts, needSoon, restoreDrafts, shareStreams } from "./demand";
import { startFingerprints } from "./fingerprints";
import { startForms } from "./forms";
import { pageshow, entry, startHistory } from "./history";
import { hook, refreshHooks } from "./hooks";
import { startLinks } from "./links";
import { watchOurs } from "./ours";
import { page, readPage, root } from "./page";
import { restoreScroll } from "./scroll";
import { startStream } from "./stream";
import { startTriggers } from "./triggers";
import { startPops, visit } from "./visit";

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

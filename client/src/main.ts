// The start-up file: starts everything when the document is parsed.

import { Dev } from "./contract";
import { markDocument } from "./deploy/fingerprints";
import { loadDeploy } from "./deploy/load";
import { restoreDrafts, startDraftsLoader } from "./drafts/load";
import { loadErrors, startFormsLoader } from "./forms/load";
import { watchLocalChanges } from "./morph/localChanges";
import { loadProgress } from "./navigation/busy";
import { startHistory } from "./navigation/history";
import { startLinks } from "./navigation/links";
import type { HistoryMode } from "./navigation/show";
import { visit } from "./navigation/visit";
import { hook, startHooks } from "./page/hooks";
import { startAnchorLoader } from "./page/loadAnchor";
import { page, readPage, root } from "./page/page";
import { contentChanged, partsAnswered } from "./page/signals";
import { startPartsLoader } from "./parts/load";
import { startTimeLoader } from "./time/load";
import { loadShare } from "./stream/loadShare";
import { startStream } from "./stream/stream";

declare const DEV_FILE: string;

declare global {
	interface Window {
		goldfish: {
			visit: (url: string, options?: { history?: HistoryMode }) => Promise<void>;
			hook: typeof hook;
		};
	}
}

window.goldfish = { visit, hook };

if (page.element) start();

function start(): void {
	readPage();
	startHistory(() => void visit(location.href, { pop: true }));
	watchLocalChanges(root);
	markDocument();
	startLinks();
	startFormsLoader();
	startHooks();
	startAnchorLoader();
	startTimeLoader();
	startDraftsLoader();
	startPartsLoader();
	contentChanged.send(new Set());
	partsAnswered.send();
	void restoreDrafts(isFreshVisit() ? "visit" : "document");
	startStream();
	void loadShare();
	(window.requestIdleCallback ?? setTimeout)(loadSoon);
	if (root.hasAttribute(Dev)) import(DEV_FILE).catch(reportError);
}

/** Loads files that may be needed when the build that serves them is gone. */
async function loadSoon(): Promise<void> {
	await loadDeploy();
	void loadProgress();
	if (document.querySelector("form[method=post i]")) void loadErrors();
}

/** Whether a link or an address led here. Otherwise this is a reload, or a step in the history. */
function isFreshVisit(): boolean {
	const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
	return entry?.type === "navigate";
}

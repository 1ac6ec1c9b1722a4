// The start-up file: starts everything when the document is parsed.

import { Dev } from "./contract";
import { restoreDrafts, startDraftsLoader } from "./drafts/load";
import { startFormsLoader } from "./forms/load";
import { startLoadersByAttribute } from "./lazy/byAttribute";
import { load } from "./lazy/lazy";
import { watchLocalChanges } from "./morph/localChanges";
import type { HistoryMode } from "./navigation/beforeVisit";
import { startHistory } from "./navigation/history";
import { startLinks } from "./navigation/links";
import { visit } from "./navigation/visit";
import { hook, startHooks } from "./page/hooks";
import { startAnchorLoader } from "./page/loadAnchor";
import { page, readPage, root } from "./page/page";
import { contentChanged, partsAnswered } from "./page/signals";
import { startPartsLoader } from "./parts/load";
import { backoff } from "./stream/backoff";
import { hasAttr } from "./util/dom";

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

/** Every page needs update.js. While a deploy is under way, another build may answer for it. */
async function loadUpdate(failures = 0): Promise<void> {
	if (!(await load("update"))) setTimeout(loadUpdate, backoff(failures), failures + 1);
}

function start(): void {
	const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
	readPage();
	startHistory(() => void visit(location.href, { pop: true }));
	watchLocalChanges(root);
	startLinks();
	void loadUpdate();
	startFormsLoader();
	startHooks();
	startAnchorLoader();
	startLoadersByAttribute();
	startDraftsLoader();
	startPartsLoader();
	contentChanged.send(new Set());
	partsAnswered.send();
	// A link or an address led here. Otherwise this is a reload, or a step in the history.
	void restoreDrafts(entry?.type === "navigate" ? "visit" : "document");
	// Over HTTP/1 the tabs of a site share a few connections.
	if (/^http.1/.test(entry!.nextHopProtocol)) void load("share");
	if (hasAttr(root, Dev)) void load("dev");
}

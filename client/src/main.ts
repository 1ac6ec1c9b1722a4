// Goldfish in the browser: starts everything, once the document is there.

import { Dev } from "./contract";
import { mountParts, shareStreams } from "./demand";
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
	watchOurs(page.element);
	startPops();
	startLinks();
	startForms();
	startTriggers();
	refreshHooks(new Set());
	mountParts();
	startStream();
	void shareStreams();
	addEventListener("pageshow", pageshow);
	if (root.hasAttribute(Dev)) import(DEV_FILE).catch(reportError);
}

// A visit: fetches the patch of another URL and shows it. If that fails, the page stays and says
// so.

import { draftsAreSafe } from "../drafts/load";
import { lazy, ready } from "../lazy/lazy";
import { displayable, fetchPatch, type Result } from "../page/fetchPatch";
import { page, pathOf } from "../page/page";
import { pageDoubted } from "../page/signals";
import { awaitsParts, targetRegion } from "../parts/load";
import { document } from "../util/dom";
import { emit } from "../util/events";
import { errorText, showFailure } from "../util/messages";
import { absolute } from "../util/url";
import { mayRequest, type HistoryMode } from "./beforeVisit";
import { busy } from "./busy";
import { loadDocument } from "./document";
import { restoreEntry } from "./history";
import { beginNavigation, endNavigation, isCurrent } from "./navigation";
import { takePrefetched } from "./prefetch";

export interface VisitOptions {
	element?: Element | null;
	history?: HistoryMode;
	/** The person went through the history. */
	pop?: boolean;
	/** A timer or scrolling started it: then an error does not leave the page. */
	auto?: boolean;
}

export async function visit(href: string, options: VisitOptions = {}): Promise<void> {
	const url = absolute(href, document.baseURI).href;
	const { element, pop, auto } = options;
	if (awaitsParts(element)) await ready.parts;
	const region = targetRegion(element, url);
	const isMain = region === page;
	if (!pop && region.navigation?.url === url) return;
	if (!mayRequest("visit", url, options)) {
		if (pop) restoreEntry();
		return;
	}
	const navigation = beginNavigation(url, region);
	const { signal } = navigation.abort;
	const done = busy(element);
	try {
		const result =
			(!pop && isMain && (await takePrefetched(url))) ||
			(await fetchPatch(url, { signal, redirect: "manual" }, pop ? "" : region.url, region));
		//mutant:false TestVisitAndPrefetch/an_older_answer_that_is: an older answer says nothing
		if (!isCurrent(navigation)) return;
		const { status } = result;
		const patch = displayable(result);
		// Another page may come with its document: the server has just answered.
		const leaves = !!patch && isMain && pathOf(patch.url ?? url) !== pathOf(page.url);
		const due =
			leaves &&
			!auto &&
			lazy.update!.documentDue() &&
			draftsAreSafe() &&
			!lazy.forms?.submitting();
		if (patch && !due) {
			await lazy.update!.shellReady();
			const { history } = options;
			await lazy.update!.show(patch, { navigation, reason: "visit", element, history, pop, auto });
		} else if (status === 0 || status >= 500 || (!result.patch && mustStay(status, element))) {
			showError(url, result, options);
		} else if (auto) {
			restoreEntry();
			pageDoubted.send();
		} else if (pop) {
			loadDocument(location.href);
		} else {
			loadDocument(result.patch?.location ?? result.patch?.url ?? url);
		}
	} catch (err) {
		if (!signal.aborted) throw err;
	} finally {
		endNavigation(navigation);
		done();
	}
}

/**
 * Whether the page stays for an answer of somebody else, such as a proxy: it refuses what this
 * person sends too often or too late, or a form, whose fields would be lost.
 */
function mustStay(status: number, element: Element | null | undefined): boolean {
	return [408, 425, 429].includes(status) || (status >= 400 && element instanceof HTMLFormElement);
}

function showError(url: string, result: Result, { element, auto }: VisitOptions): void {
	const { status, patch } = result;
	const text = patch?.message ?? errorText(result);
	if (!auto) showFailure(result, text);
	emit(element, "error", { url, status, message: text });
	restoreEntry();
}

// Fetches the page that is open again and shows it, as a push would. Decides what happens if the
// page is gone, or is not for this viewer any more.

import { Stale } from "../contract";
import { loadDeploy } from "../deploy/load";
import { nothingToLose, reloadDocument } from "../navigation/document";
import { visit } from "../navigation/visit";
import { fetchPage, isThisPage } from "../page/fetchPatch";
import { page, root } from "../page/page";
import { apply } from "../page/patch";
import { partsAnswered } from "../page/signals";
import { clearServerMessage, showServerMessage } from "../util/messages";
import { text } from "../util/texts";

/**
 * - shown: the page is up to date.
 * - gone: the server's page for this error is shown, which is not live.
 * - notShown: the server has failed, or refuses the page to this viewer. The page stays as it is,
 *   or the document is loaded.
 */
export type Refreshed = "shown" | "gone" | "notShown";

/**
 * Whether the last answer was a refusal that a document should follow. A build may die with its
 * first answer: only a second refusal is a reason to load a document.
 */
export let refusedOnce = false;

export async function refresh(signal: AbortSignal): Promise<Refreshed> {
	const { status, patch } = await fetchPage(signal);
	if (signal.aborted) return "notShown";
	if (status === 200 && patch && isThisPage(patch)) {
		if (patch.version !== page.version || !patch.version) apply(patch, { reason: "push" });
		else partsAnswered.send(patch.parts);
		root.removeAttribute(Stale);
		refusedOnce = false;
		clearServerMessage();
		return "shown";
	}
	if (!status || status >= 500) return "notShown";
	const { url } = page;
	await loadDeploy();
	if (page.url !== url) return "notShown";
	const mayLeave = nothingToLose();
	const isErrorPage =
		status >= 400 && status !== 401 && status !== 403 && patch?.body !== undefined;
	if (mayLeave && status === 200 && patch && !patch.location) {
		void visit(page.url, { history: "replace" }); // the server shows another page of the app
	} else if (mayLeave && isErrorPage) {
		apply({ ...patch, url, version: "" }, { reason: "push", fresh: true });
		return "gone";
	} else if (mayLeave && !refusedOnce) {
		refusedOnce = true;
	} else if (!mayLeave || !reloadDocument()) {
		refusedOnce = false;
		if (!root.hasAttribute(Stale)) showServerMessage(patch?.message ?? text(
					"signedOut",
					"You are not signed in any more. What you have entered is still here.",
				));
		root.setAttribute(Stale, "");
	}
	return "notShown";
}

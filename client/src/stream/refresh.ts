// Fetches the page that is open again and shows it, as a push would. Decides what happens if the
// page is gone, or is not for this viewer any more.

import { Stale } from "../contract";
import { nothingToLose, reloadDocument } from "../navigation/document";
import { visit } from "../navigation/visit";
import { fetchPage, isThisPage } from "../page/fetchPatch";
import { page, root } from "../page/page";
import { apply } from "../page/patch";
import { released } from "../page/press";
import { partsAnswered } from "../page/signals";
import { hasAttr, removeAttr, setAttr } from "../util/dom";
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
let refused = false;

export const refusedOnce = (): boolean => refused;

export async function refresh(signal: AbortSignal): Promise<Refreshed> {
	const { status, patch } = await fetchPage(signal);
	await released();
	if (signal.aborted) return "notShown";
	if (status === 200 && patch && isThisPage(patch)) {
		if (patch.version !== page.version || !patch.version || page.torn) apply(patch, { reason: "push" });
		else partsAnswered.send(patch.parts);
		removeAttr(root, Stale);
		refused = false;
		clearServerMessage();
		return "shown";
	}
	// A proxy's answer says nothing of the page; but it may ask to sign in.
	const foreign = !patch && status >= 400 && status !== 401 && status !== 403;
	if (!status || status >= 500 || foreign) return "notShown";
	const { url } = page;
	// 406: the server does not speak this version of the protocol. The next navigation loads a
	// document.
	//mutant:true(2) TestStreamReconnectAndHeartbeat/(a_page_that_has_gone|a_session_that_ends): a page with input stays
	const mayLeave = status !== 406 && nothingToLose();
	const isErrorPage =
		status >= 400 && status !== 401 && status !== 403 && patch?.body !== undefined;
	if (mayLeave && status === 200 && patch && !patch.location) {
		void visit(page.url, { history: "replace" }); // the server shows another page of the app
	} else if (mayLeave && isErrorPage) {
		apply({ ...patch, url, version: "" }, { reason: "push", fresh: true });
		return "gone";
	} else if (mayLeave && !refused) {
		refused = true;
	} else if (!mayLeave || !reloadDocument()) {
		refused = false;
		if (!hasAttr(root, Stale)) showServerMessage(patch?.message ?? signedOut());
		setAttr(root, Stale, "");
	}
	return "notShown";
}

const signedOut = (): string =>
	text("signedOut", "You are not signed in any more. What you have entered is still here.");

// Shows the outcome of a submission.

import { Flash } from "../contract";
import { shellReady } from "../deploy/fingerprints";
import { draftsAreSafe } from "../drafts/load";
import { lazy } from "../lazy/lazy";
import { resetSent } from "../morph/fields";
import { loadDocument } from "../navigation/document";
import { restoreEntry } from "../navigation/history";
import { isCurrent, type Navigation } from "../navigation/navigation";
import { show } from "../navigation/show";
import { displayable, fetchPage, isThisPage, type Result } from "../page/fetchPatch";
import { page } from "../page/page";
import { apply } from "../page/patch";
import { answerShown } from "../page/signals";
import { document, isConnected } from "../util/dom";
import { emit } from "../util/events";
import { errorText, setMessage, showFailure, showMessage } from "../util/messages";
import { clearErrors, showErrors } from "./errors";
import type { Submission } from "./submission";

/** Shows the outcome of a submission: the answer, or why there is none. */
export async function showResult(
	result: Result,
	{ form, submitter, url, auto, sent, page: from, data, done }: Submission,
	navigation: Navigation,
): Promise<void> {
	const { status, patch, redirected } = result;
	const shown = displayable(result);
	const failed = status === 0 || status >= 500;
	if (isCurrent(navigation) && (status === 422 || failed)) restoreEntry();
	if (status === 422 && patch) {
		const errors = patch.fields ?? {};
		if (isConnected(form)) {
			setMessage(Flash);
			showErrors(form, errors);
		}
		const sentences = isConnected(form) ? [] : Object.values(errors);
		const text = [patch.message, ...sentences].filter(Boolean).join(" ");
		if (text) showMessage(text);
		emit(form, "invalid", { url, fields: errors });
	} else if (shown) {
		clearErrors(form);
		lazy.drafts?.submitted(form, from, data, auto);
		await shellReady();
		const options = { navigation, reason: "submit", element: submitter ?? form, sent, auto } as const;
		if (!(isCurrent(navigation) && (await show(shown, options)))) {
			const { region } = navigation;
			// What else is being fetched may fail. The page is shown as it is now: a form that
			// is based on less would seem to be in conflict with it.
			//mutant:false TestAnswerBeforeAnother: what a submission has saved is shown
			if (region === page && page.url === from && isThisPage(shown)) {
				apply(shown, { reason: "push", sent });
				answerShown.send();
			} else if (sent) resetSent(sent); // the person has gone on to another page
			if (shown.flash) showMessage(shown.flash);
		}
	} else if (patch?.location) {
		lazy.drafts?.submitted(form, from, data, auto);
		//mutant:true TestResendLeft: who has gone on is not led away
		if (isCurrent(navigation)) loadDocument(patch.location);
		else if (patch.flash) showMessage(patch.flash);
		//mutant:true(5) TestResendLeft: nor to a page to sign in
	} else if (redirected && !patch && status < 400 && !auto && isCurrent(navigation)) {
		loadDocument(redirected); // such as a page to sign in
	} else if (patch && (status === 401 || status === 403) && !(await mustStay())) {
		// The document may ask to sign in. The draft is restored after that.
		loadDocument(page.url);
	} else if (done && (!patch || failed)) {
		if (isCurrent(navigation)) loadDocument(done); // as without scripts
	} else {
		const text = patch?.message ?? errorText(result);
		showFailure(result, text);
		emit(form, "error", { url, status, message: text });
	}
}

/** Whether the viewer may still see the page, or would lose something with its document. */
async function mustStay(): Promise<boolean> {
	const result = await fetchPage();
	const patch = displayable(result);
	if (patch && isThisPage(patch)) return true;
	return !result.status || result.status >= 500 || !draftsAreSafe() || hasSecrets();
}

/** Whether a field has a value that no draft may hold. */
function hasSecrets(): boolean {
	const secrets = "input[type=password],input[type=file]";
	return [...document.querySelectorAll<HTMLInputElement>(secrets)].some((el) => el.value);
}

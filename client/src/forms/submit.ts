// Submits forms: a GET form is a visit, a POST form is an action. Every one works without scripts
// too.

import * as name from "../contract";
import { shellReady } from "../deploy/fingerprints";
import { draftsAreSafe } from "../drafts/load";
import { lazy } from "../lazy/lazy";
import { resetSent, valuesOf, type SentValues } from "../morph/fields";
import { busy } from "../navigation/busy";
import { loadDocument } from "../navigation/document";
import { restoreEntry } from "../navigation/history";
import {
	beginNavigation,
	endNavigation,
	isCurrent,
	type Navigation,
} from "../navigation/navigation";
import { dropPrefetched } from "../navigation/prefetch";
import { show } from "../navigation/show";
import { visit } from "../navigation/visit";
import {
	displayable,
	fetchPage,
	fetchPatch,
	isThisPage,
	type Result,
} from "../page/fetchPatch";
import { page } from "../page/page";
import { targetRegion } from "../parts/load";
import { call, document, elementsOf, get, is, isConnected, query } from "../util/dom";
import { emit } from "../util/events";
import { errorText, setMessage, showMessage, showServerMessage } from "../util/messages";
import { busyLabel } from "./busyLabel";
import { clearErrors, showErrors } from "./errors";
import { formRequest, questionOf } from "./request";

/** One submit of a form that posts. */
interface Submission {
	form: HTMLFormElement;
	submitter: HTMLElement | null;
	url: string;
	data: FormData;
	multipart: boolean;
	/** A trigger has started it. */
	auto: boolean;
}

export function startSubmit() {
	/**
	 * Forms that are being sent. A second submit of such a form is ignored; one by a trigger is
	 * repeated at the end.
	 */
	const underWay = new Map<HTMLFormElement, { again: boolean }>();
	const automatic = new WeakSet<HTMLFormElement>();

	/** Submits as a trigger does: an invalid form is not submitted, and no message is shown. */
	function submitQuietly(form: HTMLFormElement): void {
		const lock = underWay.get(form);
		if (lock) {
			lock.again = true;
			return;
		}
		if (!get(form, "noValidate") && !is(form, ":valid")) return;
		automatic.add(form);
		call(form, "requestSubmit");
		automatic.delete(form);
	}

	document.addEventListener("submit", (event) => {
		const form = event.target as HTMLFormElement;
		const { submitter } = event;
		if (event.defaultPrevented) return;
		if (underWay.has(form)) return event.preventDefault();
		const question = questionOf(form, submitter);
		if (question && !confirm(question)) return event.preventDefault();

		const request = formRequest(form, submitter);
		if (!request) return;
		event.preventDefault();
		const data = new FormData(form, submitter);
		const auto = automatic.has(form);
		const { url } = request;
		if (request.post) {
			const { multipart } = request;
			void post({ form, submitter, url: url.href, data, multipart, auto });
		} else {
			url.hash = "";
			url.search = encode(data, true).toString();
			void visit(url.href, { element: form, auto });
		}
	});

	async function post(submission: Submission): Promise<void> {
		const { form, submitter, url, data, auto } = submission;
		if (!emit(form, "submit", { url, form, submitter, data }, true)) return;
		// A form that saves while somebody types in it is not emptied by its answers.
		const sent = auto ? undefined : valuesOf(elementsOf(form));
		const region = targetRegion(submitter ?? form, url);
		const navigation = beginNavigation(url, region);
		const lock = { again: false };
		dropPrefetched();
		underWay.set(form, lock);
		const done = busy(form, submitter);
		const resetLabel = busyLabel(submitter ?? query(form, `[${name.Busy}]`));
		lazy.drafts?.sending(form);
		const result = await send(submission, navigation);
		resetLabel();
		done();
		underWay.delete(form);
		dropPrefetched();
		await showResult(result, submission, navigation, sent);
		endNavigation(navigation);
		if (lock.again && isConnected(form)) submitQuietly(form);
	}

	async function send(submission: Submission, { region }: Navigation): Promise<Result> {
		const { form, url, data, multipart } = submission;
		const hasFiles = [...data.values()].some((value) => value instanceof File && value.name);
		const body = multipart || hasFiles ? data : encode(data);
		const result = await fetchPatch(url, { method: "POST", body }, region.url, region);
		const { next, flash } = result.patch ?? {};
		if (!next) return result;
		// The action has changed the viewer or a cookie: the next page is fetched with the new cookies.
		lazy.drafts?.submitted(form);
		const second = await fetchPatch(next, { redirect: "manual" }, region.url, region);
		if (second.patch) second.patch.flash ??= flash;
		return second;
	}

	async function showResult(
		result: Result,
		{ form, submitter, url, auto }: Submission,
		navigation: Navigation,
		sent: SentValues | undefined,
	): Promise<void> {
		const { status, patch, redirected } = result;
		const shown = displayable(result);
		const failed = status === 0 || status >= 500;
		if (isCurrent(navigation) && (status === 422 || failed)) restoreEntry();
		if (status === 422 && patch) {
			const errors = patch.fields ?? {};
			if (isConnected(form)) {
				setMessage(name.Flash);
				showErrors(form, errors);
			}
			if (patch.message) showMessage(patch.message);
			emit(form, "invalid", { url, fields: errors });
		} else if (shown) {
			clearErrors(form);
			lazy.drafts?.submitted(form);
			await shellReady();
			if (isCurrent(navigation)) {
				const element = submitter ?? form;
				await show(shown, { navigation, reason: "submit", element, sent, auto });
			} else {
				// The person has gone on to another page: of this answer only the flash is shown.
				if (sent) resetSent(sent);
				if (shown.flash) setMessage(name.Flash, shown.flash);
			}
		} else if (patch?.location) {
			lazy.drafts?.submitted(form);
			loadDocument(patch.location);
		} else if (status && status < 400 && !patch) {
			loadDocument(redirected ?? page.url); // not a page of the app
		} else if (patch && (status === 401 || status === 403) && !(await mustStay())) {
			// The document may ask to sign in. The draft is restored after that.
			loadDocument(page.url);
		} else {
			const text = patch?.message ?? errorText(status);
			if (patch?.message) showMessage(text);
			else showServerMessage(text);
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

	return { submitQuietly, submitting: () => underWay.size > 0 };
}

/**
 * The fields as a query. In an address, empty fields are left out. Line ends are as browsers send
 * them.
 */
function encode(data: FormData, dropEmpty = false): URLSearchParams {
	const query = new URLSearchParams();
	for (const [field, value] of data) {
		const text = value instanceof File ? value.name : value.replace(/\r\n|\n|\r/g, "\r\n");
		if (text || !dropEmpty) query.append(field, text);
	}
	return query;
}

/** Whether a field has a value that no draft may hold. */
function hasSecrets(): boolean {
	const secrets = "input[type=password],input[type=file]";
	return [...document.querySelectorAll<HTMLInputElement>(secrets)].some((el) => el.value);
}

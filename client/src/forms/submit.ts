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
import { attr, call, document, elementsOf, hasAttr, is, isConnected } from "../util/dom";
import { emit } from "../util/events";
import { errorText, setMessage, showMessage, showServerMessage } from "../util/messages";
import { setting } from "../util/own";
import { busyLabel } from "./busyLabel";
import { clearErrors, showErrors } from "./errors";
import { encode, formRequest, questionOf } from "./request";

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

/** `cancelTriggers` ends the timers that would submit or check a form. */
export function startSubmit(cancelTriggers: (form: Element) => void) {
	/**
	 * Forms that are being sent. A trigger that fires meanwhile is repeated at the end. A submit by
	 * a person is ignored while another is under way; during an automatic one it is kept and
	 * follows.
	 */
	const underWay = new Map<Element, { auto: boolean; again?: boolean; next?: Submission }>();
	const automatic = new WeakSet<HTMLFormElement>();
	/**
	 * The keys of submissions whose answer is not known. If the person sends the form again, the
	 * server knows whether it was done. If the form has changed, it is another submission.
	 */
	const keys = new WeakMap<HTMLFormElement, string>();
	/**
	 * The click that may cause a submit: with Ctrl, Shift or another button it is the
	 * browser's.
	 */
	let click: MouseEvent | undefined;

	/** Submits as a trigger does: an invalid form is not submitted, and no message is shown. */
	function submitQuietly(form: HTMLFormElement): void {
		const lock = underWay.get(form);
		if (lock) {
			lock.again = true;
			return;
		}
		if (!hasAttr(form, "novalidate") && !is(form, ":valid")) return;
		automatic.add(form);
		call(form, "requestSubmit");
		automatic.delete(form);
	}

	for (const type of ["click", "auxclick"] as const)
		addEventListener(
			type,
			(event) => {
				click = event;
				setTimeout(() => (click = undefined));
			},
			{ capture: true },
		);

	document.addEventListener("submit", (event) => {
		const { target: form, submitter } = event;
		if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
		const lock = underWay.get(form);
		const request = formRequest(form, submitter);
		const handled = request && !(click && (click.button || hasModifier(click)));
		if (handled && lock && (!lock.auto || lock.next)) return event.preventDefault();
		const question = questionOf(form, submitter);
		if (question && !confirm(question)) return event.preventDefault();
		if (!handled) return;
		event.preventDefault();
		const data = new FormData(form, submitter);
		const auto = automatic.has(form);
		const { url, post: posts, multipart } = request;
		if (posts) {
			const submission = { form, submitter, url: url.href, data, multipart, auto };
			if (lock) lock.next = submission;
			else void post(submission);
		} else {
			cancelTriggers(form);
			url.hash = "";
			url.search = encode(data, true).toString();
			void visit(url.href, { element: form, auto });
		}
	});

	async function post(submission: Submission): Promise<void> {
		const { form, submitter, url, data, auto } = submission;
		if (!emit(form, "submit", { url, form, submitter, data }, true)) return;
		// What a timer would save is in this submission, unless it goes to another address.
		if (url === formRequest(form, null)?.url.href) cancelTriggers(form);
		// A form that saves while somebody types in it is not emptied by its answers.
		const sent = auto ? undefined : valuesOf(elementsOf(form));
		const region = targetRegion(submitter ?? form, url);
		const navigation = beginNavigation(url, region);
		const lock: { auto: boolean; again?: boolean; next?: Submission } = { auto };
		dropPrefetched();
		underWay.set(form, lock);
		const done = busy(form, submitter);
		const label = [...elementsOf(form)].find((el) => setting(el, name.Busy));
		const resetLabel = busyLabel(submitter ?? label);
		lazy.drafts?.sending(form);
		const result = await send(submission, navigation);
		resetLabel();
		done();
		underWay.delete(form);
		dropPrefetched();
		await showResult(result, submission, navigation, sent);
		endNavigation(navigation);
		if (lock.next) void post(renewed(lock.next));
		else if (lock.again && isConnected(form)) submitQuietly(form);
	}

	/** A submission that has waited, with what is in the form now. */
	function renewed(submission: Submission): Submission {
		const { form, submitter, data } = submission;
		if (!isConnected(form)) return submission;
		const now = new FormData(form);
		// The button may be another element now.
		const button = attr(submitter, "name");
		if (button)
			for (const value of data.getAll(button))
				if (!now.getAll(button).includes(value)) now.append(button, value);
		return { ...submission, data: now };
	}

	async function send(submission: Submission, { region }: Navigation): Promise<Result> {
		const { form, url, data, multipart } = submission;
		const hasFiles = [...data.values()].some((value) => value instanceof File && value.name);
		const body = multipart || hasFiles ? data : encode(data);
		const key = keys.get(form) ?? newKey();
		keys.set(form, key);
		const init = { method: "POST", body, headers: { [name.KeyHeader]: key } };
		const result = await fetchPatch(url, init, region.url, region);
		if (result.patch && result.status < 500) keys.delete(form);
		const { next, flash } = result.patch ?? {};
		if (!next) return result;
		// The action has changed the viewer or a cookie: the next page is fetched with the new
		// cookies.
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
		} else if (redirected && !patch && status < 400 && !auto) {
			loadDocument(redirected); // such as a page to sign in
		} else if (patch && (status === 401 || status === 403) && !(await mustStay())) {
			// The document may ask to sign in. The draft is restored after that.
			loadDocument(page.url);
		} else {
			const text = patch?.message ?? errorText(result);
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

/** A random key: 144 bits as 24 characters of base64url. */
function newKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(18));
	return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_");
}

function hasModifier(event: MouseEvent): boolean {
	return event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}

/** Whether a field has a value that no draft may hold. */
function hasSecrets(): boolean {
	const secrets = "input[type=password],input[type=file]";
	return [...document.querySelectorAll<HTMLInputElement>(secrets)].some((el) => el.value);
}

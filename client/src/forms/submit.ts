// Submits forms: a GET form is a visit, a POST form is an action. Every one works without scripts
// too.

import * as name from "../contract";
import { currentUser } from "../deploy/fingerprints";
import { fileMissing, lazy, load, ready } from "../lazy/lazy";
import { valuesOf } from "../morph/fields";
import { busy } from "../navigation/busy";
import { restoreEntry } from "../navigation/history";
import {
	beginNavigation,
	endNavigation,
	isCurrent,
	type Navigation,
} from "../navigation/navigation";
import { dropPrefetched } from "../navigation/prefetch";
import { visit } from "../navigation/visit";
import { fetchPatch, isLost, type Result } from "../page/fetchPatch";
import { page, root } from "../page/page";
import { contentChanged } from "../page/signals";
import { awaitsParts, targetRegion } from "../parts/load";
import { attr, call, document, elementsOf, hasAttr, is, isConnected } from "../util/dom";
import { emit } from "../util/events";
import { errorText, showMessage } from "../util/messages";
import { setting } from "../util/own";
import { busyLabel } from "./busyLabel";
import { isModified } from "./load";
import { fetchNext } from "./nextPage";
import { encode, formRequest, questionOf } from "./request";
import { showResult } from "./result";
import { newSubmission, type Submission } from "./submission";

/** A submission under way: being sent, waiting to be sent again, or its answer being shown. */
interface Lock {
	submission: Submission;
	/** A trigger has fired meanwhile: it is repeated at the end. */
	again?: boolean;
	/** What the person has submitted meanwhile. It follows. */
	next?: Submission;
	/** It was sent, and nobody knows whether it is done. */
	unknown?: boolean;
	/** Its outcome is known. The answer may wait for the shell, or for a key that is down. */
	answered?: boolean;
}

/** `cancelTriggers` ends the timers that would submit or check a form. */
export function startSubmit(cancelTriggers: (form: Element) => void) {
	/**
	 * Forms that are being sent. A submit by a person is ignored while the same is under way;
	 * during an automatic one, or while an unanswered one waits, it is kept and follows.
	 */
	const underWay = new Map<Element, Lock>();
	const automatic = new WeakSet<HTMLFormElement>();
	/**
	 * The keys of submissions whose answer is not known. If the person sends the form again, the
	 * server knows whether it was done. If the form has changed, it is another submission.
	 */
	const keys = new WeakMap<HTMLFormElement, string>();

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

	document.addEventListener("submit", (event) => {
		const { target: form, submitter } = event;
		if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
		// Without the file the browser submits the form, and the server does what the button says.
		const isRowButton = attr(submitter, "name") === name.RowsField;
		if (isRowButton && !fileMissing()) {
			event.preventDefault();
			void load("rows").then((loaded) =>
				loaded ? lazy.rows!.press(submitter!) : call(form, "requestSubmit", submitter),
			);
			return;
		}
		const lock = underWay.get(form);
		const request = formRequest(form, submitter);
		const handled = request && !isRowButton && !isModified();
		const data = new FormData(form, submitter);
		if (handled && lock) {
			const { submission, next, unknown, answered } = lock;
			const { auto } = submission;
			// Pressed again while it waits: it is tried now.
			const same = request.url.href === submission.url && bodyOf(data) === bodyOf(submission.data);
			if (unknown) lazy.resend?.tryNow(submission);
			if (answered ? same && !auto : unknown ? same : !auto || next) return event.preventDefault();
		}
		const confirmed = data.has(name.ConfirmField);
		const question = !confirmed && questionOf(form, submitter);
		if (question && !confirm(question)) return event.preventDefault();
		if (!handled) return;
		event.preventDefault();
		const auto = automatic.has(form);
		const { url, post: posts } = request;
		if (posts) {
			if (question) data.append(name.ConfirmField, question);
			const submission = newSubmission(form, submitter, request, data, auto);
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
		if (!emit(form, "submit", { url, form, submitter, data, auto }, true)) return;
		// What a timer would save is in this submission, unless it goes to another address.
		if (url === submission.action) cancelTriggers(form);
		// A form that saves while somebody types in it is not emptied by its answers.
		submission.sent = auto ? undefined : valuesOf(elementsOf(form));
		submission.at = Date.now();
		submission.viewer = currentUser();
		lazy.drafts?.sending(form);
		await sendUntilKnown(submission);
	}

	/**
	 * Sends a submission until its outcome is known, or the person has cancelled it. `result` is
	 * the last one of a submission that an earlier document has sent.
	 */
	async function sendUntilKnown(submission: Submission, result?: Result): Promise<void> {
		const lock: Lock = { submission };
		const { url, auto, page: from } = submission;
		underWay.set(submission.form, lock);
		const place = submission.submitter ?? submission.form;
		if (awaitsParts(place)) await ready.parts;
		const region = targetRegion(place, url);
		// What an earlier document has sent interrupts nothing, and leads nobody away from another
		// page. A newer server may write the URL of this page in another way; the form is found
		// then.
		const here = page.url === from || isConnected(submission.form);
		//mutant:false(2.2) TestResendLeft: the answer of a page that was left is shown there alone
		const inBackground = result && (region.navigation || !here);
		let navigation: Navigation = inBackground
			? { url, region, abort: new AbortController() }
			: beginNavigation(url, region);
		// What sends it again must be here before the server is not. It also knows the key of a
		// submission that an earlier document has sent.
		await load("resend");
		const { resend } = lazy;
		submission.key ||= keys.get(submission.form) ?? newKey();
		keys.set(submission.form, submission.key);
		resend?.begin(submission);
		for (;;) {
			if (result && isUnknown(result, submission)) {
				const { form } = submission;
				lock.unknown = true;
				if (isCurrent(navigation)) restoreEntry();
				const { status, patch } = result;
				emit(form, "error", { url, status, message: patch?.message ?? errorText(result) });
				const again = await resend?.decide(submission, result);
				if (!again) {
					if (again === false) result = undefined;
					break;
				}
			} else if (result) break;
			result = await attempt(submission, navigation);
			if (!result) break; // cancelled
		}
		lock.answered = true;
		resend?.end(submission, result);
		try {
			if (result) {
				const { form, done } = submission;
				if (done || (result.patch && result.status < 500)) keys.delete(form);
				// The person has come back to the page.
				const back = page.url === from && isConnected(form) && !region.navigation;
				if (back && !isCurrent(navigation)) navigation = beginNavigation(url, region);
				if (!auto && lock.unknown) submission.sent = resend!.stillSent(submission);
				await showResult(result, submission, navigation);
			}
		} finally {
			// What is sent from now on is based on what the answer has brought.
			underWay.delete(submission.form);
			endNavigation(navigation);
		}
		if (!result) return;
		if (lock.next) void post(renewed(lock.next));
		else if (lock.again && isConnected(submission.form)) submitQuietly(submission.form);
	}

	/** Sends it once. Undefined if the person has cancelled it. */
	async function attempt(
		submission: Submission,
		navigation: Navigation,
	): Promise<Result | undefined> {
		const { form, submitter, abort } = submission;
		dropPrefetched();
		const done = busy(form, submitter);
		const label = [...elementsOf(form)].find((el) => setting(el, name.Busy));
		const resetLabel = busyLabel(submitter ?? label);
		try {
			return await send(submission, navigation);
		} catch (err) {
			if (!abort.signal.aborted) throw err;
			return undefined;
		} finally {
			resetLabel();
			done();
			dropPrefetched();
		}
	}

	/**
	 * Whether nobody knows if a submission is done: no answer has come, or that of a proxy. Where
	 * the server does each submission once, it is sent again after its own 502, 503 and 504 too.
	 */
	function isUnknown({ status, patch }: Result, { done, auto, tries }: Submission): boolean {
		if (done) return false;
		if (status === 409) return tries > 1; // the viewer may be another one
		const once = hasAttr(root, name.Once);
		return isLost(status) && (once || !(patch || auto));
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

	async function send(submission: Submission, navigation: Navigation): Promise<Result> {
		const { region } = navigation;
		const { form, url, data, multipart, page: from, abort, auto } = submission;
		const hasFiles = [...data.values()].some((value) => value instanceof File && value.name);
		const body = multipart || hasFiles ? data : encode(data);
		const headers: Record<string, string> = { [name.KeyHeader]: submission.key };
		if (submission.tries++) headers[name.ViewerHeader] = submission.viewer || name.NoViewer;
		const init = { method: "POST", body, headers, signal: abort.signal };
		const result = await fetchPatch(url, init, region.url, region);
		const { next, flash } = result.patch ?? {};
		if (!next) return result;
		// The action has changed the viewer or a cookie: the next page is fetched with the new
		// cookies.
		submission.done = next;
		lazy.drafts?.submitted(form, from, data, auto);
		const second = await fetchNext(next, navigation);
		if (second.patch) second.patch.flash ??= flash;
		else if (flash && !isCurrent(navigation)) showMessage(flash);
		return second;
	}

	/** Another page is shown: the form of a submission may be another element now. */
	contentChanged.listen(() => {
		for (const [old, lock] of [...underWay]) {
			const { submission } = lock;
			const form = isConnected(old) ? undefined : lazy.resend?.findForm(submission);
			if (!form || underWay.has(form)) continue;
			underWay.delete(old);
			underWay.set((submission.form = form), lock);
			submission.submitter = null;
			//mutant:true TestAnswerBeforeAnother: the next submission has another key
			if (!lock.answered) keys.set(form, submission.key);
		}
	});

	return {
		submitQuietly,
		submitting: () => underWay.size > 0,
		/** A form was sent by an earlier document: this names the submission. */
		setKey: (form: HTMLFormElement, key: string): void => void keys.set(form, key),
		/**
		 * Goes on with a submission of an earlier document, unless the person has sent it again.
		 */
		resume(submission: Submission): void {
			if (!underWay.has(submission.form)) void sendUntilKnown(submission, { status: 0 });
		},
	};
}

/** All that is sent, to be compared. */
const bodyOf = (data: FormData): string =>
	JSON.stringify([...data], (_, value) =>
		value instanceof File ? [value.name, value.size, value.lastModified] : value,
	);

/** A random key: 144 bits as 24 characters of base64url. */
function newKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(18));
	return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_");
}

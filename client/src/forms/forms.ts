// Forms: a GET form is a visit, a POST form is an action. Every one of them is a plain form first.

import { busy, busyLabel } from "../navigation/busy";
import * as name from "../contract";
import { drafts, draftsAreSafe, errors, needErrors, target } from "../lazy/lazy";
import { emit } from "../util/events";
import { resetSent, sent } from "../morph/fields";
import { shellReady } from "../deploy/fingerprints";
import { load } from "../navigation/document";
import { optedOut } from "../navigation/links";
import { message, say, sayPassing, sorry } from "../util/messages";
import { ask } from "../page/fetchPatch";
import { page } from "../page/page";
import { dropPrefetched } from "../navigation/prefetch";
import { show } from "../navigation/show";
import { endTurn, holdsTurn, takeTurn } from "../navigation/navigation";
import { isHere, showable, stay, visit } from "../navigation/visit";

type Submitter = HTMLElement | null;

/** Forms under way: a second submit of the same form is ignored, one that a trigger set off is made up for. */
const underWay = new Map<HTMLFormElement, { again: boolean }>();
const automatic = new WeakSet<HTMLFormElement>();

/** Whether a form is on its way. */
export function submitting(): boolean {
	return underWay.size > 0;
}

/** Submits as a trigger does: nothing is said about a form that is not complete yet. */
export function submitQuietly(form: HTMLFormElement): void {
	const locked = underWay.get(form);
	if (locked) {
		locked.again = true;
		return;
	}
	if (!form.noValidate && !form.matches(":valid")) return;
	automatic.add(form);
	form.requestSubmit();
	automatic.delete(form);
}

export function startForms(): void {
	if (document.querySelector(`[${name.Error}]:not([hidden])`)) void needErrors();
	document.addEventListener("submit", (event) => {
		const form = event.target as HTMLFormElement;
		const submitter = event.submitter;
		if (event.defaultPrevented) return;
		if (underWay.has(form)) return event.preventDefault();
		const question = submitter?.getAttribute(name.Confirm) ?? form.getAttribute(name.Confirm);
		if (question && !confirm(question)) return event.preventDefault();

		// Attributes, not properties: a field called "action" would hide them.
		const setting = (attribute: string) => submitter?.getAttribute("form" + attribute) ?? form.getAttribute(attribute) ?? "";
		const method = setting("method").toLowerCase();
		const url = new URL(setting("action") || location.href, document.baseURI);
		const target = setting("target");
		if (method === "dialog" || (target && target !== "_self") || url.origin !== location.origin || setting("enctype") === "text/plain") return;
		if (optedOut(form) || (submitter && optedOut(submitter))) return;

		const data = new FormData(form, submitter);
		if (method === "post") {
			event.preventDefault();
			void post(form, submitter, url.href, data, setting("enctype") === "multipart/form-data", automatic.has(form));
			return;
		}
		url.hash = "";
		url.search = encode(data, true).toString();
		event.preventDefault();
		void visit(url.href, { element: form, auto: automatic.has(form) });
	});
}

/** The fields as a query; an empty one says nothing in an address. Line ends as browsers send them. */
function encode(data: FormData, dropEmpty = false): URLSearchParams {
	const query = new URLSearchParams();
	for (const [field, value] of data) {
		const text = value instanceof File ? value.name : value.replace(/\r\n|\n|\r/g, "\r\n");
		if (text || !dropEmpty) query.append(field, text);
	}
	return query;
}

async function post(form: HTMLFormElement, submitter: Submitter, url: string, data: FormData, multipart: boolean, auto: boolean): Promise<void> {
	if (!emit(form, "submit", { url, form, submitter, data }, true)) return;
	const lock = { again: false };
	const files = [...data.values()].some((value) => value instanceof File && value.name);
	// A form that saves while somebody types in it is not emptied by its answers.
	const values = auto ? undefined : sent(form);
	const region = target(submitter ?? form, url);
	const turn = takeTurn(url, region);
	dropPrefetched();
	underWay.set(form, lock);
	const done = busy(form, submitter);
	const unlabel = busyLabel(submitter ?? form.querySelector(`[${name.Busy}]`));
	const loading = needErrors(); // while the server thinks
	drafts?.sending(form);
	let answer = await ask(url, { method: "POST", body: multipart || files ? data : encode(data) }, region.url, region);
	const { next, flash } = answer.patch ?? {};
	// The action has changed who looks, or a cookie: what comes next is asked for with that.
	if (next) {
		taken(form);
		answer = await ask(next, { redirect: "manual" }, region.url, region);
		if (answer.patch) answer.patch.flash ??= flash;
	}
	if (answer.status === 422) await loading;
	unlabel();
	done();
	underWay.delete(form);
	dropPrefetched();

	const { status, patch } = answer;
	const page200 = showable(answer);
	if (holdsTurn(turn) && (status === 422 || status === 0 || status >= 500)) stay();
	if (status === 422 && patch) {
		const fields = patch.fields ?? {};
		if (form.isConnected) message(name.Flash, errors ? errors.showErrors(form, fields) : Object.values(fields).join(" "));
		if (patch.say) say(patch.say);
		emit(form, "invalid", { url, fields });
	} else if (page200) {
		errors?.clearErrors(form);
		taken(form);
		await shellReady();
		if (holdsTurn(turn)) {
			await show(page200, { turn, reason: "submit", element: submitter ?? form, sent: values, auto });
		} else {
			// The person has gone on: the page that is shown now is another wish's. Only the word about this one is still news.
			if (values) resetSent(values);
			if (patch?.flash) message(name.Flash, patch.flash);
		}
	} else if (patch?.location) {
		taken(form);
		load(patch.location);
	} else if (status && status < 400 && !patch) {
		load(answer.redirected ?? page.url); // what answers is no page of the app
	} else if (patch && (status === 401 || status === 403) && !(await stillHere())) {
		load(page.url); // which may ask to sign in; what was entered comes back then
	} else {
		const sentence = patch?.say ?? sorry(status === 0);
		if (patch?.say) say(sentence);
		else sayPassing(sentence);
		emit(form, "error", { url, status, say: sentence });
	}
	endTurn(turn);
	if (lock.again && form.isConnected) submitQuietly(form);
}

/** The server has what is in the form. */
function taken(form: HTMLFormElement): void {
	drafts?.taken(form);
}

/** Whether the page that is open is still for this viewer, or holds what would be lost with its document. */
async function stillHere(): Promise<boolean> {
	const answer = await ask(page.url, { redirect: "manual" }, "");
	const patch = showable(answer);
	return (!!patch && isHere(patch)) || !answer.status || answer.status >= 500 || !draftsAreSafe() || holdsSecrets();
}

/** What no draft may hold. */
function holdsSecrets(): boolean {
	return [...document.querySelectorAll<HTMLInputElement>("input[type=password],input[type=file]")].some((el) => el.value);
}

// Submits forms: a GET form is a visit, a POST form is an action. Every one works without scripts
// too.

import * as name from "../contract";
import type { Control, SentValues } from "../morph/fields";
import type { Navigation } from "../navigation/navigation";
import type { Result } from "../page/fetchPatch";
import { busyLabel } from "./busyLabel";
import type { FormsDeps } from "./forms";

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

export function startSubmit(deps: FormsDeps) {
	const { emit, fields, lazy, messages, navigation: nav, page, requests } = deps;

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
		if (!form.noValidate && !form.matches(":valid")) return;
		automatic.add(form);
		form.requestSubmit();
		automatic.delete(form);
	}

	document.addEventListener("submit", (event) => {
		const form = event.target as HTMLFormElement;
		const { submitter } = event;
		if (event.defaultPrevented) return;
		if (underWay.has(form)) return event.preventDefault();
		const question = deps.questionOf(form, submitter);
		if (question && !confirm(question)) return event.preventDefault();

		const request = deps.formRequest(form, submitter);
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
			void nav.visit(url.href, { element: form, auto });
		}
	});

	async function post(submission: Submission): Promise<void> {
		const { form, submitter, url, data, auto } = submission;
		if (!emit(form, "submit", { url, form, submitter, data }, true)) return;
		// A form that saves while somebody types in it is not emptied by its answers.
		const sent = auto ? undefined : valuesOf(form);
		const region = nav.targetRegion(submitter ?? form, url);
		const navigation = nav.beginNavigation(url, region);
		const lock = { again: false };
		nav.dropPrefetched();
		underWay.set(form, lock);
		const done = nav.busy(form, submitter);
		const resetLabel = busyLabel(submitter ?? form.querySelector(`[${name.Busy}]`));
		const loading = deps.loadErrors(); // while the server works
		lazy.drafts?.sending(form);
		const result = await send(submission, navigation);
		if (result.status === 422) await loading;
		resetLabel();
		done();
		underWay.delete(form);
		nav.dropPrefetched();
		await showResult(result, submission, navigation, sent);
		nav.endNavigation(navigation);
		if (lock.again && form.isConnected) submitQuietly(form);
	}

	async function send(submission: Submission, { region }: Navigation): Promise<Result> {
		const { form, url, data, multipart } = submission;
		const hasFiles = [...data.values()].some((value) => value instanceof File && value.name);
		const body = multipart || hasFiles ? data : encode(data);
		const result = await requests.fetchPatch(url, { method: "POST", body }, region.url, region);
		const { next, flash } = result.patch ?? {};
		if (!next) return result;
		// The action has changed the viewer or a cookie: the next page is fetched with the new cookies.
		lazy.drafts?.submitted(form);
		const second = await requests.fetchPatch(next, { redirect: "manual" }, region.url, region);
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
		const shown = requests.displayable(result);
		const failed = status === 0 || status >= 500;
		if (nav.isCurrent(navigation) && (status === 422 || failed)) nav.restoreEntry();
		if (status === 422 && patch) {
			const errors = patch.fields ?? {};
			if (form.isConnected) {
				const unplaced = lazy.errors?.showErrors(form, errors) ?? Object.values(errors).join(" ");
				messages.setMessage(name.Flash, unplaced);
			}
			if (patch.message) messages.showMessage(patch.message);
			emit(form, "invalid", { url, fields: errors });
		} else if (shown) {
			lazy.errors?.clearErrors(form);
			lazy.drafts?.submitted(form);
			await nav.shellReady();
			if (nav.isCurrent(navigation)) {
				const element = submitter ?? form;
				await nav.show(shown, { navigation, reason: "submit", element, sent, auto });
			} else {
				// The person has gone on to another page: of this answer only the flash is shown.
				if (sent) fields.resetSent(sent);
				if (shown.flash) messages.setMessage(name.Flash, shown.flash);
			}
		} else if (patch?.location) {
			lazy.drafts?.submitted(form);
			nav.loadDocument(patch.location);
		} else if (status && status < 400 && !patch) {
			nav.loadDocument(redirected ?? page.url); // not a page of the app
		} else if (patch && (status === 401 || status === 403) && !(await mustStay())) {
			// The document may ask to sign in. The draft is restored after that.
			nav.loadDocument(page.url);
		} else {
			const text = patch?.message ?? messages.errorText(status);
			if (patch?.message) messages.showMessage(text);
			else messages.showServerMessage(text);
			emit(form, "error", { url, status, message: text });
		}
	}

	/** What is in the fields of a form. */
	function valuesOf(form: HTMLFormElement): SentValues {
		const controls = [...fields.elementsOf(form)].filter(
			(el): el is Control => "validity" in el && "value" in el && fields.isEditable(el as Control),
		);
		return new Map(controls.map((el) => [el, fields.currentValue(el)]));
	}

	/** Whether the viewer may still see the page, or would lose something with its document. */
	async function mustStay(): Promise<boolean> {
		const result = await requests.fetchPage();
		const patch = requests.displayable(result);
		if (patch && requests.isThisPage(patch)) return true;
		return !result.status || result.status >= 500 || !deps.draftsAreSafe() || hasSecrets();
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

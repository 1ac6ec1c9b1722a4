// Checks while a person fills in a form (data-gf-check): a moment after an edit, the client asks
// the server for the errors of the form, and shows those of the fields that the person has edited.
// The server writes nothing. What is wrong with the other fields is shown after a submit. Loaded if
// the page has such a form.

import { Check as CheckAttr, CheckHeader } from "../contract";
import { lazy } from "../lazy/lazy";
import { fetchPatch } from "../page/fetchPatch";
import { isControl, isDirty, isEditable } from "../morph/controls";
import { attr, document, elementsOf, formOf, is, isConnected } from "../util/dom";
import { own } from "../util/own";
import { encode, formRequest } from "./request";

/** Milliseconds after the last edit. */
const delay = 400;

interface Checking {
	/** Names of the fields that the person has edited. */
	edited: Set<string>;
	timer?: ReturnType<typeof setTimeout>;
	/** Ends the request. An answer that an edit has overtaken says nothing of the form. */
	request?: AbortController;
}

export type Check = ReturnType<typeof start>;

export function start() {
	const forms = new WeakMap<Element, Checking>();

	function stop(form: Element): void {
		const checking = forms.get(form);
		clearTimeout(checking?.timer);
		checking?.request?.abort();
	}

	function edited(target: EventTarget | null): void {
		const form = formOf(target);
		const name = form && attr(target as Element, "name");
		if (!form || !name || !is(form, own(CheckAttr))) return;
		const checking = forms.get(form) ?? { edited: new Set() };
		forms.set(form, checking);
		checking.edited.add(name);
		//mutant:delete TestChecksAsYouType/an_older_answer: an answer from before an edit is not shown
		stop(form);
		checking.timer = setTimeout(() => void check(form, checking), delay);
	}

	for (const type of ["input", "change"])
		document.addEventListener(type, ({ target }) => edited(target));
	// Edited before this file was here.
	for (const form of document.querySelectorAll<HTMLFormElement>("form" + own(CheckAttr)))
		for (const el of elementsOf(form))
			//mutant:false TestChecksAsYouType/typed_before: what was typed while the file loads is checked
			if (isControl(el) && isEditable(el) && isDirty(el)) edited(el);

	async function check(form: HTMLFormElement, checking: Checking): Promise<void> {
		const request = formRequest(form, null);
		if (!request?.post || !isConnected(form)) return;
		const { signal } = (checking.request = new AbortController());
		const init = {
			method: "POST",
			body: encode(new FormData(form)), // names of files, and no files
			headers: { [CheckHeader]: "1" },
			signal,
		};
		const result = await fetchPatch(request.url.href, init).catch(() => undefined);
		// Without an answer the submit says what is wrong.
		if (result?.status !== 200 || !result.patch || signal.aborted) return;
		lazy.forms?.markErrors(form, result.patch.fields ?? {}, checking.edited);
	}

	return {
		/** A form is submitted: ends its check. */
		stop,
	};
}

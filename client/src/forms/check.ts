// Checks while a person fills in a form (data-gf-check): a moment after an edit, the client asks
// the server for the errors of the form, and shows those of the fields that the person has edited.
// The server writes nothing. What is wrong with the other fields is shown after a submit.

import { Check, CheckHeader } from "../contract";
import { fetchPatch } from "../page/fetchPatch";
import { attr, document, formOf, is, isConnected } from "../util/dom";
import { own } from "../util/own";
import { markErrors } from "./errors";
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

/** Returns a function that ends the checks of a form, which is submitted. */
export function startChecks(): (form: Element) => void {
	const forms = new WeakMap<Element, Checking>();

	function stop(form: Element): void {
		const checking = forms.get(form);
		clearTimeout(checking?.timer);
		checking?.request?.abort();
	}

	for (const type of ["input", "change"])
		document.addEventListener(type, ({ target }) => {
			const form = formOf(target);
			const name = attr(target as Element, "name");
			if (!form || !name || !is(form, own(Check))) return;
			const checking = forms.get(form) ?? { edited: new Set() };
			forms.set(form, checking);
			checking.edited.add(name);
			//mutant:delete TestChecksAsYouType/an_older_answer: an answer from before an edit is not shown
			stop(form);
			checking.timer = setTimeout(() => void check(form, checking), delay);
		});

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
		markErrors(form, result.patch.fields ?? {}, checking.edited);
	}

	return stop;
}

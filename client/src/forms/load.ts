// Loads forms.ts at once if the page has a form or a trigger. A form that is submitted before that
// is submitted again when the file has arrived. If the file cannot be had, the browser submits the
// form.

import { Error as ErrorAttribute, On } from "../contract";
import { shellReady } from "../deploy/fingerprints";
import { draftsAreSafe } from "../drafts/load";
import { importOptional, lazy } from "../lazy/lazy";
import { resetSent, valuesOf } from "../morph/fields";
import { busy } from "../navigation/busy";
import { loadDocument } from "../navigation/document";
import { restoreEntry } from "../navigation/history";
import { beginNavigation, endNavigation, isCurrent } from "../navigation/navigation";
import { dropPrefetched } from "../navigation/prefetch";
import { show } from "../navigation/show";
import { visit } from "../navigation/visit";
import { displayable, fetchPage, fetchPatch, isThisPage } from "../page/fetchPatch";
import { page } from "../page/page";
import { contentChanged } from "../page/signals";
import { targetRegion } from "../parts/load";
import { call, document, isConnected } from "../util/dom";
import { emit } from "../util/events";
import { errorText, setMessage, showMessage, showServerMessage } from "../util/messages";
import { formRequest, questionOf } from "./request";

declare const ERRORS_FILE: string;
declare const FORMS_FILE: string;

let loading: Promise<void> | undefined;

export function startFormsLoader(): void {
	document.addEventListener("submit", holdSubmit);
	for (const type of editEvents) document.addEventListener(type, holdEdit);
	contentChanged.listen(() => {
		if (document.querySelector(`form,[${On}]`)) void loadForms();
	});
	if (document.querySelector(`[${ErrorAttribute}]:not([hidden])`)) void loadErrors();
}

function loadForms(): Promise<void> {
	return (loading ??= (async () => {
		const file = await importOptional<typeof import("./forms")>(FORMS_FILE);
		lazy.forms ??= file?.startForms({
			contentChanged,
			draftsAreSafe,
			emit,
			fields: { resetSent, valuesOf },
			formRequest,
			heldEdits,
			lazy,
			loadErrors,
			messages: { errorText, setMessage, showMessage, showServerMessage },
			navigation: {
				beginNavigation,
				busy,
				dropPrefetched,
				endNavigation,
				isCurrent,
				loadDocument,
				restoreEntry,
				shellReady,
				show,
				targetRegion,
				visit,
			},
			page,
			questionOf,
			requests: { displayable, fetchPage, fetchPatch, isThisPage },
		});
		if (lazy.forms) {
			document.removeEventListener("submit", holdSubmit);
			for (const type of editEvents) document.removeEventListener(type, holdEdit);
		} else {
			loading = undefined;
		}
	})());
}

/** Loads errors.ts, which shows the errors of refused forms. */
export async function loadErrors(): Promise<void> {
	if (lazy.errors) return;
	const file = await importOptional<typeof import("./errors")>(ERRORS_FILE);
	if (!lazy.errors) lazy.errors = file?.startErrors();
}

const editEvents = ["input", "change", "compositionend"];
/** Events that triggers may listen for. */
const heldEdits: Event[] = [];

function holdEdit(event: Event): void {
	if (loading) heldEdits.push(event);
}

/** Forms that wait for the file, and forms that the browser submits. */
const held = new Set<HTMLFormElement>();
const native = new Set<HTMLFormElement>();

async function holdSubmit(event: SubmitEvent): Promise<void> {
	const form = event.target as HTMLFormElement;
	const { submitter } = event;
	const question = questionOf(form, submitter);
	if (event.defaultPrevented || native.has(form)) return;
	if (!question && !formRequest(form, submitter)) return;
	event.preventDefault();
	if (held.has(form)) return;
	held.add(form);
	await loadForms();
	held.delete(form);
	// With the file, forms.ts asks the question.
	if (!isConnected(form) || (!lazy.forms && question && !confirm(question))) return;
	if (!lazy.forms) native.add(form);
	call(form, "requestSubmit", submitter && isConnected(submitter) ? submitter : null);
	native.delete(form);
}

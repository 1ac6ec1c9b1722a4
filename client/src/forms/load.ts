// Loads forms.ts at once if the page has a form or a trigger. A form that is submitted before that
// is submitted again when the file has arrived. If the file cannot be had, the browser submits the
// form.

import { On } from "../contract";
import { lazy, load } from "../lazy/lazy";
import { contentChanged } from "../page/signals";
import { call, document, isConnected } from "../util/dom";
import { own } from "../util/own";
import { formRequest, questionOf } from "./request";

const editEvents = ["input", "change", "compositionend"];
/** What was typed before the file has arrived: triggers may listen for it. */
export const heldEdits: Event[] = [];
let loading = false;

export function startFormsLoader(): void {
	document.addEventListener("submit", holdSubmit);
	for (const type of editEvents) document.addEventListener(type, holdEdit);
	contentChanged.listen(() => {
		if (document.querySelector("form," + own(On))) void loadForms();
	});
}

async function loadForms(): Promise<void> {
	loading = true;
	loading = await load("forms");
	if (!loading) return;
	document.removeEventListener("submit", holdSubmit);
	for (const type of editEvents) document.removeEventListener(type, holdEdit);
}

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

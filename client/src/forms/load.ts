// Loads forms.ts at once if the page has a form or a trigger. A form that is submitted before that
// is submitted again when the file has arrived. If the file cannot be had, the browser submits the
// form. What is typed before forms.ts and triggers.ts are there is held for them.

import { On } from "../contract";
import { lazy, load } from "../lazy/lazy";
import { contentChanged } from "../page/signals";
import { call, document, formOf, isConnected } from "../util/dom";
import { own } from "../util/own";
import { loadItem } from "../util/storage";
import { formRequest, questionOf } from "./request";

/** Where submissions are kept whose outcome is not known. */
export const keptKey = "submissions";

/** What was typed before forms.ts or triggers.ts has arrived. */
export const heldEdits = new Set<Event>();

/**
 * The click that may cause a submit: with Ctrl, Shift or another button it is the browser's, which
 * opens another tab.
 */
let click: MouseEvent | undefined;

/** Whether the browser submits the form, because of how it was clicked. */
export const isModified = (): boolean =>
	!!click && !!(click.button || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey);

export function startFormsLoader(): void {
	for (const type of ["click", "auxclick"] as const)
		addEventListener(
			type,
			(event) => {
				click = event;
				setTimeout(() => (click = undefined));
			},
			{ capture: true },
		);
	document.addEventListener("submit", holdSubmit);
	for (const type of ["input", "change", "compositionend"]) document.addEventListener(type, holdEdit);
	contentChanged.listen(() => {
		if (document.querySelector("form," + own(On)) || loadItem(keptKey, "")) void loadForms();
	});
}

async function loadForms(): Promise<void> {
	if (await load("forms")) document.removeEventListener("submit", holdSubmit);
}

function holdEdit(event: Event): void {
	const triggers = !lazy.triggers && document.querySelector(own(On));
	if (lazy.forms ? !triggers : !formOf(event.target)) return;
	heldEdits.add(event);
	// A script may have added the first trigger; otherwise forms.ts has begun to load the file.
	if (lazy.forms) void load("triggers");
}

/** Forms that wait for the file, and forms that the browser submits. */
const held = new Set<HTMLFormElement>();
const native = new Set<HTMLFormElement>();

async function holdSubmit(event: SubmitEvent): Promise<void> {
	const form = event.target as HTMLFormElement;
	const { submitter } = event;
	const question = questionOf(form, submitter);
	if (event.defaultPrevented || native.has(form)) return;
	//mutant:false TestSubmitBeforeTheFile: a click with Ctrl or Shift is the browser's
	if (isModified()) {
		if (question && !confirm(question)) event.preventDefault();
		return;
	}
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

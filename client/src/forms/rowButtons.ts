// Buttons of rows (src/rows): the file that does what they say is loaded when the page has a list.
// If it cannot be had, the browser submits the form, and the server does it.

import { RowsField } from "../contract";
import { lazy, load } from "../lazy/lazy";
import { attr, call, document } from "../util/dom";

export function startRowButtons(): void {
	let native = false;
	document.addEventListener("submit", async (event) => {
		const { submitter } = event;
		if (event.defaultPrevented || attr(submitter, "name") !== RowsField) return;
		event.stopImmediatePropagation();
		if (native) return;
		event.preventDefault();
		if (await load("rows")) return lazy.rows!.press(submitter!);
		native = true;
		call(event.target as HTMLFormElement, "requestSubmit", submitter);
		native = false;
	});
}

// Forms: how they are submitted. Loaded at once if the page has a form or a trigger.

import { Check, On, Upload } from "../contract";
import { lazy, load } from "../lazy/lazy";
import { contentChanged } from "../page/signals";
import { document, formOf } from "../util/dom";
import { own } from "../util/own";
import { loadItem } from "../util/storage";
import { markErrors, startErrors } from "./errors";
import { heldEdits, keptKey } from "./load";
import { startSubmit } from "./submit";

export type Forms = ReturnType<typeof start>;

export function start() {
	const exports = startSubmit((form) => {
		lazy.triggers?.(form);
		//mutant:delete TestTriggersThatArriveLate: what was submitted is not submitted again by itself
		for (const edit of heldEdits) if (formOf(edit.target) === form) heldEdits.delete(edit);
		lazy.check?.stop(form);
	});
	startErrors();
	const posts = () => document.querySelector("form[method=post i]") || loadItem(keptKey, "");
	function mount(): void {
		if (posts()) void load("resend");
		if (document.querySelector(own(On))) void load("triggers");
		else heldEdits.clear();
		if (document.querySelector(own(Check))) void load("check");
		if (document.querySelector(own(Upload))) void load("upload");
	}
	contentChanged.listen(mount);
	mount();
	return { ...exports, markErrors };
}

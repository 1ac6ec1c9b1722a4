// Forms: how they are submitted, and what triggers links and forms. Loaded at once if the page has
// a form or a trigger.

import { Check, Upload } from "../contract";
import { lazy, load } from "../lazy/lazy";
import { contentChanged } from "../page/signals";
import { document } from "../util/dom";
import { own } from "../util/own";
import { loadItem } from "../util/storage";
import { markErrors, startErrors } from "./errors";
import { keptKey } from "./load";
import { startSubmit } from "./submit";
import { startTriggers } from "./triggers";

export type Forms = ReturnType<typeof start>;

export function start() {
	let cancelTriggers = (_form: Element) => {};
	const { submitQuietly, ...exports } = startSubmit((form) => {
		cancelTriggers(form);
		lazy.check?.stop(form);
	});
	startErrors();
	cancelTriggers = startTriggers(submitQuietly);
	const posts = () => document.querySelector("form[method=post i]") || loadItem(keptKey, "");
	function mount(): void {
		if (posts()) void load("resend");
		if (document.querySelector(own(Check))) void load("check");
		if (document.querySelector(own(Upload))) void load("upload");
	}
	contentChanged.listen(mount);
	mount();
	return { ...exports, markErrors };
}

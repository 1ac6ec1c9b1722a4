// Forms: how they are submitted, and what triggers links and forms. Loaded at once if the page has
// a form or a trigger.

import { load } from "../lazy/lazy";
import { contentChanged } from "../page/signals";
import { document } from "../util/dom";
import { loadItem } from "../util/storage";
import { startChecks } from "./check";
import { startErrors } from "./errors";
import { keptKey } from "./load";
import { startSubmit } from "./submit";
import { startTriggers } from "./triggers";

export type Forms = ReturnType<typeof start>;

export function start() {
	let cancelTriggers = (_form: Element) => {};
	const stopChecks = startChecks();
	const { submitQuietly, ...exports } = startSubmit((form) => {
		cancelTriggers(form);
		stopChecks(form);
	});
	startErrors();
	cancelTriggers = startTriggers(submitQuietly);
	const posts = () => document.querySelector("form[method=post i]") || loadItem(keptKey, "");
	const mount = () => void (posts() && load("resend"));
	contentChanged.listen(mount);
	mount();
	return exports;
}

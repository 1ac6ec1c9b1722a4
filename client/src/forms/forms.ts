// Forms: how they are submitted, and what triggers links and forms. Loaded at once if the page has
// a form or a trigger.

import { startChecks } from "./check";
import { startErrors } from "./errors";
import { startSubmit } from "./submit";
import { startTriggers } from "./triggers";

export type Forms = ReturnType<typeof start>;

export function start() {
	let cancelTriggers = (_form: Element) => {};
	const stopChecks = startChecks();
	const { submitQuietly, submitting } = startSubmit((form) => {
		cancelTriggers(form);
		stopChecks(form);
	});
	startErrors();
	cancelTriggers = startTriggers(submitQuietly);
	return { submitting };
}

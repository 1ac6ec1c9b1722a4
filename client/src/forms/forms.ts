// Forms: how they are submitted, and what triggers links and forms. Loaded at once if the page has
// a form or a trigger.

import { startErrors } from "./errors";
import { startSubmit } from "./submit";
import { startTriggers } from "./triggers";

export type Forms = ReturnType<typeof start>;

export function start() {
	const { submitQuietly, submitting } = startSubmit();
	startErrors();
	startTriggers(submitQuietly);
	return { submitting };
}

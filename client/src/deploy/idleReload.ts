// Loads the document that is due, when nobody can lose anything by it.

import { Keep } from "../contract";
import type { localChanges } from "../morph/localChanges";
import type { fetchPage, isThisPage } from "../page/fetchPatch";
import { closest, document, isContentEditable } from "../util/dom";
import type { documentDue, markDueDocument } from "./fingerprints";

/** What this module needs of the start-up file. */
export interface ReloadDeps {
	fetchPage: typeof fetchPage;
	isThisPage: typeof isThisPage;
	local: { changes: typeof localChanges };
	/** Whether a control is changed, a form is under way, or drafts cannot be saved. */
	hasUnsavedInput(): boolean;
	fingerprints: { documentDue: typeof documentDue; markDueDocument: typeof markDueDocument };
}

/** The person has touched nothing for so long: then a visible tab may be reloaded. */
const idleAfter = 300_000;
/** A new build may die with its first answer: it must answer twice, with this time between. */
const betweenAnswers = 3000;

/** Returns a function that says whether somebody could lose something by another document. */
export function startIdleReload(deps: ReloadDeps): () => boolean {
	const { documentDue, markDueDocument } = deps.fingerprints;

	function hasChanges(): boolean {
		if (deps.hasUnsavedInput()) return true;
		if (document.querySelector("dialog[open],:popover-open")) return true;
		if (closest(document.activeElement, `[${Keep}]`)) return true;
		return [...deps.local.changes].some(
			([el, { children }]) => children && isContentEditable(el as HTMLElement),
		);
	}

	/** Whether the app answers for this page, and a document is still due. */
	async function answers(): Promise<boolean> {
		const { status, patch } = await deps.fetchPage();
		return status === 200 && !!patch && deps.isThisPage(patch) && documentDue();
	}

	let lastInput = Date.now();
	let considering = false;

	async function consider(): Promise<void> {
		const isIdle = () => document.hidden || Date.now() - lastInput > idleAfter;
		const isReady = () => documentDue() && !hasChanges() && isIdle();
		if (considering || !isReady()) return;
		considering = true;
		try {
			if (!(await answers())) return;
			await new Promise((done) => setTimeout(done, betweenAnswers));
			if ((await answers()) && isReady() && markDueDocument()) location.reload();
		} finally {
			considering = false;
		}
	}

	for (const type of ["keydown", "pointerdown", "wheel", "touchstart"])
		addEventListener(type, () => (lastInput = Date.now()), { capture: true, passive: true });
	// At random times, so that tabs do not all ask at once.
	document.addEventListener("visibilitychange", () => {
		if (document.hidden) setTimeout(consider, 5000 + Math.random() * 25_000);
	});
	setInterval(consider, 60_000 * (0.5 + Math.random()));

	return hasChanges;
}

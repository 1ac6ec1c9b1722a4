// Loads the document that is due, when nobody can lose anything by it.

import { Keep } from "../contract";
import { draftsAreSafe } from "../drafts/load";
import { lazy } from "../lazy/lazy";
import { isDirty, isEditable } from "../morph/controls";
import { localChanges } from "../morph/localChanges";
import { fetchPage, isThisPage } from "../page/fetchPatch";
import { closest, document, isContentEditable } from "../util/dom";
import { documentDue, markDueDocument } from "./fingerprints";

/** The person has touched nothing for so long: then a visible tab may be reloaded. */
const idleAfter = 300_000;
/** A new build may die with its first answer: it must answer twice, with this time between. */
const betweenAnswers = 3000;

/** Whether somebody could lose something by another document. */
export function hasChanges(): boolean {
	const controls = document.querySelectorAll<HTMLInputElement>("input,textarea,select");
	//mutant:false TestDeferredDocumentLoad/not_with: a changed control is a reason to wait
	if ([...controls].some((el) => isEditable(el) && isDirty(el))) return true;
	if (lazy.upload?.busy()) return true;
	if (lazy.forms?.submitting() || !draftsAreSafe()) return true;
	//mutant:false TestDeferredDocumentLoad/not_with: so is an open dialog
	if (document.querySelector("dialog[open],:popover-open")) return true;
	//mutant:false TestDeferredDocumentLoad/not_with: so is the focus in a kept region
	if (closest(document.activeElement, `[${Keep}]`)) return true;
	return [...localChanges].some(
		([el, { children }]) => children && isContentEditable(el as HTMLElement),
	);
}

export function startIdleReload(): void {
	/** Whether the app answers for this page, and a document is still due. */
	async function answers(): Promise<boolean> {
		const { status, patch } = await fetchPage();
		return status === 200 && !!patch && isThisPage(patch) && documentDue();
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
}

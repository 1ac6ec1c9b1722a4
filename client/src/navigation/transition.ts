// View transitions, if a link or form asks for one, the browser has them and motion is welcome.

import { Transition } from "../contract";
import { document } from "../util/dom";
import { inherited } from "../util/own";

interface ViewTransition {
	updateCallbackDone: Promise<void>;
	ready: Promise<void>;
	finished: Promise<void>;
}
type Update = () => void;
interface TransitionDocument {
	startViewTransition?(update: Update | { update: Update; types: string[] }): ViewTransition;
}

/**
 * Makes a change, as a view transition where that is possible. Resolves when the change is made.
 */
export async function transition(
	origin: Element | null | undefined,
	update: Update,
): Promise<void> {
	const type = inherited(origin, Transition);
	const doc = document as TransitionDocument;
	const still = document.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches;
	if (type === null || !doc.startViewTransition || still) return update();
	const hasTypes = type && "ViewTransitionTypeSet" in globalThis;
	const started = doc.startViewTransition(hasTypes ? { update, types: [type] } : update);
	// They reject if the transition is skipped. The change itself is made in any case.
	for (const promise of [started.ready, started.finished]) promise.catch(() => {});
	await started.updateCallbackDone;
}

// A change as a view transition, where it is asked for, the browser has them and motion is welcome.

import { Transition } from "../contract";

interface ViewTransition {
	updateCallbackDone: Promise<void>;
	ready: Promise<void>;
	finished: Promise<void>;
}
interface Starter {
	startViewTransition?(update: (() => void) | { update: () => void; types: string[] }): ViewTransition;
}

export async function transition(origin: Element | null | undefined, change: () => void): Promise<void> {
	const asked = origin?.closest(`[${Transition}]`)?.getAttribute(Transition);
	const doc = document as Starter;
	if (asked == null || !doc.startViewTransition || document.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches) return change();
	const typed = asked && "ViewTransitionTypeSet" in globalThis;
	const started = doc.startViewTransition(typed ? { update: change, types: [asked] } : change);
	for (const promise of [started.ready, started.finished]) promise.catch(() => {}); // skipped: the change itself is made all the same
	await started.updateCallbackDone;
}

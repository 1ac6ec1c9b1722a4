// A visit: asks for another URL's patch and shows it. What fails leaves the page as it is and says so.

import { busy } from "./busy";
import { draftsAreSafe, parts, target } from "../lazy/lazy";
import { emit } from "../util/events";
import { documentDue, shellReady } from "../deploy/fingerprints";
import type { Fitted } from "../page/resolve";
import { arrive, behind } from "./history";
import { load } from "./document";
import { sayPassing, sorry } from "../util/messages";
import { ask, type Answer } from "../page/fetchPatch";
import { page, pathOf } from "../page/page";
import { takePrefetched } from "./prefetch";
import { entry } from "./history";
import { restoreScroll } from "./scroll";
import { show } from "./show";
import { recheck } from "../stream/stream";
import { endTurn, holdsTurn, takeTurn } from "./navigation";

export interface VisitOptions {
	element?: Element | null;
	history?: "push" | "replace";
	pop?: boolean;
	/** Set off by a timer or by scrolling: never leaves the page for an error. */
	auto?: boolean;
}

export async function visit(href: string, options: VisitOptions = {}): Promise<void> {
	const url = new URL(href, document.baseURI).href;
	const { element, pop, auto } = options;
	const region = target(element, url);
	if (!pop && region.turn?.url === url) return;
	if (!emit(element, "before-visit", { url, history: pop ? "pop" : options.history, element }, true)) {
		if (pop) stay();
		return;
	}
	const turn = takeTurn(url, region);
	const done = busy(element);
	try {
		const answer = (!pop && region === page && (await takePrefetched(url))) || (await ask(url, { signal: turn.abort.signal, redirect: "manual" }, pop ? "" : region.url, region));
		if (!holdsTurn(turn)) return;
		const patch = showable(answer);
		// Another client comes with a document: now, when another page comes anyway, and the server has just answered.
		const due = patch && !auto && region === page && pathOf(patch.url ?? url) !== pathOf(page.url) && documentDue() && draftsAreSafe();
		if (patch && !due) {
			await shellReady();
			await show(patch, { turn, reason: "visit", element, history: options.history, pop, auto });
		} else if (answer.status === 0 || answer.status >= 500) {
			fail(url, answer, options);
		} else if (auto) {
			stay();
			void recheck();
		} else if (pop) {
			load(location.href);
		} else {
			load(answer.patch?.location ?? answer.patch?.url ?? url);
		}
	} catch (err) {
		if (!turn.abort.signal.aborted) throw err;
	} finally {
		endTurn(turn);
		done();
	}
}

/** The patch of an answer that can be shown as a page. */
export function showable({ status, patch }: Answer): Fitted | undefined {
	const shows = patch && !patch.location && status !== 401 && status !== 403 && status < 500 && (status < 400 || patch.body !== undefined);
	return shows ? patch : undefined;
}

/** Whether an answer for the page that is open is that page, and not another one that the server sends its viewer to. */
export function isHere(patch: Fitted): boolean {
	return !patch.location && (patch.url === undefined || pathOf(patch.url) === pathOf(page.url));
}

function fail(url: string, { status, patch }: Answer, { element, auto }: VisitOptions): void {
	const sentence = patch?.say ?? sorry(status === 0);
	if (!auto) {
		sayPassing(sentence);
	}
	emit(element, "error", { url, status, say: sentence });
	stay();
}

let undoing: number | undefined;

/** The page stays: back to its entry, where the person has gone through the history and the answer to that never landed. */
export function stay(): void {
	if (!behind()) return;
	undoing = entry + behind();
	history.go(behind());
}

export function startPops(): void {
	addEventListener("popstate", (event) => {
		const step = arrive(event.state);
		const undone = entry === undoing;
		undoing = undefined;
		if (undone) return;
		if (step.sameDocument) {
			endTurn(takeTurn("")); // whatever was under way is no longer wanted
			parts?.restore();
			if (!step.fresh) restoreScroll(entry);
		} else {
			void visit(location.href, { pop: true });
		}
	});
}

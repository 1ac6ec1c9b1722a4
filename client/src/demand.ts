// Rare parts of the client are files of their own beside this one, loaded when they are first needed. They import nothing that
// lives in this one: what they need is handed to them. The build puts in their names, which change with their bytes.

import { PartURL, Scroll, type PartAnswer } from "./contract";
import { emit } from "./events";
import { parse } from "./html";
import { sorry } from "./message";
import { ask } from "./net";
import { fit } from "./held";
import { unnoted } from "./ours";
import { fitsMark, page, textOf, type Region } from "./page";
import { apply } from "./patch";
import { crowd, openStream } from "./stream";
import { takeTurn } from "./turn";

declare const ANCHOR_FILE: string;
declare const ERRORS_FILE: string;
declare const PARTS_FILE: string;
declare const PROGRESS_FILE: string;
declare const SHARE_FILE: string;

type Errors = typeof import("./errors");
type Parts = ReturnType<typeof import("./parts").startParts>;

/** A file that cannot be had, since the server is down or of another build, is done without, and asked for again the next time. */
async function need<T>(file: string): Promise<T | undefined> {
	try {
		return await import(file);
	} catch {
		return undefined;
	}
}

/** What is handed to them. */
export type Core = [typeof page, typeof apply, typeof ask, typeof emit, typeof fit, typeof fitsMark, typeof openStream, typeof parse, typeof sorry, typeof takeTurn, typeof textOf, typeof unnoted];

/** The errors of refused forms, and pages inside pages: undefined until they are needed. */
export let errors: Errors | undefined;
export let parts: Parts | undefined;

export async function needErrors(): Promise<void> {
	errors ??= await need(ERRORS_FILE);
}

/** Where the tabs of a site have to share a few connections. */
export async function shareStreams(): Promise<void> {
	const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
	if (/^http.1/.test(entry!.nextHopProtocol)) (await need<typeof import("./share")>(SHARE_FILE))?.startSharing(crowd);
}

export const needProgress = () => need<typeof import("./progress")>(PROGRESS_FILE);

async function needParts(): Promise<void> {
	const its = await need<typeof import("./parts")>(PARTS_FILE);
	parts ??= its?.startParts(page, apply, ask, emit, fit, fitsMark, openStream, parse, sorry, takeTurn, textOf, unnoted);
}

/** Done when it is known which parts there are. */
export let mounted: Promise<void>;
/** Done when the page can be patched without a jump. */
export let anchored: unknown;

/** At the start, and after each patch: what the page needs; which parts there are now, and what was said of them. */
export function mountParts(said?: PartAnswer[]): void {
	anchored = document.querySelector(`[${Scroll}=anchor]`) && need(ANCHOR_FILE);
	mounted = (async () => {
		try {
			if (!parts && page.element.querySelector(`[${PartURL}]`)) await needParts();
			parts?.mount(said);
		} catch (err) {
			reportError(err); // the page goes on without
		}
	})();
}

/** Where the answer to this goes: into the part that it is in, if it says so. */
export function target(el: Element | null | undefined, url: string): Region {
	return (el && parts?.target(el, url)) || page;
}

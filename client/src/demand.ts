// Rare parts of the client are files of their own beside this one, loaded when they are first needed. They import nothing that
// lives in this one: what they need is handed to them. The build puts in their names, which change with their bytes.

import { Draft, Name, PartURL, Scroll, type PartAnswer } from "./contract";
import type { Reason } from "./drafts";
import { emit } from "./events";
import { editable, isDirty, base, elementsOf, live, set } from "./fields";
import * as fingerprints from "./fingerprints";
import { submitting } from "./forms";
import { fit } from "./held";
import { refreshHooks } from "./hooks";
import { parse, parseDocument } from "./html";
import { sorry, words } from "./message";
import { mayChange, morph } from "./morph";
import { ask } from "./net";
import { addedTo, copy, ours, unnoted } from "./ours";
import { page, root, textOf, type Region } from "./page";
import { apply } from "./patch";
import { keep, recall } from "./store";
import { crowd, openStream, recheck } from "./stream";
import { takeTurn } from "./turn";
import { mountTriggers } from "./triggers";
import { isHere } from "./visit";

declare const ANCHOR_FILE: string;
declare const DEPLOY_FILE: string;
declare const DRAFTS_FILE: string;
declare const ERRORS_FILE: string;
declare const PARTS_FILE: string;
declare const PROGRESS_FILE: string;
declare const SHARE_FILE: string;

/** What is handed to the other files, which import nothing of this one. */
const core = () => ({
	addedTo, apply, ask, base, copy, draftsAreSafe, editable, elementsOf, emit, fingerprints, fit, isDirty, keep, live, mayChange, morph, mountParts, mountTriggers,
	isHere, openStream, ours, page, parse, parseDocument, recall, recheck, refreshHooks, root, set, sorry, submitting, takeTurn, textOf, unnoted, words,
});
export type Core = ReturnType<typeof core>;

type Errors = typeof import("./errors");
type Parts = ReturnType<typeof import("./parts").startParts>;
type Drafts = ReturnType<typeof import("./drafts").startDrafts>;
type Deploy = { renewShell(url: string, forced: boolean): Promise<void>; changed(): boolean };

/** A file that cannot be had, or is of another build, is done without, and asked for again the next time. */
async function need<T extends { of: string; start?(): void }>(file: string): Promise<T | undefined> {
	try {
		const its: T = await import(file);
		if (its.of === fingerprints.client) {
			if (!started.has(file)) its.start?.();
			started.add(file);
			return its;
		}
	} catch {
		// The server is down, or has no such file.
	}
	fingerprints.missFile();
	return undefined;
}

const started = new Set<string>();

/** The errors of refused forms, pages inside pages, what is typed and not sent, and other builds: undefined until they are needed. */
export let errors: Errors | undefined;
export let parts: Parts | undefined;
export let drafts: Drafts | undefined;
export let deploy: Deploy | undefined;

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
	parts ??= its?.startParts(core());
}

/** Files that a page may need when the build that serves them has gone: soon after the start. */
export function needSoon(): Promise<void> {
	return (soon ??= (async () => {
		const its = await need<typeof import("./deploy")>(DEPLOY_FILE);
		deploy ??= its?.startDeploy(core());
		if (!deploy) soon = undefined;
		void needProgress();
		if (document.querySelector("form[method=post i]")) void needErrors();
	})());
}
let soon: Promise<void> | undefined;

const drafted = `form[method=post i],[${Name}],[${Draft}]`;
let draftsFailed = false;

/** At the start and after each patch: forms whose input must be put aside. */
export async function mountDrafts(): Promise<void> {
	if (!drafts && document.querySelector(drafted)) {
		const its = await need<typeof import("./drafts")>(DRAFTS_FILE);
		draftsFailed = !its;
		drafts ??= its?.startDrafts(core());
	}
	drafts?.mount();
}

/** Another page has come up: what was typed here before comes back. */
export async function restoreDrafts(reason: Reason): Promise<void> {
	const { url } = page;
	if (!drafts) await mountDrafts();
	else drafts.mount();
	if (page.url === url) drafts?.restore(reason);
}

/** Whether all that a person has typed would come back in another document. */
export function draftsAreSafe(): boolean {
	return drafts ? drafts.safe() : !draftsFailed && keep("probe", 0);
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

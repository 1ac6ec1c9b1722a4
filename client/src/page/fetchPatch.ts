// Sends one request for a patch.

import * as name from "../contract";
import { lazy, load } from "../lazy/lazy";
import { removeAttr, setAttr } from "../util/dom";
import { page, pathOf, root } from "./page";
import type { ResolvedPatch } from "./resolve";
import { secondsOfRetryAfter } from "../util/retryAfter";
import { absolute, isOwnAddress } from "../util/url";
import { warn } from "../util/warn";
import { addFailure, tellServer } from "./failure";

export interface Result {
	/** 0 if no server answered. */
	status: number;
	/** The seconds that the server, or a proxy, wants the client to wait. */
	retryAfter?: number;
	/** Undefined if the answer is not a patch. */
	patch?: ResolvedPatch;
	/** The URL of the answer, if it is not the URL of the request. */
	redirected?: string;
}

/**
 * Fetches a patch. `from` is the URL that is left, empty for none; `full` asks for the whole body.
 * Failures are results. The function throws only if the request was aborted.
 */
export async function fetchPatch(
	url: string,
	init: RequestInit,
	from = page.url,
	region = page,
	full = !!lazy.update?.deltasDisabled(),
): Promise<Result> {
	const headers: Record<string, string> = {
		...(init.headers as Record<string, string> | undefined),
		Accept: name.AcceptPatch,
	};
	if (from) headers[name.FromHeader] = from;
	const base = { ...region };
	if (base.version && !full && !base.torn) headers[name.VersionHeader] = base.version;
	const parts = lazy.parts?.versions(full);
	if (parts?.header) headers[name.PartsHeader] = parts.header;
	addFailure(headers);
	const { signal } = init;
	try {
		const response = await fetch(absolute(url), {
			...init,
			headers,
			cache: "no-store",
			mode: "same-origin",
		});
		tellServer(""); // it knows
		removeAttr(root, name.Offline);
		// The client does not follow a redirect: it may lead to another origin.
		const result: Result = { status: response.type === "opaqueredirect" ? 303 : response.status };
		result.retryAfter = secondsOfRetryAfter(response);
		if (response.redirected) result.redirected = response.url;
		const isPatch = response.headers.get("Content-Type")?.startsWith(name.PatchType);
		const patch: name.PatchAnswer | false = !!isPatch && (await response.json());
		if (patch && isLocal(patch)) {
			await load("update");
			const { update } = lazy;
			// A part may have another language than its page, so its fingerprints say nothing here.
			if (region === page)
				void update?.compareFingerprints(patch.fingerprints, patch.url ?? region.url, true);
			patch.parts = parts?.resolve(patch.parts) ?? patch.parts;
			result.patch = update?.resolve(patch, base) ?? (await refetch(patch, patch.url ?? url));
		} else if (!isPatch) {
			void response.body?.cancel();
			// Of an action, it is somebody else's, or one that was cut in its head.
			//mutant:false TestResend: an answer that is none leaves the outcome open
			if (init.method && result.status < 400 && !result.redirected) result.status = 0;
		}
		return result;
	} catch (err) {
		if (signal?.aborted) throw err;
		setAttr(root, name.Offline, ""); // no answer, or one that was cut off
		return { status: 0 };
	}

	/**
	 * The delta did not fit: fetches the full page. Keeps history mode, flash and notice of the
	 * first answer. If that fails too, the browser loads the document.
	 */
	async function refetch(first: name.PatchAnswer, location: string): Promise<ResolvedPatch> {
		const { history, flash, notice } = first;
		const { status, patch }: Partial<Result> = full || !lazy.update
			? {}
			: await fetchPatch(location, { signal, redirect: "manual" }, "", region, true);
		return status === 200 && patch ? { ...patch, history, flash, notice } : { location };
	}
}

/** Whether an answer leads to this origin alone. One that does not is no answer of the app. */
function isLocal({ url, next, location: to, parts = [] }: name.PatchAnswer): boolean {
	const all = [url, next, to, ...parts.map((part) => part.url)];
	//mutant:true TestNoAnswerLeavesTheOrigin: an answer that leads to another origin is not shown
	const local = all.every((to) => to === undefined || isOwnAddress(to));
	if (!local) warn("an answer leads to another origin, so it is not shown");
	return local;
}

/** Whether this may be the answer of a proxy, while nobody knows what the server has done. */
export const isLost = (status: number) => [0, 502, 503, 504].includes(status);

/** Fetches the patch of the page that is open, without anything that the person did. */
export function fetchPage(signal?: AbortSignal): Promise<Result> {
	const headers = { [name.BackgroundHeader]: "1" };
	return fetchPatch(page.url, { headers, signal: signal ?? null, redirect: "manual" }, "");
}

/** The patch of a result, if it can be shown as a page. */
export function displayable({ status, patch }: Result): ResolvedPatch | undefined {
	if (!patch || patch.location || status === 401 || status === 403 || status >= 500)
		return undefined;
	return status < 400 || patch.body !== undefined ? patch : undefined;
}

/**
 * Whether a patch of the page that is open is of this page: the server may send the viewer to
 * another.
 */
export function isThisPage(patch: ResolvedPatch): boolean {
	return !patch.location && (patch.url === undefined || pathOf(patch.url) === pathOf(page.url));
}

// Asking the server: one request, and what came of it as a value. It throws only when the request was given up.

import * as name from "../contract";
import { parts } from "../lazy/lazy";
import { compare } from "../deploy/fingerprints";
import { fit, wantsWhole, type Fitted } from "./resolve";
import { page, root } from "./page";

export interface Answer {
	/** 0 when no server answered. */
	status: number;
	/** Absent when the answer is something else than a patch. */
	patch?: Fitted;
	/** Where the answer came from, when that is not where it was asked for. */
	redirected?: string;
}

export async function ask(url: string, init: RequestInit, from = page.url, region = page, whole = wantsWhole()): Promise<Answer> {
	const headers: Record<string, string> = { Accept: name.PatchType };
	if (from) headers[name.FromHeader] = from;
	const base = { ...region }; // the answer is made for this, whatever is pushed meanwhile
	if (base.version && !whole) headers[name.VersionHeader] = base.version;
	const held = parts?.hold(whole);
	if (held?.header) headers[name.PartsHeader] = held.header;
	const { signal } = init;
	try {
		const response = await fetch(url, { ...init, headers, cache: "no-store" });
		root.removeAttribute(name.Offline);
		// A redirect is not followed: it may lead to another origin, so it is the browser's.
		const answer: Answer = { status: response.type === "opaqueredirect" ? 303 : response.status };
		if (response.redirected) answer.redirected = response.url;
		if (response.headers.get("Content-Type")?.startsWith(name.PatchType)) {
			const patch: name.PatchAnswer = await response.json();
			void compare(patch.fingerprints, patch.url ?? region.url, true);
			patch.parts = held?.fit(patch.parts) ?? patch.parts;
			answer.patch = fit(patch, base) ?? (await refetch(patch, patch.url ?? url));
		} else {
			void response.body?.cancel();
		}
		return answer;
	} catch (err) {
		if (signal?.aborted) throw err;
		root.setAttribute(name.Offline, ""); // no answer, or one cut off in the middle
		return { status: 0 };
	}

	/** The difference did not fit: the page whole, with what the first answer had to say. Where that fails too, the browser loads it. */
	async function refetch({ history, flash, notice }: name.PatchAnswer, location: string): Promise<Fitted> {
		const { status, patch } = whole ? ({} as Answer) : await ask(location, { signal, redirect: "manual" }, "", region, true);
		return status === 200 && patch ? { ...patch, history, flash, notice } : { location };
	}
}

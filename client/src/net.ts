// Asking the server: one request, and what came of it as a value. It throws only when the request was given up.

import * as name from "./contract";
import { fit, held } from "./held";
import { page, root } from "./page";

export interface Answer {
	/** 0 when no server answered. */
	status: number;
	/** Absent when the answer is something else than a patch. */
	patch?: name.PatchAnswer;
	/** Where the answer came from, when that is not where it was asked for. */
	redirected?: string;
}

export async function ask(url: string, init: RequestInit, from = page.url): Promise<Answer> {
	const headers: Record<string, string> = { Accept: name.PatchType };
	if (from) headers[name.FromHeader] = from;
	const base = held(); // the answer is made for this, whatever is pushed meanwhile
	if (base.version) headers[name.VersionHeader] = base.version;
	let response: Response;
	try {
		response = await fetch(url, { ...init, headers, cache: "no-store" });
	} catch (err) {
		if (init.signal?.aborted) throw err;
		return down();
	}
	root.removeAttribute(name.Offline);
	// A redirect is not followed: it may lead to another origin, so it is the browser's.
	const answer: Answer = { status: response.type === "opaqueredirect" ? 303 : response.status };
	if (response.redirected) answer.redirected = response.url;
	if (response.headers.get("Content-Type")?.startsWith(name.PatchType)) {
		try {
			answer.patch = fit(await response.json(), base);
		} catch (err) {
			if (init.signal?.aborted) throw err;
			return down(); // cut off in the middle
		}
	} else {
		void response.body?.cancel();
	}
	return answer;
}

function down(): Answer {
	root.setAttribute(name.Offline, "");
	return { status: 0 };
}

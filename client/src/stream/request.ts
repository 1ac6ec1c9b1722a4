// The request of the stream.

import * as name from "../contract";
import { lazy } from "../lazy/lazy";
import { addFailure, tellServer } from "../page/failure";
import { page } from "../page/page";
import { document } from "../util/dom";
import { absolute } from "../util/url";

/** Asks for the stream of the page; with `full`, for the whole body first. */
export async function requestStream(full: boolean, signal: AbortSignal): Promise<Response> {
	const headers: Record<string, string> = { Accept: name.AcceptStream };
	if (!full && !page.torn) headers[name.VersionHeader] = page.version;
	const parts = lazy.parts?.versions(false).header;
	if (parts) headers[name.PartsHeader] = parts;
	//mutant:false TestHiddenStream: a tab says that nobody looks at it
	if (document.hidden) headers[name.HiddenHeader] = "1";
	addFailure(headers);
	const response = await fetch(absolute(page.url), {
		headers,
		signal,
		cache: "no-store",
		mode: "same-origin",
		redirect: "manual",
	});
	tellServer(""); // it knows
	return response;
}

/** Whether the page is gone, or is not for this viewer. */
export function refusesPage({ type, status }: Response): boolean {
	return type === "opaqueredirect" || [401, 403, 404, 406].includes(status);
}

/** The stream of an answer. Undefined if it is none. */
export function streamOf({ body, headers, ok }: Response): ReadableStream<Uint8Array> | undefined {
	const isStream = headers.get("Content-Type")?.startsWith(name.StreamType);
	return ok && body && isStream ? body : undefined;
}

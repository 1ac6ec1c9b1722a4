// Sends one file by the protocol tus 1.0.0: creates the upload, sends pieces, and goes on after a
// connection that was cut, or another build, from what the server has.

import { AcceptPatch, EventPrefix } from "../contract";
import { backoff } from "../stream/backoff";
import { errorText } from "../util/messages";
import { pauseAfter, secondsOfRetryAfter } from "../util/retryAfter";
import { text } from "../util/texts";

/** A file that is uploaded, or that the server has. */
export interface Transfer {
	/** Of the upload, empty before it is created. Its last element is the ID of the file. */
	url: string;
	name: string;
	size: number;
	modified: number;
	type: string;
	/** Bytes that the server has. */
	offset: number;
	done: boolean;
	file?: File;
	abort?: AbortController;
}

/** The ID of the file. */
export const idOf = ({ url }: Transfer): string => url.split("/").at(-1)!;

/** Bytes of a piece. A piece grows while it takes less than a second. */
const smallest = 64 << 10;
const first = 512 << 10;
const largest = 8 << 20;

function request(url: string, init: RequestInit, signal?: AbortSignal) {
	return fetch(url, {
		...init,
		headers: { Accept: AcceptPatch, "Tus-Resumable": "1.0.0", ...init.headers },
		cache: "no-store",
		mode: "same-origin",
		signal: signal ?? null,
	});
}

/** Deletes what the server has of a file that the person has removed. */
export function forget(transfer: Transfer): void {
	if (!transfer.url) return;
	void request(transfer.url, { method: "DELETE", keepalive: true }).catch(() => {});
}

const events = ["online", EventPrefix + "shell"];

/** Waits, but not when the network is back, or the viewer may be another one. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
	return new Promise((done) => {
		const end = () => {
			clearTimeout(timer);
			for (const event of events) removeEventListener(event, end);
			done();
		};
		const timer = setTimeout(end, milliseconds);
		for (const event of events) addEventListener(event, end);
		signal.addEventListener("abort", end);
	});
}

/** The text in base64. */
const encode = (value: string) => btoa(String.fromCharCode(...new TextEncoder().encode(value)));

/**
 * Sends a file until the server has all of it, or it was aborted. Returns a sentence if the server
 * refuses it. `progress` is called after each piece, and with a sentence when the upload waits: for
 * the connection, or for somebody to sign in who may send it.
 */
export async function send(
	transfer: Transfer,
	action: string,
	progress: (note: string) => void,
): Promise<string | undefined> {
	const { signal } = (transfer.abort = new AbortController());
	const file = transfer.file!;
	let piece = first;
	let failures = 0;
	let created = 0;
	let known = !transfer.url; // whether the offset is the server's
	let lost = "";
	for (;;) {
		if (signal.aborted) return undefined;
		const started = performance.now();
		let response: Response | undefined;
		let body: ArrayBuffer | undefined;
		const isPiece = transfer.url && known;
		try {
			if (isPiece) {
				try {
					body = await file.slice(transfer.offset, transfer.offset + piece).arrayBuffer();
				} catch {
					return errorText({ status: 400 }); // the file has changed, or is gone
				}
			}
			const [url, init]: [string, RequestInit] = !transfer.url
				? [
						action,
						{
							method: "POST",
							headers: {
								"Upload-Length": "" + file.size,
								"Upload-Metadata": "filename " + encode(transfer.name),
							},
						},
					]
				: isPiece
					? [
							transfer.url,
							{
								method: "PATCH",
								body: body!,
								headers: {
									"Content-Type": "application/offset+octet-stream",
									"Upload-Offset": "" + transfer.offset,
								},
							},
						]
					: [transfer.url, { method: "HEAD" }];
			response = await request(url, init, signal);
		} catch {
			// No answer.
		}
		if (signal.aborted) return undefined;
		const status = response?.status ?? 0;
		const location = response?.headers.get("Location");
		const offset = response?.headers.get("Upload-Offset");
		if (status === 201 && location) {
			transfer.url = location;
			transfer.offset = 0;
			known = true;
		} else if (response?.ok && offset) {
			transfer.offset = +offset;
			known = true;
			if (isPiece && performance.now() - started < 1000) piece = Math.min(piece * 2, largest);
		} else if ((status === 404 || status === 410) && transfer.url && created++ < 3) {
			lost = transfer.url;
			transfer.url = ""; // expired, or somebody else's
			known = true;
			continue;
		} else if (status === 413 && isPiece && piece > smallest) {
			piece /= 2; // a proxy takes no more at once
			continue;
		} else if (status === 401 || status === 403) {
			const patch = await response!.json().catch(() => {});
			progress(patch?.message ?? errorText({ status }));
			// The person who signs in may be the one who began it.
			transfer.url ||= lost;
			known = !transfer.url;
			//mutant:delete TestUpload/not_allowed: nothing is sent until somebody else is the viewer
			await pause(1e9, signal);
			continue;
		} else if (status >= 400 && status < 500 && ![408, 409, 425, 429].includes(status)) {
			const patch = await response!.json().catch(() => {});
			return patch?.message ?? errorText({ status });
		} else {
			//mutant:false TestUpload/cut: after a cut the server knows how much it has
			if (transfer.url) known = false;
			progress(text("uploadBroken", "Interrupted. It goes on by itself."));
			const wanted = pauseAfter(secondsOfRetryAfter(response));
			await pause(Math.max(backoff(failures++), wanted), signal);
			continue;
		}
		failures = 0;
		transfer.done = transfer.offset === transfer.size;
		progress("");
		if (transfer.done) return undefined;
	}
}

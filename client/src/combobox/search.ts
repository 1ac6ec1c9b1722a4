// The request of a combobox: the patch of the page that it searches.

import { AcceptPatch, Option, PatchType, type PatchAnswer } from "../contract";
import { document, query, queryAll } from "../util/dom";
import { parse } from "../util/html";
import { text } from "../util/texts";
import { absolute } from "../util/url";

export interface Found {
	options: HTMLLIElement[];
	/** How many there are, that there is none, or what went wrong. */
	note: HTMLParagraphElement;
	failed?: boolean;
}

/** Searches. A failure is a result. The result of a search that was aborted is not to be used. */
export async function search(url: string, signal: AbortSignal): Promise<Found> {
	let message = text("down", "The server cannot be reached just now.");
	try {
		const response = await fetch(absolute(url), {
			headers: { Accept: AcceptPatch },
			signal,
			cache: "no-store",
			mode: "same-origin",
			redirect: "manual",
		});
		message = text("failed", "That did not work. Please try again.");
		if (response.headers.get("Content-Type")?.startsWith(PatchType)) {
			const { body, message: sentence } = (await response.json()) as PatchAnswer;
			if (response.ok && body !== undefined) return read(body);
			message = sentence || message;
		}
	} catch {
		// No server, or an answer that was cut off.
	}
	const note = document.createElement("p");
	note.className = "gf-error";
	note.textContent = message;
	return { options: [], note, failed: true };
}

function read(body: string): Found {
	const sent = parse(body);
	return {
		options: [...queryAll<HTMLLIElement>(sent, `li[${Option}]`)],
		note: query<HTMLParagraphElement>(sent, "p") ?? document.createElement("p"),
	};
}

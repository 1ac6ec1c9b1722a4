// Resolves an answer: makes the whole body of a delta and its base.

import type { PatchAnswer } from "../contract";
import { checksum } from "../delta/checksum";
import { applyDelta, type DomOp } from "../delta/delta";
import type { Region } from "./page";

/** What the server last sent of a page or part, at one moment. */
export type Base = Pick<Region, "version" | "title" | "body">;

/** An answer with its whole body. */
export interface ResolvedPatch extends PatchAnswer {
	/** The operations of the delta, and the version that it starts from. */
	operations?: DomOp[];
	from?: string;
}

/** Deltas in a row whose checksum was wrong. */
let failures = 0;
let failedVersion: string | undefined;

/** Deltas are disabled after two wrong checksums in a row: this tab then asks for full pages. */
export function deltasDisabled(): boolean {
	return failures > 1;
}

/**
 * Resolves an answer against the base that the client had when it sent the request. Pushes may have
 * changed the page since then. Returns undefined if the delta does not fit: then the client must
 * ask for the full page.
 */
export function resolve(patch: PatchAnswer, base: Base): ResolvedPatch | undefined {
	const { version, body, delta } = patch;
	if (body !== undefined || (!version && !delta)) return patch;
	if (version === base.version) return { ...patch, title: base.title, body: base.body };
	try {
		if (!deltasDisabled()) {
			const [sum, ...items] = delta!;
			const { html, title = base.title, operations } = applyDelta(base.body, items);
			if (checksum(title, html) === sum) {
				failures = 0;
				return { ...patch, title, body: html, operations, from: base.version };
			}
		}
	} catch {
		// The delta is malformed, or belongs to another text.
	}
	// Several failures with one base have one cause: they count once.
	if (failedVersion !== base.version && ++failures === 2)
		console.warn("goldfish: differences do not fit here; from now on this tab asks for the whole");
	failedVersion = base.version;
	return undefined;
}

// What this tab holds, and what the server sends, brought together.

import type { PatchAnswer } from "../contract";
import { applyDelta, type Touch } from "../delta/delta";
import type { Region } from "./page";
import { sum } from "../delta/checksum";

/** A page or part as the server sent it, at one moment. */
export type Held = Pick<Region, "version" | "title" | "body">;

/** An answer that holds the whole, however it came. */
export interface Fitted extends PatchAnswer {
	/** What the difference named, and the version that it was from. */
	touched?: Touch[];
	from?: string;
}

let misfits = 0;
let misfit: string | undefined;

/** Differences do not work in this tab: two in a row did not lead to what they promised. */
export function wantsWhole(): boolean {
	return misfits > 1;
}

/**
 * Makes an answer whole that was made for what was held, whatever may have been pushed since it was asked for. Undefined where it does
 * not fit: then the whole must be asked for.
 */
export function fit(patch: PatchAnswer, base: Held): Fitted | undefined {
	const { version, body, delta } = patch;
	if (body !== undefined || (!version && !delta)) return patch;
	if (version === base.version) return { ...patch, title: base.title, body: base.body };
	try {
		if (!wantsWhole()) {
			const { html, title = base.title, touched } = applyDelta(base.body, delta!);
			if (sum(title, html) === version) {
				misfits = 0;
				return { ...patch, title, body: html, touched, from: base.version };
			}
		}
	} catch {
		// Not even of the form of a difference, or of another text.
	}
	const known = misfit === base.version; // several that meet one text fail for one reason
	misfit = base.version;
	if (!known && ++misfits === 2) console.warn("goldfish: differences do not fit here; from now on this tab asks for the whole");
	return undefined;
}

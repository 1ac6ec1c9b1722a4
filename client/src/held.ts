// What this tab holds, and what the server sends, brought together.

import type { PatchAnswer } from "./contract";
import { page } from "./page";

/** The page as the server sent it, at one moment. */
export type Held = Pick<typeof page, "version" | "title" | "body">;

export function held(): Held {
	const { version, title, body } = page;
	return { version, title, body };
}

/** Makes an answer whole that says only: what was held is the newest, whatever may have been pushed since it was asked. */
export function fit(patch: PatchAnswer, base: Held): PatchAnswer {
	if (patch.version && patch.version === base.version) return { title: base.title, body: base.body, ...patch };
	return patch;
}

// Loads anchor.ts if the page has content that keeps its place.

import { Scroll } from "../contract";
import { importOptional } from "../lazy/lazy";
import { document } from "../util/dom";
import { contentChanged } from "./signals";

declare const ANCHOR_FILE: string;

let started = false;

/** Resolves when a patch can be shown without a jump of what is anchored. */
export let anchorReady: Promise<void> | undefined;

export function startAnchorLoader(): void {
	contentChanged.listen(() => {
		if (!started && document.querySelector(`[${Scroll}=anchor]`)) anchorReady = load();
	});
}

async function load(): Promise<void> {
	const file = await importOptional<typeof import("./anchor")>(ANCHOR_FILE);
	if (!file || started) return;
	started = true;
	file.startAnchor(document);
}

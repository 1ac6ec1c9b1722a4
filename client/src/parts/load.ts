// Loads parts.ts if the page has a part.

import type { PartAnswer } from "../contract";
import { lazy, load, ready } from "../lazy/lazy";
import { page, type Region } from "../page/page";
import { partsAnswered } from "../page/signals";
import { closest, document } from "../util/dom";
import { part } from "../util/own";

export function startPartsLoader(): void {
	partsAnswered.listen((answers) => {
		ready.parts = mountParts(answers).catch(reportError); // the page goes on without its parts
	});
}

/** Loads the file if the page has parts. Then shows the parts of an answer. */
async function mountParts(answers?: PartAnswer[]): Promise<void> {
	if (!lazy.parts && document.querySelector(part)) await load("parts");
	lazy.parts?.mount(answers);
}

/** Whether an answer may go into a part: that is known when the file of parts has arrived. */
export function awaitsParts(el: Element | null | undefined): unknown {
	//mutant:false TestParts/before_the_file: an answer for a part is not shown as the page
	return !lazy.parts && closest(el!, part);
}

/**
 * Where the answer to a link or form goes: into the part around it, if it says so, or into the
 * page.
 */
export function targetRegion(el: Element | null | undefined, url: string): Region {
	return (el && lazy.parts?.target(el, url)) || page;
}

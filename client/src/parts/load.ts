// Loads parts.ts if the page has a part.

import { PartURL, type PartAnswer } from "../contract";
import { importOptional, lazy } from "../lazy/lazy";
import { withoutRecording } from "../morph/localChanges";
import { beginNavigation } from "../navigation/navigation";
import { fetchPatch } from "../page/fetchPatch";
import { bodyText, page, type Region } from "../page/page";
import { apply } from "../page/patch";
import { resolve } from "../page/resolve";
import { answerShown, partsAnswered } from "../page/signals";
import { emit } from "../util/events";
import { parse } from "../util/html";
import { errorText } from "../util/messages";

declare const PARTS_FILE: string;

/** Resolves when the parts in the page are known. */
export let partsReady: Promise<void> | undefined;

export function startPartsLoader(): void {
	partsAnswered.listen((answers) => {
		partsReady = mountParts(answers).catch(reportError); // the page goes on without its parts
	});
}

/** Loads the file if the page has parts. Then shows the parts of an answer. */
async function mountParts(answers?: PartAnswer[]): Promise<void> {
	if (!lazy.parts && document.querySelector(`[${PartURL}]`)) {
		const file = await importOptional<typeof import("./parts")>(PARTS_FILE);
		lazy.parts ??= file?.startParts({
			page,
			apply,
			answerShown: answerShown.send,
			beginNavigation,
			bodyText,
			emit,
			errorText,
			fetchPatch,
			parse,
			resolve,
			withoutRecording,
		});
	}
	lazy.parts?.mount(answers);
}

/**
 * Where the answer to a link or form goes: into the part around it, if it says so, or into the
 * page.
 */
export function targetRegion(el: Element | null | undefined, url: string): Region {
	return (el && lazy.parts?.target(el, url)) || page;
}

// apply: the one way in which the page changes, whoever asked for it: a visit, a submit or the stream.

import type { PatchAnswer } from "./contract";
import * as name from "./contract";
import { emit } from "./events";
import { resetSent, type FieldRules } from "./fields";
import { refreshHooks } from "./hooks";
import { parse } from "./html";
import { morph } from "./morph";
import { page, root, writePage } from "./page";
import { mountTriggers } from "./triggers";

export interface Why extends FieldRules {
	reason: "visit" | "submit" | "push";
	/** Called when the patch is about to be shown for certain: writes the address. */
	commit?(): void;
}

/** Shows the patch; false when the page's own scripts would not have it. */
export function apply(patch: PatchAnswer, why: Why): boolean {
	const url = patch.url ?? page.url;
	if (!emit(page.element, "before-patch", { reason: why.reason, url, version: patch.version }, true)) return false;
	why.commit?.();
	const { body } = patch;
	const before = page.version;
	writePage(url, patch.version ?? "");
	if (patch.title !== undefined) document.title = page.title = patch.title;
	if (body !== undefined && !(before && page.version === before)) {
		page.body = body;
		refreshHooks(change(body, why));
		mountTriggers();
	} else if (why.sent) {
		resetSent(why.sent); // the page is the same, but what was sent has been taken
	}
	root.removeAttribute(name.Stale);
	emit(page.element, "patch", { reason: why.reason, url, version: page.version });
	return true;
}

/** Should the morph ever fail, the page is still what the server sent. */
function change(body: string, why: Why): Set<Element> {
	try {
		return morph(page.element, body, why);
	} catch (err) {
		reportError(err);
		page.element.replaceChildren(...parse(body).childNodes);
		return new Set();
	}
}

// apply: the one way in which the page changes, whoever asked for it: a visit, a submit or the stream.

import * as name from "../contract";
import { drafts, mountDrafts, mountParts } from "../lazy/lazy";
import { emit } from "../util/events";
import { resetSent, type FieldRules } from "../morph/fields";
import type { Fitted } from "./resolve";
import { refreshHooks } from "./hooks";
import { parse } from "../util/html";
import { morph } from "../morph/morph";
import { page, root } from "./page";
import { mountTriggers } from "../forms/triggers";

export interface Why extends FieldRules {
	reason: "visit" | "submit" | "push";
	/** Called when the patch is about to be shown for certain: writes the address. */
	commit?(): void;
}

/** Shows the patch in the page, or in a part of it; false when the page's own scripts would not have it. */
export function apply(patch: Fitted, why: Why, region = page): boolean {
	const { url = region.url, version = "", title, body } = patch;
	const { element, version: before } = region;
	const own = region === page;
	const { reason } = why;
	const detail = { reason, url, version, patch };
	if (!emit(element, "before-patch", detail, true)) return false;
	region.url = url;
	region.version = version;
	why.commit?.();
	if (own) {
		element.setAttribute(name.Page, url);
		element.toggleAttribute(name.Version, !!version);
		if (version) element.setAttribute(name.Version, version);
	}
	if (title !== undefined) {
		region.title = title;
		if (own) document.title = title;
	}
	if (body !== undefined && !(before && version === before)) {
		region.body = body;
		refreshHooks(change(element, body, why, before && before === patch.from ? patch.touched : undefined));
		mountTriggers();
		void mountDrafts();
	} else if (why.sent) {
		resetSent(why.sent); // the page is the same, but what was sent has been taken
	}
	mountParts(patch.parts);
	(own ? root : element).removeAttribute(name.Stale);
	emit(element, "patch", detail);
	return true;
}

/** Should the morph ever fail, the page is still what the server sent. */
function change(element: HTMLElement, body: string, why: Why, touched?: Fitted["touched"]): Set<Element> {
	const rescue = why.fresh ? undefined : drafts?.guard(why.sent);
	try {
		return morph(element, body, why, touched);
	} catch (err) {
		reportError(err);
		element.replaceChildren(...parse(body).childNodes);
		return new Set();
	} finally {
		rescue?.();
	}
}

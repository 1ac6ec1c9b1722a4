// Applies a patch. Visits, submits and pushes all change the page through `apply`.

import * as name from "../contract";
import { lazy } from "../lazy/lazy";
import { resetSent, type FieldRules } from "../morph/fields";
import { withoutRecording } from "../morph/localChanges";
import { morph } from "../morph/morph";
import { document, removeAttr } from "../util/dom";
import { emit } from "../util/events";
import { page, root, setAttribute } from "./page";
import type { ResolvedPatch } from "./resolve";
import { contentChanged, partsAnswered } from "./signals";

export interface ApplyOptions extends FieldRules {
	reason: "visit" | "submit" | "push";
	/** Called just before the patch is shown, if no script has cancelled it: writes the address. */
	commit?(): void;
}

/** Shows a patch in a region. Returns false if a script of the app has cancelled it. */
export function apply(patch: ResolvedPatch, options: ApplyOptions, region = page): boolean {
	const { url = region.url, version = "", title, body } = patch;
	const { element, version: before } = region;
	const isMain = region === page;
	const { reason } = options;
	const detail = { reason, url, version, patch };
	if (!emit(element, "before-patch", detail, true)) return false;
	region.url = url;
	region.version = version;
	options.commit?.();
	if (isMain) {
		setAttribute(element, name.Page, url);
		setAttribute(element, name.Version, version || null);
	}
	if (title !== undefined) {
		region.title = title;
		if (isMain && title !== document.title)
			withoutRecording(() => (document.title = title));
	}
	if (body !== undefined && !(before && version === before)) {
		region.body = body;
		const operations = before && before === patch.from ? patch.operations : undefined;
		contentChanged.send(morphElement(element, body, options, operations));
	} else if (options.sent) {
		resetSent(options.sent); // the page is the same, but the server has the values now
	}
	partsAnswered.send(patch.parts);
	removeAttr(isMain ? root : element, name.Stale);
	emit(element, "patch", detail);
	return true;
}

/** Morphs the element. Values whose field the patch has removed go where they fit. */
function morphElement(
	element: HTMLElement,
	body: string,
	options: ApplyOptions,
	operations: ResolvedPatch["operations"],
): Set<Element> {
	const restoreLostFields = options.fresh ? undefined : lazy.drafts?.preserveInput(options.sent);
	const visited = morph(element, body, options, operations);
	restoreLostFields?.();
	return visited;
}

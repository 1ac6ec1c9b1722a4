// Applies a patch. Visits, submits and pushes all change the page through `apply`.

import * as name from "../contract";
import { lazy } from "../lazy/lazy";
import { pendingBase, resetSent, setPending, type FieldRules } from "../morph/fields";
import { discard, withoutRecording } from "../morph/localChanges";
import { morph } from "../morph/morph";
import { mend } from "../morph/reconcile";
import { document } from "../util/dom";
import { emit } from "../util/events";
import { parse } from "../util/html";
import { patchFailed } from "./patchFailed";
import { page, root, setAttribute, type Region } from "./page";
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
	if (body !== undefined && (region.torn || !before || version !== before)) {
		const operations = before && before === patch.from && !region.torn && patch.operations;
		region.body = body;
		showBody(region, options, operations || undefined);
	} else if (options.sent) {
		resetSent(options.sent); // the page is the same, but the server has the values now
	}
	partsAnswered.send(patch.parts);
	setAttribute(isMain ? root : element, name.Stale, region.torn ? "" : null);
	emit(element, "patch", detail);
	const base = pendingBase(options.form);
	if (base) setPending(base);
	return true;
}

/**
 * Shows the body of a region. Values whose field it has not go where they fit. The morph heals an
 * exception around its element. If that fails, the body is shown in a simpler way; if no way is
 * left, the region is torn.
 */
function showBody(
	region: Region,
	options: ApplyOptions,
	operations: ResolvedPatch["operations"],
): void {
	const { element, body } = region;
	const restoreLostFields = options.fresh ? undefined : lazy.drafts?.preserveInput(options.sent);
	const rules = { ...options, rename: lazy.drafts?.rename };
	const ways = [
		() => morph(element, body, rules, operations),
		() => morph(element, body, rules),
		() => {
			withoutRecording(() => mend(element, parse(body)));
			return new Set<Element>([element]);
		},
	];
	//mutant:delete TestPatchThatFails/each_comparison: a body that cannot be shown is asked for again
	region.torn = true;
	for (const way of ways) {
		try {
			const visited = way();
			region.torn = false;
			lazy.rows?.mount(); // first: rows that the person has added are there
			restoreLostFields?.();
			return contentChanged.send(visited);
		} catch (err) {
			patchFailed(err);
			discard(); // what this way has changed is no change of a script
		}
	}
}

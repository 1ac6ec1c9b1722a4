// Loads deploy.ts soon after the start: the build that serves it may be gone when it is needed.

import { draftsAreSafe } from "../drafts/load";
import { importOptional, lazy } from "../lazy/lazy";
import { isDirty, isEditable } from "../morph/controls";
import { addedChildren, localChanges, withoutRecording } from "../morph/localChanges";
import { mayChange, morph } from "../morph/morph";
import { updateAttributes } from "../morph/reconcile";
import { fetchPage, isThisPage } from "../page/fetchPatch";
import { page, root, setAttribute } from "../page/page";
import { released } from "../page/press";
import { contentChanged, pageDoubted, partsAnswered } from "../page/signals";
import { document } from "../util/dom";
import { emit } from "../util/events";
import { copy, parse, parseDocument } from "../util/html";
import { acceptsShell, documentDue, markDueDocument, setShell } from "./fingerprints";

declare const DEPLOY_FILE: string;

let loading: Promise<void> | undefined;

/** Calls at the same time share one request. If it fails, the next call sends another. */
export function loadDeploy(): Promise<void> {
	return (loading ??= (async () => {
		const file = await importOptional<typeof import("./deploy")>(DEPLOY_FILE);
		lazy.deploy ??= file?.startDeploy({
			page,
			root,
			dom: { copy, emit, parse, parseDocument, setAttribute },
			local: { addedChildren, changes: localChanges, mayChange, withoutRecording },
			morph,
			updateAttributes,
			fetchPage,
			isThisPage,
			hasUnsavedInput() {
				const controls = document.querySelectorAll<HTMLInputElement>("input,textarea,select");
				const dirty = [...controls].some((el) => isEditable(el) && isDirty(el));
				return dirty || !!lazy.forms?.submitting() || !draftsAreSafe();
			},
			fingerprints: { acceptsShell, documentDue, markDueDocument, setShell },
			released,
			pageDoubted: pageDoubted.send,
			shellChanged() {
				contentChanged.send(new Set());
				partsAnswered.send();
			},
		});
		if (!lazy.deploy) loading = undefined;
	})());
}

// fingerprints.ts is below this file, and a shell may be needed before deploy.ts has loaded.
lazy.loadDeploy = loadDeploy;

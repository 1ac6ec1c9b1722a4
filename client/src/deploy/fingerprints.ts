// The four fingerprints: what this document was made with, and what the newest answers were made
// with (docs/protocol.md, Fingerprints).

import { Fingerprints } from "../contract";
import { clientFingerprint, fileMissing, forgetMissing, lazy } from "../lazy/lazy";
import { page, root } from "../page/page";
import { contentChanged, partsAnswered } from "../page/signals";
import { attr, setAttr } from "../util/dom";
import { emit } from "../util/events";
import { loadItem, saveItem } from "../util/storage";
import { showShell } from "./shell";

const [, ownScripts = "", ownShell = "", ownViewer = ""] = (attr(root, Fingerprints) ?? "").split(
	".",
);
const ownDocument = `${clientFingerprint}.${ownScripts}`;

/** The fingerprints of the shell that is shown, and of the viewer it is shown for. */
let shell = ownShell;
let viewer = ownViewer;

/** The viewer without the language, which may change while the person is the same. */
export const currentUser = (): string => viewer.split("~")[0]!;

/**
 * Shells that this tab has left. It does not go back to them: during a deploy two builds answer.
 */
const leftShells = new Set<string>();
/** How often each shell was fetched: another build may have answered. */
const attempts = new Map<string, number>();
const maxAttempts = 5;

/**
 * Client and scripts of the documents that this tab had, or was loaded for, with the time. The tab
 * does not load another document for one of them within ten minutes.
 */
const seenKey = "documents";
const seenFor = 600_000;
const seen = () => loadItem<Record<string, number>>(seenKey, {});

/** Client and scripts of the newest answer. */
let newest = "";
/**
 * A build gets a document only if it has answered for so long: it may die after its first answer.
 */
const trustedAfter = 3000;
let trustFrom = 0;
let renewing: Promise<void> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
/** Tabs fetch a new shell at random within this time, so that they do not all ask at once. */
const spread = 3000;

/**
 * Saves that a document has this client and these scripts. Returns false if nothing can be saved.
 */
export function markDocument(had = ownDocument): boolean {
	const now = Date.now();
	const recent = Object.entries(seen()).filter(([, at]) => now - at < seenFor);
	return saveItem(seenKey, Object.fromEntries([...recent, [had, now]]));
}

/**
 * Whether only a new document can bring the newest client or scripts, and the build may be trusted.
 */
export function documentDue(): boolean {
	//mutant:false TestVisitAndPrefetch/another_client: a build gets a document only after it has lasted
	if (Date.now() - trustFrom < trustedAfter) return false;
	if (fileMissing()) return true;
	return !!newest && newest !== ownDocument && Date.now() - (seen()[newest] ?? 0) >= seenFor;
}

/** The stream was lost: the build may have died, so its trust starts again. */
export function doubtBuild(): void {
	trustFrom = Date.now();
}

/** Call it before the document that is due is loaded. Returns false if nothing can be saved. */
export function markDueDocument(): boolean {
	forgetMissing();
	return !newest || markDocument(newest);
}

/**
 * Compares the fingerprints of an answer with those shown. For another viewer the shell is fetched
 * at once, and the result resolves when it is shown. Another shell of the same viewer is fetched
 * after a random time; at once if the person has asked for the answer.
 */
export async function compareFingerprints(
	fingerprints: string | undefined,
	url = page.url,
	asked = false,
): Promise<void> {
	if (!fingerprints) return;
	const [client, scripts, newShell = "", newViewer = ""] = fingerprints.split(".");
	const document = `${client}.${scripts}`;
	if (newest !== document) doubtBuild();
	newest = document;
	if (newViewer !== viewer) return renewShell(url);
	if (newShell === shell || leftShells.has(newShell)) return;
	const renewAfter = (delay: number) => {
		const attempt = attempts.get(newShell) ?? 0;
		if (newShell === shell || attempt >= maxAttempts) return;
		attempts.set(newShell, attempt + 1);
		clearTimeout(timer);
		timer = setTimeout(async () => {
			await renewShell();
			renewAfter(spread); // the other build has answered, or none
		}, delay);
	};
	renewAfter(asked ? 0 : Math.random() * spread);
}

/** A forced call has come while a shell was being fetched, which may be older. */
let again = false;

/** Fetches the shell of a page and shows it. Calls at the same time share one fetch. */
export function renewShell(url = page.url, forced = false): Promise<void> {
	clearTimeout(timer);
	if (renewing) {
		//mutant:delete TestShellMorph/news_of_the_shell: news while the shell is fetched are fetched again
		again ||= forced;
		return renewing;
	}
	return (renewing = (async () => {
		do {
			again = false;
			try {
				const shown = await showShell(url, (shell, viewer) => acceptsShell(shell, viewer, forced));
				if (shown) setShell(...shown, forced);
			} catch (err) {
				reportError(err);
			}
			url = page.url;
			forced = true;
		} while (again);
		renewing = undefined;
	})());
}

/** Resolves when no shell is being fetched. */
export function shellReady(): Promise<void> | undefined {
	return renewing;
}

/** Whether the shell of a document may replace this one. */
function acceptsShell(newShell: string, newViewer: string, forced: boolean): boolean {
	return forced || newViewer !== viewer || (newShell !== shell && !leftShells.has(newShell));
}

/** The shell of another document is shown from now on. */
function setShell(newShell: string, newViewer: string, forced: boolean): void {
	if (newViewer !== viewer || forced) leftShells.clear();
	else if (newShell !== shell) leftShells.add(shell);
	leftShells.delete(newShell);
	attempts.clear();
	shell = newShell;
	if (newViewer !== viewer) {
		viewer = newViewer;
		lazy.drafts?.setViewer();
	}
	setAttr(root, Fingerprints, [clientFingerprint, ownScripts, shell, viewer].join("."));
	contentChanged.send(new Set());
	partsAnswered.send();
	emit(null, "shell", { shell, viewer });
}

// What this document was made with, and what answers say that a new one would be made with (docs/protocol.md, Fingerprints).

import { Fingerprints } from "./contract";
import { deploy, drafts, needSoon } from "./demand";
import { page, root } from "./page";
import { keep, recall } from "./store";

declare const CLIENT_FINGERPRINT: string;

/** The files of the client that runs here, whatever the document asked for. */
export const client = CLIENT_FINGERPRINT;

const [, ownScripts = "", ownShell = "", ownViewer = ""] = (root.getAttribute(Fingerprints) ?? "").split(".");

/** Of the shell that is shown, and of the viewer whom it is shown for. */
export let shell = ownShell;
export let viewer = ownViewer;

/** Shells that this tab has left: it does not go back to them. */
const leftShells = new Set<string>();
/** How often a shell was asked for: with two builds behind one address the other one may answer. */
const tries = new Map<string, number>();
const mostTries = 5;

/** Client and scripts that documents of this tab had, or were loaded for: none of them is worth another document for ten minutes. */
const seenKey = "documents";
const seenFor = 600_000;
const seen = () => recall<Record<string, number>>(seenKey, {});

let wanted = ""; // client and scripts that the newest answer has
let wantedSince = 0;
/** A build is trusted with a document when its answers and its stream have lasted so long: a new one may die with its first answer. */
const trustedAfter = 3000;
let incomplete = false; // a file of this client cannot be had any more
let renewing: Promise<void> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
const spread = 3000;

/** Keeps in mind that a document had this client and these scripts, or is loaded for them; false where nothing can be kept. */
export function markDocument(had = `${client}.${ownScripts}`): boolean {
	const now = Date.now();
	const recent = Object.entries(seen()).filter(([, at]) => now - at < seenFor);
	return keep(seenKey, Object.fromEntries([...recent, [had, now]]));
}

export function startFingerprints(): void {
	markDocument();
}

/** Only a document can bring what is missing here, and the build that has it lasts. */
export function documentDue(): boolean {
	if (Date.now() - wantedSince < trustedAfter) return false;
	return incomplete || (!!wanted && wanted !== `${client}.${ownScripts}` && !(Date.now() - (seen()[wanted] ?? 0) < seenFor));
}

/** The stream was lost, perhaps since the build has died. */
export function doubtBuild(): void {
	wantedSince = Date.now();
}

/** Before the document is loaded that is due. */
export function seekDocument(): boolean {
	incomplete = false;
	return !wanted || markDocument(wanted);
}

/** A file of this client is not there, or of another build. */
export function missFile(): void {
	incomplete = true;
}

/**
 * Takes note of the fingerprints of an answer. Another shell is fetched after a while, so that ten thousand tabs do not ask in one moment; for
 * another viewer it is fetched at once, and what is returned is done when it is shown.
 */
export async function compare(text: string | undefined, url = page.url, mine = false): Promise<void> {
	if (!text) return;
	const [itsClient, itsScripts, itsShell = "", itsViewer = ""] = text.split(".");
	if (wanted !== (wanted = itsClient + "." + itsScripts)) doubtBuild();
	if (itsViewer !== viewer) return renewShell(url);
	if (itsShell === shell || leftShells.has(itsShell)) return;
	const renew = (after: number) => {
		const asked = tries.get(itsShell) ?? 0;
		if (itsShell === shell || asked >= mostTries) return;
		tries.set(itsShell, asked + 1);
		clearTimeout(timer);
		timer = setTimeout(async () => {
			await renewShell();
			renew(spread); // the other build has answered, or none
		}, after);
	};
	renew(mine ? 0 : Math.random() * spread);
}

/** Fetches the shell of a page and shows it; several calls at once are one. */
export function renewShell(url = page.url, forced = false): Promise<void> {
	clearTimeout(timer);
	return (renewing ??= (async () => {
		try {
			await needSoon();
			await deploy?.renewShell(url, forced);
		} catch (err) {
			reportError(err);
		} finally {
			renewing = undefined;
		}
	})());
}

/** Done when no shell is being fetched for another viewer. */
export function shellReady(): Promise<void> | undefined {
	return renewing;
}

/** Whether the shell of a document may be shown in place of this one. */
export function welcomes(itsShell: string, itsViewer: string, forced: boolean): boolean {
	return forced || itsViewer !== viewer || (itsShell !== shell && !leftShells.has(itsShell));
}

/** The shell of another document is shown from now on. */
export function setShell(itsShell: string, itsViewer: string, forced: boolean): void {
	if (itsViewer !== viewer || forced) leftShells.clear();
	else if (itsShell !== shell) leftShells.add(shell);
	leftShells.delete(itsShell);
	tries.clear();
	shell = itsShell;
	if (itsViewer !== viewer) {
		viewer = itsViewer;
		drafts?.setViewer();
	}
	root.setAttribute(Fingerprints, [client, ownScripts, shell, viewer].join("."));
}

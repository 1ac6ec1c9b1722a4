// Files that are loaded by need. Such a file imports no module with state of the start-up file: a
// loader (load.ts in each folder) gives it the functions that it needs. So a file of another build
// cannot start a second client. The build puts in the names of the files, which change with their
// bytes.

import type { Deploy } from "../deploy/deploy";
import type { Drafts } from "../drafts/drafts";
import type { Errors } from "../forms/errors";
import type { Forms } from "../forms/forms";
import type { Parts } from "../parts/parts";

declare const CLIENT_FINGERPRINT: string;

/** The fingerprint of the client that runs here, whatever the document asked for. */
export const clientFingerprint = CLIENT_FINGERPRINT;

/** What has been loaded. A field is undefined until its file is needed and has arrived. */
export const lazy: {
	deploy?: Deploy;
	drafts?: Drafts;
	errors?: Errors;
	forms?: Forms;
	parts?: Parts;
	/** Loads deploy.ts. For modules that deploy/load.ts depends on. */
	loadDeploy?: () => Promise<void>;
} = {};

/** Whether a file was missing or of another build. Then only a new document can bring it. */
export let fileMissing = false;

export function setFileMissing(missing: boolean): void {
	fileMissing = missing;
}

/** Imports a file. Without it the client goes on, and asks for it again when it is needed again. */
export async function importOptional<T extends { fingerprint: string }>(
	file: string,
): Promise<T | undefined> {
	try {
		const module: T = await import(file);
		if (module.fingerprint === clientFingerprint) return module;
	} catch {
		// The server is down, or does not have the file.
	}
	fileMissing = true;
	return undefined;
}

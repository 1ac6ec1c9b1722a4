// Files that are loaded by need. Each is a function of the values that it imports from the files
// before it: build.mjs links them so. A file of another build is not used, since it would import
// other values, or start a second client.

import type { Ask } from "../forms/ask";
import type { Combobox } from "../combobox/combobox";
import type { Check } from "../forms/check";
import type { Conflicts } from "../forms/conflict";
import type { Drafts } from "../drafts/drafts";
import type { Forms } from "../forms/forms";
import type { PendingRows } from "../forms/pending";
import type { Signals } from "../forms/signal";
import type { Resend } from "../forms/resend";
import type { Summary } from "../forms/summary";
import type { Parts } from "../parts/parts";
import type { RowLists } from "../rows/rows";
import type { Triggers } from "../forms/triggers";
import type { Time } from "../time/time";
import type { Update } from "../update";
import type { Uploads } from "../upload/upload";

declare const CLIENT_FINGERPRINT: string;

/** The fingerprint of the client that runs here, whatever the document asked for. */
export const clientFingerprint = CLIENT_FINGERPRINT;

/** What the `start` of each file returns. */
interface Lazy {
	update: Update;
	upload: Uploads;
	anchor: void;
	ask: Ask;
	check: Check;
	combobox: Combobox;
	conflict: Conflicts;
	dev: void;
	drafts: Drafts;
	forms: Forms;
	parts: Parts;
	pending: PendingRows;
	resend: Resend;
	rows: RowLists;
	share: void;
	signal: Signals;
	summary: Summary;
	time: Time;
	triggers: Triggers;
}

/** What has been loaded. A field is undefined until its file is needed and has arrived. */
export const lazy: Partial<Lazy> = {};

/** What a patch waits for, if there is something: the files that it needs to be shown well. */
export const ready: {
	anchor?: Promise<unknown>;
	base?: Promise<void>;
	parts?: Promise<void>;
} = {};

/** The exported that files import from the files before them. Each file adds its own. */
export const exported: unknown[][] = [];

/**
 * Files that were missing or of another build. A new document brings them; so does another request,
 * if several builds answer in turns.
 */
const missing = new Set<keyof Lazy>();

export const fileMissing = (): boolean => missing.size > 0;

/** A new document is being loaded: it brings the files. */
export function forgetMissing(): void {
	missing.clear();
}

interface LazyModule<T> {
	fingerprint: string;
	start(imports: object): T;
}

const loading: Partial<Record<keyof Lazy, Promise<boolean>>> = {};
/** How often another build's file came. The browser does not request an address again. */
const foreign: Partial<Record<keyof Lazy, number>> = {};

/**
 * Loads a file, and starts it after update.js. Returns whether it is there. Without it the client
 * goes on, and asks for it again when it is needed again. Calls at the same time share one request.
 */
export function load<Name extends keyof Lazy>(name: Name): Promise<boolean> {
	return (loading[name] ??= (async () => {
		let module: LazyModule<Lazy[Name]> | undefined;
		// client.go serves it under this name, from beside this file.
		const url = `./${name}-${clientFingerprint}.js` + (foreign[name] ? "?" + foreign[name] : "");
		try {
			module = await import(url);
		} catch {
			// The server is down, or does not have the file.
		}
		//mutant:false TestFilesOfAnotherBuild: a file of another build is not used
		if (module?.fingerprint !== clientFingerprint) {
			missing.add(name);
			if (module) foreign[name] = (foreign[name] ?? 0) + 1;
		} else if (name === "update" || (await load("update"))) {
			lazy[name] = module.start(exported);
			missing.delete(name);
			return true;
		}
		delete loading[name];
		return false;
	})());
}

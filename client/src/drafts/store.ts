// Drafts in sessionStorage: one for each viewer and URL.

import { currentUser } from "../deploy/fingerprints";
import { loadItem, saveItem, storagePrefix as prefix } from "../util/storage";

/** One control. */
export interface Entry {
	name: string;
	/** The position among the controls of this name. Of checkboxes and radio buttons, the value. */
	at: number | string;
	value: string;
	/** What the server had sent. */
	base: string;
	/** What the person calls it. */
	label?: string;
	/** The former names of fields of its form, with the current ones. */
	aliases?: string | undefined;
	/** Of a widget: any JSON value, instead of value and base. */
	state?: unknown;
}

/** Entries by the key of their form. */
export type Entries = Record<string, Entry[]>;

export interface Draft {
	/** The fingerprint of the viewer who typed it; empty for a stranger. */
	viewer: string;
	at: number;
	/** Since when the viewer is a stranger, because the session has ended. */
	away?: number;
	/** The viewer has just signed in again: the draft is restored without a question. */
	resume?: boolean;
	forms: Entries;
	/** Entries of an earlier visit that are offered, and not decided. */
	offered?: Entries;
	open?: [place: string, open: boolean, modal: boolean][];
	focus?: [place: string, start?: number, end?: number, direction?: string, name?: string];
}

interface Stored {
	key: string;
	url: string;
	draft: Draft;
}

const keyPrefix = "draft:";
const awayFor = 30 * 60_000;
const keptFor = 24 * 3600_000;

export function draftStore() {
	let full = false;

	const key = (viewer: string, url: string) => keyPrefix + viewer + " " + url;
	const urlOf = (key: string) => key.slice(keyPrefix.length).replace(/^\S* /, "");
	const read = (key: string) => loadItem<Draft | undefined>(key, undefined);

	function remove(key: string): void {
		try {
			sessionStorage.removeItem(prefix + key);
		} catch {
			// Storage is forbidden: there is nothing to remove.
		}
	}

	function all(): Stored[] {
		try {
			return Object.keys(sessionStorage)
				.filter((key) => key.startsWith(prefix + keyPrefix))
				.map((key) => key.slice(prefix.length))
				.flatMap((key) => {
					const draft = read(key);
					return draft ? [{ key, url: urlOf(key), draft }] : [];
				});
		} catch {
			return [];
		}
	}

	/** Writes a draft. If the storage is full, older drafts of other pages are removed. */
	function write(key: string, draft: Draft): void {
		full = !saveItem(key, draft);
		if (!full) return;
		const others = all()
			.filter((other) => other.key !== key)
			.sort((a, b) => a.draft.at - b.draft.at);
		const removed: typeof others = [];
		for (const oldest of others) {
			removed.push(oldest);
			remove(oldest.key);
			full = !saveItem(key, draft);
			if (!full) return;
		}
		// The draft does not fit at all: the others stay.
		for (const other of removed) saveItem(other.key, other.draft);
	}

	/**
	 * Removes drafts of other viewers, and old ones. Drafts of a viewer whose session has ended
	 * wait for 30 minutes. A viewer who signs in gets them back, and the drafts of the stranger
	 * before.
	 */
	function expire(): void {
		const viewer = currentUser();
		const now = Date.now();
		for (const { key: oldKey, url, draft } of all()) {
			const { away, ...rest } = draft;
			const old = now - draft.at > keptFor || (away && now - away > awayFor);
			const foreign = draft.viewer && viewer && draft.viewer !== viewer;
			//mutant:false TestDrafts/viewers: another viewer does not get the drafts
			if (old || foreign) remove(oldKey);
			else if (!viewer && draft.viewer && !away) write(oldKey, { ...draft, away: now });
			else if (viewer && (away || !draft.viewer)) {
				remove(oldKey);
				const newKey = key(viewer, url);
				const newer = (read(newKey)?.at ?? 0) > draft.at;
				if (!newer) write(newKey, { ...rest, viewer, resume: true });
			}
		}
	}

	return { key, read, write, remove, all, expire, isFull: () => full };
}

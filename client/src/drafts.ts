// Drafts: what a person has entered in forms that post, and not sent, outlives the document (docs/protocol.md, Drafts). This file decides
// when a draft is written, and when it comes back; draft-form.ts reads and fills forms, draft-notice.ts shows what needs a decision.

import type { Core } from "./demand";
import { forms, type Left } from "./draft-form";
import type { Sent } from "./fields";
import { notices } from "./draft-notice";
import { places } from "./draft-place";

export const of = CLIENT_FINGERPRINT;
declare const CLIENT_FINGERPRINT: string;

/** One control: its name, which one of that name, what is in it, and what the server had sent. */
export interface Entry {
	name: string;
	/** The position among controls of this name; for checkboxes and radio buttons their value. */
	at: number | string;
	value: string;
	base: string;
	/** What the person calls it. */
	label?: string;
	/** Of a widget: any JSON value, instead of the two strings. */
	state?: unknown;
}

/** By the key of the form. */
export type Entries = Record<string, Entry[]>;

interface Draft {
	/** The fingerprint of the viewer who typed it; empty for a stranger. */
	viewer: string;
	at: number;
	/** The viewer is a stranger since then. */
	away?: number;
	/** It comes back without being asked for: the person has just signed in again. */
	resume?: boolean;
	forms: Entries;
	/** Of an earlier visit: offered, and neither taken nor thrown away. */
	offered?: Entries;
	open?: [place: string, open: boolean, modal: boolean][];
	focus?: [place: string, start?: number, end?: number, direction?: string];
}

export type Reason = "document" | "history" | "visit";

const prefix = "goldfish:draft:";
const within = 400;
const awayFor = 30 * 60_000;
const keptFor = 24 * 3600_000;

export function startDrafts(core: Core) {
	const { page, fingerprints } = core;
	const form = forms(core);
	const notice = notices(core, form);
	const place = places();
	let timer: ReturnType<typeof setTimeout> | undefined;
	let full = false;
	/** Whose input is on the screen: it stays theirs when the session ends. */
	let owner = fingerprints.viewer;
	/** Of earlier visits of this page. */
	let offered: Entries = {};
	/** What has no field any more: kept for as long as its notice is not closed. */
	let unplaced: Entries = {};

	/** Each viewer has drafts of their own. */
	const keyFor = (viewer: string) => prefix + viewer + " " + page.url;
	const urlOf = (key: string) => key.slice(prefix.length).replace(/^\S* /, "");

	const keys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
	const read = (key: string) => core.recall<Draft | undefined>(key.slice("goldfish:".length), undefined);
	const remove = (key: string) => {
		try {
			sessionStorage.removeItem(key);
		} catch {
			// Forbidden: then nothing is there either.
		}
	};
	const all = (): [key: string, draft: Draft][] => {
		try {
			return keys().flatMap((key) => {
				const draft = read(key);
				return draft ? [[key, draft] as [string, Draft]] : [];
			});
		} catch {
			return [];
		}
	};

	/** Writes a draft; where the storage is full, older ones of other pages give way. */
	function write(key: string, draft: Draft): void {
		const name = key.slice("goldfish:".length);
		full = !core.keep(name, draft);
		if (!full) return;
		const given: [string, Draft][] = [];
		for (const oldest of all().filter(([other]) => other !== key).sort(([, a], [, b]) => a.at - b.at)) {
			given.push(oldest);
			remove(oldest[0]);
			full = !core.keep(name, draft);
			if (!full) return;
		}
		for (const [other, its] of given) core.keep(other.slice("goldfish:".length), its); // in vain
	}

	/** Puts aside what is there now. */
	function save(): void {
		clearTimeout(timer);
		timer = undefined;
		if (!page.element.isConnected) return;
		const key = keyFor(owner);
		const draft: Draft = { viewer: owner, at: Date.now(), forms: form.read() };
		for (const [id, entries] of Object.entries(unplaced)) draft.forms[id] = [...(draft.forms[id] ?? []), ...entries];
		const open = place.changedOpen();
		const focus = place.focus();
		if (open.length) draft.open = open;
		if (focus) draft.focus = focus;
		if (Object.keys(offered).length) draft.offered = offered;
		if (Object.keys(draft.forms).length || draft.open || draft.offered) write(key, draft);
		else {
			remove(key);
			// The focus alone is worth keeping over a document that is loaded anew, and no longer.
			if (focus) core.keep("focus", [page.url, focus]);
		}
	}

	function soon(): void {
		timer ??= setTimeout(save, within);
	}

	/** Drafts of somebody else go; those of a viewer whose session has ended wait for 30 minutes. */
	function sift(): void {
		const { viewer } = fingerprints;
		for (const [key, draft] of all()) {
			const now = Date.now();
			if (now - draft.at > keptFor || (draft.away && now - draft.away > awayFor) || (draft.viewer && viewer && draft.viewer !== viewer)) remove(key);
			else if (!viewer && draft.viewer && !draft.away) write(key, { ...draft, away: now });
			else if (viewer && (draft.away || !draft.viewer)) {
				const { away, ...rest } = draft;
				remove(key);
				const its = prefix + viewer + " " + urlOf(key);
				if (!((read(its)?.at ?? 0) > draft.at)) write(its, { ...rest, viewer, resume: true });
			}
		}
	}

	function report(left: Left[]): void {
		for (const { key, missing } of left) if (missing.length) unplaced[key] = [...(unplaced[key] ?? []), ...missing];
		notice.report(left, (key) => {
			delete unplaced[key];
			save();
		});
	}

	/** The page that is shown has come up: by a document, through the history, or by a link. */
	function restore(reason: Reason): void {
		owner = fingerprints.viewer;
		offered = {};
		unplaced = {};
		notice.clear();
		const key = keyFor(owner);
		const draft = read(key);
		const anew = reason !== "visit" || draft?.resume;
		const [url, focus] = core.recall<[string?, Draft["focus"]?]>("focus", []);
		if (reason === "document" && url === page.url && !draft) place.refocus(focus);
		if (!draft) return;
		offered = draft.offered ?? {};
		if (anew) {
			place.reopen(draft.open ?? []);
			const left = form.fill(draft.forms);
			report(left);
			if (reason === "document" || draft.resume || Object.keys(draft.forms).length) place.refocus(draft.focus);
		} else {
			for (const [its, entries] of Object.entries(draft.forms)) offered[its] = entries;
		}
		offered = notice.offer(offered, (its) => {
			delete offered[its];
			save();
		});
		if (draft.resume) write(key, { ...draft, resume: false });
		save();
	}

	for (const type of ["input", "change", "toggle", "focusin", "close", "reset"]) document.addEventListener(type, soon, true);
	document.addEventListener("selectionchange", soon);
	document.addEventListener("input", ({ target }) => form.edited(target as Element), true);
	addEventListener("pagehide", save);
	document.addEventListener("visibilitychange", () => document.hidden && save());
	sift();

	/**
	 * Before a patch: what is returned puts back what was in fields that the patch has taken away, into a field of that name, or shows it. What the
	 * server has just taken is not missed.
	 */
	function guard(sent?: Sent): () => void {
		const before = form.changedControls();
		return () => {
			const lost: Entries = {};
			for (const { key, el, entry } of before) if (!el.isConnected && !(sent?.has(el) && sent.get(el) === entry.value)) (lost[key] ??= []).push(entry);
			if (!Object.keys(lost).length) return;
			report(form.fill(lost));
			save();
		};
	}

	return {
		save,
		restore,
		guard,
		/** After each patch. */
		mount(): void {
			form.mount();
			place.mount();
		},
		/** A form is being sent: what is typed from now on is newer. */
		sending: form.sending,
		/** It has been taken: its draft goes, also under other states of this page. */
		taken(its: HTMLFormElement): void {
			const id = form.keyOf(its);
			const sent = JSON.stringify(form.entriesOf(its));
			notice.clear(its);
			delete offered[id];
			delete unplaced[id];
			form.taken(its);
			const path = page.url.split("?")[0];
			for (const [key, draft] of all()) {
				if (urlOf(key).split("?")[0] !== path || draft.viewer !== owner) continue;
				if (urlOf(key) !== page.url && JSON.stringify(draft.forms[id]) !== sent) continue;
				delete draft.forms[id];
				if (Object.keys(draft.forms).length || draft.offered) write(key, draft);
				else remove(key);
			}
		},
		/** Another person, or none: see sift. */
		setViewer(): void {
			sift();
		},
		/** Whether everything would come back. */
		safe(): boolean {
			save();
			return !full && core.keep("probe", 0);
		},
	};
}

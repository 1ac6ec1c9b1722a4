// Drafts: what a person has entered in forms that post, and not yet submitted, outlives the
// document (docs/protocol.md, Drafts). This module decides when a draft is written and when it
// comes back.

import { currentUser } from "../deploy/fingerprints";
import { Rows } from "../contract";
import { fileMissing, lazy } from "../lazy/lazy";
import type { SentValues } from "../morph/fields";
import { page } from "../page/page";
import { serverStops } from "../page/signals";
import { document, isConnected } from "../util/dom";
import { own } from "../util/own";
import { loadItem, saveItem } from "../util/storage";
import { formDrafts, type Unrestored } from "./formDrafts";
import { rename } from "./formerNames";
import { notices } from "./notices";
import { draftStore, type Draft, type Entries, type Entry } from "./store";
import { viewState } from "./viewState";

export type Drafts = ReturnType<typeof start>;

/** How the page has come up: with its document, through the history, or by a link. */
export type RestoreReason = "document" | "history" | "visit";

/** A draft is written so long after a change, in milliseconds. */
const writeDelay = 400;

/** Whether an entry is not in what was sent. */
function isNewer({ name, at, value }: Entry, data?: FormData): boolean {
	const sent = data?.getAll(name) ?? [];
	if (typeof at === "number") return !value.split("\n").every((line) => sent.includes(line)) && !sent.includes(value);
	return at[0] === "=" && sent.includes(at.slice(1)) !== (value === "true");
}

export function start() {
	const forms = formDrafts();
	const notice = notices(forms);
	const view = viewState();
	const store = draftStore();
	let timer: ReturnType<typeof setTimeout> | undefined;
	/** The person whose input is on the screen. It stays theirs when the session ends. */
	let owner = currentUser();
	/** Entries of an earlier visit that are offered. */
	let offered: Entries = {};
	/** Entries whose field is gone. They are kept until the person closes their notice. */
	let unplaced: Entries = {};

	/** Writes the draft of what is entered now. */
	function save(): void {
		clearTimeout(timer);
		timer = undefined;
		if (!isConnected(page.element)) return;
		// The rows of an earlier draft are not restored yet.
		if (!lazy.rows && !fileMissing() && document.querySelector(own(Rows))) return;
		const draft: Draft = { viewer: owner, at: Date.now(), forms: forms.read() };
		for (const [id, entries] of Object.entries(unplaced))
			draft.forms[id] = [...(draft.forms[id] ?? []), ...entries];
		const open = view.changedOpen();
		const focus = view.focus();
		if (open.length) draft.open = open;
		if (focus) draft.focus = focus;
		if (Object.keys(offered).length) draft.offered = offered;
		const key = store.key(owner, page.url);
		if (Object.keys(draft.forms).length || draft.open || draft.offered) {
			store.write(key, draft);
		} else {
			store.remove(key);
			// The focus alone is kept for a reload, and no longer.
			if (focus) saveItem("focus", [page.url, focus]);
		}
	}

	function saveSoon(): void {
		timer ??= setTimeout(save, writeDelay);
	}

	/** Tells the person of entries that could not simply be filled in. */
	function report(results: Unrestored[]): void {
		for (const { key, missing } of results)
			if (missing.length) unplaced[key] = [...(unplaced[key] ?? []), ...missing];
		notice.report(results, (key) => {
			delete unplaced[key];
			save();
		});
	}

	/** Another page is displayed: brings its draft back, or offers it on a fresh visit. */
	function restore(reason: RestoreReason): void {
		owner = currentUser();
		offered = {};
		unplaced = {};
		notice.clear();
		const key = store.key(owner, page.url);
		const draft = store.read(key);
		const [url, focus] = loadItem<[string?, Draft["focus"]?]>("focus", []);
		if (reason === "document" && url === page.url && !draft) view.restoreFocus(focus);
		if (!draft) return;
		offered = draft.offered ?? {};
		if (reason !== "visit" || draft.resume) {
			view.restoreOpen(draft.open ?? []);
			report(forms.fill(draft.forms));
			if (reason === "document" || draft.resume || Object.keys(draft.forms).length)
				view.restoreFocus(draft.focus);
		} else {
			Object.assign(offered, draft.forms);
		}
		offered = notice.offer(offered, (id) => {
			delete offered[id];
			save();
		});
		if (draft.resume) store.write(key, { ...draft, resume: false });
		save();
	}

	for (const type of ["input", "change", "toggle", "focusin", "close", "reset"])
		document.addEventListener(type, saveSoon, true);
	document.addEventListener("selectionchange", saveSoon);
	document.addEventListener("input", ({ target }) => forms.edited(target as Element), true);
	addEventListener("pagehide", save);
	serverStops.listen(save);
	document.addEventListener("visibilitychange", () => document.hidden && save());
	store.expire();

	/**
	 * Call it before a patch. The function that it returns puts values whose field the patch has
	 * removed into a field of the same name, or shows them. What the server has just taken is not
	 * missed.
	 */
	function preserveInput(sent?: SentValues): () => void {
		const before = forms.changedControls();
		return () => {
			const lost: Entries = {};
			for (const { key, el, entry } of before) {
				const taken = sent?.has(el) && sent.get(el) === entry.value;
				//mutant:false TestDrafts/a_push_that_takes: what was typed in a field that goes is shown
				if (!el.isConnected && !taken) (lost[key] ??= []).push(entry);
			}
			if (!Object.keys(lost).length) return;
			report(forms.fill(lost));
			save();
		};
	}

	/**
	 * The server has taken a form of this page, or of the page at `from`: its draft is deleted,
	 * also under other states of the page. On another page, what was entered after `data` was sent
	 * stays. So does what the person has not decided, after a submit by a trigger: entries that are
	 * offered, and those whose field is gone.
	 */
	function submitted(
		form: HTMLFormElement,
		from = page.url,
		data?: FormData,
		auto?: boolean,
	): void {
		lazy.upload?.submitted(form, data);
		const id = forms.keyOf(form);
		const sent = JSON.stringify(forms.entriesOf(form));
		const pathOf = (url: string) => url.split("?")[0];
		const away = pathOf(from) !== pathOf(page.url);
		if (!away) {
			notice.clear(form, auto);
			//mutant:true TestUnplacedOutlastsSaves: what has no field is shown until the person decides
			if (!auto) {
				delete offered[id];
				delete unplaced[id];
			}
			forms.submitted(form);
			if (data) lazy.rows?.submitted(form, data, auto);
		}
		for (const { key, url, draft } of store.all()) {
			if (pathOf(url) !== pathOf(from) || draft.viewer !== owner) continue;
			if (url !== from && JSON.stringify(draft.forms[id]) !== sent) continue;
			const newer = away ? (draft.forms[id] ?? []).filter((entry) => isNewer(entry, data)) : [];
			delete draft.forms[id];
			if (newer.length) draft.forms[id] = newer;
			if (Object.keys(draft.forms).length || draft.offered) store.write(key, draft);
			else store.remove(key);
		}
		if (unplaced[id]) save();
	}

	return {
		save,
		restore,
		preserveInput,
		rename,
		submitted,
		/** Call it after each patch. */
		mount(): void {
			forms.mount();
			view.mount();
		},
		/** A form is being sent: what is typed from now on is newer. */
		sending: forms.sending,
		/** Another person is the viewer now, or nobody. */
		setViewer: store.expire,
		/** Whether everything would be restored in another document. */
		areSafe(): boolean {
			save();
			return !store.isFull() && saveItem("probe", 0);
		},
	};
}

// Notices that need a decision of the person: a draft of an earlier visit, a value that the server
// has changed meanwhile, fields that are gone.

import { serverValue, setValue } from "../morph/controls";
import { page } from "../page/page";
import { call, document, removeNode } from "../util/dom";
import type { FormDrafts, Unrestored } from "./formDrafts";
import type { Entries, Entry } from "./store";

const texts = {
	draft: "You have entered something here before, and not sent it.",
	restore: "Put it back",
	discard: "Discard it",
	changed: "“%1” was changed meanwhile. It is now: %2",
	take: "Use this",
	keep: "Keep mine",
	unplaced: "These fields are not here any more. What you had entered:",
	close: "Close",
};

export function notices(forms: FormDrafts) {
	const shown = new Map<HTMLElement, HTMLFormElement | null>();

	function show(form: HTMLFormElement | null, text: string, ...more: Node[]): HTMLElement {
		const notice = document.createElement("div");
		notice.className = "goldfish-draft";
		notice.setAttribute("role", "status");
		const line = document.createElement("p");
		line.textContent = text;
		notice.append(line, ...more);
		call(form ?? page.element, "prepend", notice);
		shown.set(notice, form);
		return notice;
	}

	function button(label: string, onClick: () => void): HTMLButtonElement {
		const el = document.createElement("button");
		el.type = "button";
		el.textContent = label;
		el.onclick = onClick;
		return el;
	}

	function remove(notice: HTMLElement): void {
		removeNode(notice);
		shown.delete(notice);
	}

	function listOf(entries: Entry[]): HTMLElement {
		const list = document.createElement("ul");
		for (const { label, name, value } of entries) {
			const item = document.createElement("li");
			item.textContent = `${label ?? name}: ${value}`;
			list.append(item);
		}
		return list;
	}

	/** `closed` is called when a person closes the notice of fields that are gone. */
	function report(results: Unrestored[], closed: (key: string) => void): void {
		for (const { key, form, changed, missing } of results) {
			for (const { el, entry } of changed) {
				const text = texts.changed
					.replace("%1", entry.label ?? entry.name)
					.replace("%2", serverValue(el));
				const take = button(texts.take, () => {
					setValue(el, serverValue(el));
					el.dispatchEvent(new Event("input", { bubbles: true }));
					remove(notice);
					el.focus();
				});
				const notice = show(
					form,
					text,
					take,
					button(texts.keep, () => remove(notice)),
				);
			}
			if (!missing.length) continue;
			const close = button(texts.close, () => {
				remove(notice);
				closed(key);
			});
			const notice = show(form, texts.unplaced, listOf(missing), close);
		}
	}

	return {
		report,
		/** Offers entries of an earlier visit. Returns those whose form is in the page. */
		offer(offered: Entries, decided: (key: string) => void): Entries {
			const placed: Entries = {};
			const all = forms.byKey();
			for (const [key, entries] of Object.entries(offered)) {
				const form = all.get(key);
				if (!form || !entries.length) continue;
				placed[key] = entries;
				const restore = button(texts.restore, () => {
					remove(notice);
					report([forms.fillForm(form, entries)], () => {});
					decided(key);
				});
				const discard = button(texts.discard, () => {
					remove(notice);
					decided(key);
				});
				const notice = show(form, texts.draft, restore, discard);
			}
			return placed;
		},
		/** Removes the notices of a form, or all. */
		clear(form?: HTMLFormElement): void {
			for (const [notice, of] of shown) if (!form || of === form) remove(notice);
		},
	};
}

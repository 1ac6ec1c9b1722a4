// Notices that need a decision of the person: a draft of an earlier visit, a value that the server
// has changed meanwhile, fields that are gone.

import { page } from "../page/page";
import { call, document, focus, removeNode } from "../util/dom";
import { text } from "../util/texts";
import type { FormDrafts, Unrestored } from "./formDrafts";
import type { Entries, Entry } from "./store";

const messages = () => ({
	draft: text("draft", "You have entered something here before, and not sent it."),
	restore: text("restore", "Put it back"),
	discard: text("discard", "Discard it"),
	changed: text("changed", "“{field}” was changed meanwhile. It is now: {value}"),
	take: text("take", "Use this"),
	keep: text("keep", "Keep mine"),
	unplaced: text("unplaced", "These fields are not here any more. What you had entered:"),
	close: text("close", "Close"),
});

export function notices(forms: FormDrafts) {
	const shown = new Map<HTMLElement, HTMLFormElement | null>();
	/** Notices that have what is nowhere else. */
	const only = new WeakSet<HTMLElement>();

	function show(form: HTMLFormElement | null, message: string, ...more: Node[]): HTMLElement {
		const notice = document.createElement("div");
		notice.className = "goldfish-draft";
		notice.setAttribute("role", "status");
		const line = document.createElement("p");
		line.textContent = message;
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
		const { changed: changedText, close, keep, take, unplaced } = messages();
		for (const { key, form, changed, missing } of results) {
			for (const { el, label, theirs, take: takeTheirs } of changed) {
				const message = changedText
					.replace("{field}", () => label)
					.replace("{value}", () => theirs);
				const takeButton = button(take, () => {
					takeTheirs();
					call(el, "dispatchEvent", new Event("input", { bubbles: true }));
					remove(notice);
					focus(el);
				});
				const notice = show(
					form,
					message,
					takeButton,
					button(keep, () => remove(notice)),
				);
			}
			if (!missing.length) continue;
			const closeButton = button(close, () => {
				remove(notice);
				closed(key);
			});
			const notice = show(form, unplaced, listOf(missing), closeButton);
			only.add(notice);
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
				const restore = button(messages().restore, () => {
					remove(notice);
					report([forms.fillForm(form, entries)], () => {});
					decided(key);
				});
				const discard = button(messages().discard, () => {
					remove(notice);
					decided(key);
				});
				const notice = show(form, messages().draft, restore, discard);
				only.add(notice);
			}
			return placed;
		},
		/** Removes the notices of a form, or all; `auto`: but not those of what is nowhere else. */
		clear(form?: HTMLFormElement, auto?: boolean): void {
			for (const [notice, of] of shown)
				//mutant:true(2) TestUnplacedOutlastsSaves: what has no field is shown until the person decides
				if ((!form || form === of) && !(auto && only.has(notice))) remove(notice);
		},
	};
}

// What needs a person's decision: a draft of an earlier visit, a value that the server has changed meanwhile, fields that are not there any more.

import type { Core } from "../lazy/lazy";
import type { forms, Left } from "./forms";
import type { Entries } from "./drafts";

export function notices(core: Core, form: ReturnType<typeof forms>) {
	const shown = new Map<HTMLElement, HTMLFormElement | null>();
	const { words } = core;

	function box(its: HTMLFormElement | null, text: string, ...more: Node[]): HTMLElement {
		const el = document.createElement("div");
		el.className = "goldfish-draft";
		el.setAttribute("role", "status");
		const line = document.createElement("p");
		line.textContent = text;
		el.append(line, ...more);
		(its ?? core.page.element).prepend(el);
		shown.set(el, its);
		return el;
	}

	function button(label: string, press: () => void): HTMLButtonElement {
		const el = document.createElement("button");
		el.type = "button";
		el.textContent = label;
		el.onclick = press;
		return el;
	}

	function remove(el: HTMLElement): void {
		el.remove();
		shown.delete(el);
	}

	/** Closed is told when a person has seen what is not there any more. */
	function report(all: Left[], closed: (key: string) => void): void {
		for (const { key, form: its, changed, missing } of all) {
			for (const { el, entry } of changed) {
				const theirs = core.base(el);
				const notice = box(
					its,
					words.changed.replace("%1", entry.label ?? entry.name).replace("%2", theirs),
					button(words.take, () => {
						core.set(el, core.base(el));
						el.dispatchEvent(new Event("input", { bubbles: true }));
						remove(notice);
						el.focus();
					}),
					button(words.keep, () => remove(notice)),
				);
			}
			if (missing.length) {
				const list = document.createElement("ul");
				for (const { label, name, value } of missing) {
					const item = document.createElement("li");
					item.textContent = `${label ?? name}: ${value}`;
					list.append(item);
				}
				const notice = box(its, words.unplaced, list, button(words.close, () => {
					remove(notice);
					closed(key);
				}));
			}
		}
	}

	return {
		report,
		/** Offers drafts of an earlier visit; returns those whose form is here. Done is told which one was decided. */
		offer(offered: Entries, done: (key: string) => void): Entries {
			const here: Entries = {};
			const all = form.byKey();
			for (const [key, entries] of Object.entries(offered)) {
				const its = all.get(key);
				if (!its || !entries.length) continue;
				here[key] = entries;
				const notice = box(
					its,
					words.draft,
					button(words.restore, () => {
						remove(notice);
						report([form.fillForm(its, entries)], () => {});
						done(key);
					}),
					button(words.discard, () => {
						remove(notice);
						done(key);
					}),
				);
			}
			return here;
		},
		/** Takes the notices away: of a form, or all. */
		clear(its?: HTMLFormElement): void {
			for (const [el, of] of shown) if (!its || of === its) remove(el);
		},
	};
}

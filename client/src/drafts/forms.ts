// The fields of forms that post: reads what a person has changed, and fills it in again.

import { Draft, Name } from "../contract";
import type { Core } from "../lazy/lazy";
import type { Entries, Entry } from "./drafts";
import type { Control } from "../morph/fields";

/** What could not simply be filled in. */
export interface Left {
	key: string;
	/** The form, or null where it is not there any more. */
	form: HTMLFormElement | null;
	/** Fields in which the server has another value now than when the person typed. */
	changed: { el: Control; entry: Entry }[];
	/** Fields that are not there any more. */
	missing: Entry[];
}

export function forms(core: Core) {
	/** Base of what is edited in place. */
	const bases = new WeakMap<Element, string>();
	const editedElements = new WeakSet<Element>();
	/** Forms that the server has taken, and in which nothing was typed since. */
	const done = new WeakSet<HTMLFormElement>();
	/** Forms that are being sent. */
	const under = new WeakMap<HTMLFormElement, boolean>();

	const posts = (form: Element) => form.getAttribute("method")?.toLowerCase() === "post" && form.getAttribute(Draft) !== "off";
	const all = () => [...document.forms].filter((form): form is HTMLFormElement => posts(form));
	const optedOut = (el: Element) => !!el.closest(`[${Draft}=off]`);

	/** Its id, else the action that it posts to; the n-th of those that are alike. */
	function keyOf(form: HTMLFormElement): string {
		const alike = all().filter((other) => baseKey(other) === baseKey(form));
		return baseKey(form) + (alike.length > 1 ? " " + alike.indexOf(form) : "");
	}
	function baseKey(form: Element): string {
		const id = form.getAttribute("id");
		const url = new URL(form.getAttribute("action") || location.href, document.baseURI);
		return id ? "#" + id : url.pathname + " " + (url.searchParams.get("_action") ?? "");
	}

	/** Controls of a form that a person fills in, and what is edited in place in it. */
	function controls(form: HTMLFormElement): Control[] {
		return [...core.elementsOf(form)].filter(
			(el): el is Control => el.matches("input,textarea,select") && core.editable(el as Control) && !/^(password|file)$/.test((el as Control).type) && !optedOut(el),
		);
	}
	const inPlace = (form: Element) => [...form.querySelectorAll<HTMLElement>(`[contenteditable][${Name}]`)].filter((el) => !optedOut(el));
	const widgets = (form: Element) => [form, ...form.querySelectorAll(`[${Draft}]:not([${Draft}=off])`)];

	const checkable = (el: Control) => /^(checkbox|radio)$/.test(el.type);
	const named = (el: Element) => el.getAttribute("name") || el.getAttribute("id") || "";

	/** Which one of its name it is. */
	function positions(els: Control[]): Map<Control, number | string> {
		const counts = new Map<string, number>();
		return new Map<Control, number | string>(
			els.map((el): [Control, number | string] => {
				const name = named(el);
				if (checkable(el)) return [el, "=" + el.getAttribute("value")];
				const n = counts.get(name) ?? 0;
				counts.set(name, n + 1);
				return [el, n];
			}),
		);
	}

	function labelOf(el: Control): string {
		const text = el.labels?.[0]?.textContent ?? el.getAttribute("aria-label") ?? el.getAttribute("placeholder") ?? named(el);
		return text.trim().replace(/\s+/g, " ").slice(0, 60);
	}

	function changedIn(form: HTMLFormElement): { el: Control; entry: Entry }[] {
		return [...positions(controls(form))].flatMap(([el, at]) => {
			const value = core.live(el);
			const base = core.base(el);
			return value === base ? [] : [{ el, entry: { name: named(el), at, value, base, label: labelOf(el) } }];
		});
	}

	function entriesOf(form: HTMLFormElement): Entry[] {
		const entries: Entry[] = [];
		entries.push(...changedIn(form).map(({ entry }) => entry));
		inPlace(form).forEach((el) => {
			const base = bases.get(el) ?? "";
			if (editedElements.has(el) && el.innerHTML !== base) entries.push({ name: el.getAttribute(Name)!, at: "html", value: el.innerHTML, base, label: el.getAttribute("aria-label") ?? el.getAttribute(Name)! });
		});
		widgets(form).forEach((el, i) => {
			const detail: { state?: unknown } = {};
			core.emit(el, "draft", detail);
			if (detail.state !== undefined) entries.push({ name: i ? named(el) : "", at: "state", value: "", base: "", state: detail.state });
		});
		return entries;
	}

	function read(): Entries {
		const found: Entries = {};
		for (const form of all()) {
			if (done.has(form)) continue;
			const entries = entriesOf(form);
			if (entries.length) found[keyOf(form)] = entries;
		}
		return found;
	}

	/** Fills in what belongs to a form, and returns what needs a decision. */
	function fillForm(form: HTMLFormElement, entries: Entry[]): Left {
		const left: Left = { key: keyOf(form), form, changed: [], missing: [] };
		const known = positions(controls(form));
		// A radio button that was chosen takes the choice from the others.
		for (const entry of [...entries].sort((a, b) => +(a.value === "true") - +(b.value === "true"))) {
			const { name, at, value, base } = entry;
			if (at === "state") {
				const el = widgets(form).find((el, i) => (i ? named(el) : "") === name);
				if (el) core.emit(el, "restore", { state: entry.state });
			} else if (at === "html") {
				const el = inPlace(form).find((el) => el.getAttribute(Name) === name);
				if (!el) left.missing.push(entry);
				else {
					if (!bases.has(el)) bases.set(el, el.innerHTML);
					editedElements.add(el);
					if (el.innerHTML !== value) el.replaceChildren(...harmless(core.parse(value)).childNodes);
				}
			} else {
				const el = [...known].find(([el, its]) => named(el) === name && its === at)?.[0];
				if (!el) {
					if (value !== "false" && value !== "") left.missing.push(entry);
					continue;
				}
				const theirs = core.base(el);
				core.set(el, value);
				if (core.live(el) !== value) left.missing.push(entry); // an option that is not there any more
				else if (theirs !== base && theirs !== value && !checkable(el)) left.changed.push({ el, entry });
			}
		}
		done.delete(form);
		return left;
	}

	function fill(drafts: Entries): Left[] {
		const all = byKey();
		return Object.entries(drafts).map(([key, entries]) => {
			const form = all.get(key);
			return form ? fillForm(form, entries) 
				: { key, form: null, changed: [], missing: entries.filter(({ at }) => at !== "state") };
		});
	}

	const byKey = () => new Map(all().map((form) => [keyOf(form), form]));

	/** Written by a person, but never run. */
	function harmless(holder: HTMLElement): HTMLElement {
		for (const el of holder.querySelectorAll("*")) {
			if (el.matches("script,style,link,meta,base,iframe,object,embed,form,input,button,textarea,select")) el.remove();
			for (const { name, value } of [...el.attributes]) if (/^on|^srcdoc$/i.test(name) || /^\s*(javascript|data|vbscript):/i.test(value)) el.removeAttribute(name);
		}
		return holder;
	}

	/** What a person has changed, control by control. */
	function changedControls(): { key: string; el: Control; entry: Entry }[] {
		return all().flatMap((form) => {
			if (done.has(form)) return [];
			const key = keyOf(form);
			return changedIn(form).map(({ el, entry }) => ({ key, el, entry }));
		});
	}

	return {
		read,
		fill,
		changedControls,
		fillForm,
		keyOf,
		byKey,
		entriesOf,
		/** What is edited in place starts from what the server sent. */
		mount(): void {
			for (const form of all()) for (const el of inPlace(form)) if (!editedElements.has(el)) bases.set(el, el.innerHTML);
		},
		edited(target: Element): void {
			const el = target.closest(`[contenteditable][${Name}]`);
			if (el) editedElements.add(el);
			const form = (target as HTMLInputElement).form ?? target.closest("form");
			if (!form) return;
			done.delete(form);
			if (under.has(form)) under.set(form, true);
		},
		sending(form: HTMLFormElement): void {
			under.set(form, false);
		},
		taken(form: HTMLFormElement): void {
			if (!under.get(form)) {
				done.add(form);
				for (const el of inPlace(form)) editedElements.delete(el);
			}
			under.delete(form);
		},
	};
}

// The fields of forms that post: reads what a person has changed, and fills it in again.

import { ActionKey, Alias, Draft as DraftAttribute, Name } from "../contract";
import {
	currentValue,
	isControl,
	isEditable,
	serverValue,
	setValue,
	type Control,
} from "../morph/controls";
import {
	attr,
	childNodes,
	closest,
	document,
	elementsOf,
	formOf,
	innerHTML,
	is,
	queryAll,
	replaceChildren,
	textContent,
} from "../util/dom";
import { emit } from "../util/events";
import { parse } from "../util/html";
import { newNames } from "./formerNames";
import { groupLabel, labelOf, nameOf, serverText, short } from "./labels";
import { sanitize } from "./sanitize";
import type { Entries, Entry } from "./store";

/** Entries of a form that could not simply be filled in. */
export interface Unrestored {
	key: string;
	/** Null if the form is gone. */
	form: HTMLFormElement | null;
	/** Fields for which the server sends another value than when the person typed. */
	changed: ChangedMeanwhile[];
	/** Entries whose field is gone. */
	missing: Entry[];
}

interface ChangedControl {
	el: Control;
	entry: Entry;
}

interface ChangedMeanwhile {
	el: Element;
	/** The field's name, for people. */
	label: string;
	/** What the server sends now, for people. */
	theirs: string;
	/** Shows what the server sends. */
	take(): void;
}

export type FormDrafts = ReturnType<typeof formDrafts>;

export function formDrafts() {
	/** What the server sent for contenteditable elements. */
	const serverHTML = new WeakMap<Element, string>();
	const edited = new WeakSet<Element>();
	/** Forms that the server has taken, and that were not edited since. */
	const taken = new WeakSet<HTMLFormElement>();
	/** Forms that are being sent, and whether they were edited since. */
	const sending = new WeakMap<HTMLFormElement, boolean>();

	const off = `[${DraftAttribute}=off]`;
	const posts = (form: Element) => attr(form, "method")?.toLowerCase() === "post" && !is(form, off);
	const all = () => [...document.forms].filter(posts);
	const optedOut = (el: Element) => !!closest(el, off);

	/** The id of a form, or the action that it posts to; numbered if several are alike. */
	function keyOf(form: HTMLFormElement): string {
		const alike = all().filter((other) => baseKey(other) === baseKey(form));
		return baseKey(form) + (alike.length > 1 ? " " + alike.indexOf(form) : "");
	}
	function baseKey(form: Element): string {
		const id = attr(form, "id");
		const url = new URL(attr(form, "action") || location.href, document.baseURI);
		return id ? "#" + id : url.pathname + " " + (url.searchParams.get(ActionKey) ?? "");
	}

	/** The controls of a form that go into a draft. */
	function controls(form: HTMLFormElement): Control[] {
		return [...elementsOf(form)].filter((el): el is Control => {
			return isControl(el) && !optedOut(el) && isEditable(el) && !/^(password|file)$/.test(el.type);
		});
	}
	const editables = (form: Element) =>
		[...queryAll(form, `[contenteditable][${Name}]`)].filter((el) => !optedOut(el));
	const widgets = (form: Element) => [form, ...queryAll(form, `[${DraftAttribute}]:not(${off})`)];

	const isCheckable = (el: Control) => /^(checkbox|radio)$/.test(el.type);

	/** The position of each control among those of its name. */
	function positions(els: Control[]): Map<Control, number | string> {
		const counts = new Map<string, number>();
		const found = new Map<Control, number | string>();
		for (const el of els) {
			if (isCheckable(el)) {
				found.set(el, "=" + el.getAttribute("value"));
				continue;
			}
			const n = counts.get(nameOf(el)) ?? 0;
			counts.set(nameOf(el), n + 1);
			found.set(el, n);
		}
		return found;
	}

	/** The radio buttons of a group, or another control alone. */
	const groupOf = (el: Control) =>
		el.type === "radio" ? controls(formOf(el)!).filter((other) => nameOf(other) === nameOf(el)) : [el];

	/**
	 * The control that shows what the server has changed while the person has changed it too. Of
	 * radio buttons it is the one that the server has chosen, if that is neither the person's nor
	 * the one before: both are in the draft. A checkbox is either as before or as the person has
	 * it.
	 */
	function changedMeanwhile(el: Control, entry: Entry, all: Entry[]): Control | undefined {
		if (el.type !== "radio")
			return [entry.base, entry.value].includes(serverValue(el)) ? undefined : el;
		if (entry.value !== "true") return undefined;
		const theirs = groupOf(el).find((el) => serverValue(el) === "true");
		const at = theirs && "=" + attr(theirs, "value");
		//mutant:false TestDraftBesideTheServersValue: nobody decides about what has not changed
		if (all.some((other) => other.name === entry.name && other.at === at)) return undefined;
		return theirs;
	}

	function changedIn(form: HTMLFormElement): ChangedControl[] {
		const aliases = attr(form, Alias) ?? undefined;
		return [...positions(controls(form))].flatMap(([el, at]) => {
			const value = currentValue(el);
			const base = serverValue(el);
			if (value === base) return [];
			return [{ el, entry: { name: nameOf(el), at, value, base, label: labelOf(el), aliases } }];
		});
	}

	function entriesOf(form: HTMLFormElement): Entry[] {
		const entries = changedIn(form).map(({ entry }) => entry);
		for (const el of editables(form)) {
			const base = serverHTML.get(el) ?? "";
			const value = innerHTML(el);
			if (!edited.has(el) || value === base) continue;
			const name = attr(el, Name)!;
			entries.push({ name, at: "html", value, base, label: attr(el, "aria-label") ?? name });
		}
		widgets(form).forEach((el, i) => {
			const detail: { state?: unknown } = {};
			emit(el, "draft", detail);
			const { state } = detail;
			const name = i ? nameOf(el) : "";
			if (state !== undefined) entries.push({ name, at: "state", value: "", base: "", state });
		});
		return entries;
	}

	function read(): Entries {
		const found: Entries = {};
		for (const form of all()) {
			const entries = taken.has(form) ? [] : entriesOf(form);
			if (entries.length) found[keyOf(form)] = entries;
		}
		return found;
	}

	/** Fills in the entries of a form. Returns what needs a decision of the person. */
	function fillForm(form: HTMLFormElement, entries: Entry[]): Unrestored {
		const result: Unrestored = { key: keyOf(form), form, changed: [], missing: [] };
		// First the lists of rows, which have their fields then.
		for (const { name, at, state } of entries) {
			const el = at === "state" && widgets(form).find((el, i) => (i ? nameOf(el) : "") === name);
			if (el) emit(el, "restore", { state });
		}
		const known = [...positions(controls(form))];
		const lists = [...entries.map(({ aliases }) => aliases), attr(form, Alias)];
		const used = [...entries];
		//mutant:delete TestRenamedFields/the_new_one_is_changed: what is in the field of the new name stays
		used.push(...changedIn(form).map(({ entry }) => entry));
		const renamed = newNames(lists, used.map(({ name }) => name), known.map(([el]) => nameOf(el)));
		// Checked boxes come last: a radio button that is checked unchecks the others.
		const inOrder = [...entries].sort((a, b) => +(a.value === "true") - +(b.value === "true"));
		for (const entry of inOrder) {
			const { name, at, value, base } = entry;
			if (at === "state") continue;
			if (at === "html") {
				const el = editables(form).find((el) => attr(el, Name) === name);
				if (!el) {
					result.missing.push(entry);
					continue;
				}
				fillEditable(el, value);
				const theirs = serverHTML.get(el)!;
				if (theirs !== base && theirs !== value)
					result.changed.push({
						el,
						label: entry.label!,
						theirs: short(textContent(parse(theirs))!),
						take: () => replaceChildren(el, ...childNodes(parse(theirs))),
					});
			} else {
				const now = renamed.get(name) ?? name;
				const el = known.find(([el, position]) => nameOf(el) === now && position === at)?.[0];
				if (!el) {
					if (value !== "false" && value !== "") result.missing.push(entry);
					continue;
				}
				setValue(el, value);
				const changed = changedMeanwhile(el, entry, entries);
				if (currentValue(el) !== value)
					result.missing.push(entry); // an option that is gone
				else if (changed)
					result.changed.push({
						el: changed,
						label: el.type === "radio" ? groupLabel(el) : entry.label!,
						theirs: serverText(changed),
						take: () => groupOf(el).forEach((el) => setValue(el, serverValue(el))),
					});
			}
		}
		taken.delete(form);
		return result;
	}

	function fillEditable(el: Element, html: string): void {
		if (!serverHTML.has(el)) serverHTML.set(el, innerHTML(el));
		edited.add(el);
		if (innerHTML(el) !== html) replaceChildren(el, ...childNodes(sanitize(parse(html))));
	}

	function fill(drafts: Entries): Unrestored[] {
		const forms = byKey();
		return Object.entries(drafts).map(([key, entries]) => {
			const form = forms.get(key);
			if (form) return fillForm(form, entries);
			const missing = entries.filter(({ at }) => at !== "state");
			return { key, form: null, changed: [], missing };
		});
	}

	const byKey = () => new Map(all().map((form) => [keyOf(form), form]));

	/** The controls that a person has changed, in all forms. */
	function changedControls(): (ChangedControl & { key: string })[] {
		return all().flatMap((form) => {
			if (taken.has(form)) return [];
			const key = keyOf(form);
			return changedIn(form).map((changed) => ({ key, ...changed }));
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
		/** Notes what the server sent for contenteditable elements. */
		mount(): void {
			for (const form of all())
				for (const el of editables(form)) if (!edited.has(el)) serverHTML.set(el, innerHTML(el));
		},
		edited(target: Element): void {
			const el = closest(target, `[contenteditable][${Name}]`);
			if (el) edited.add(el);
			const form = formOf(target);
			if (!form) return;
			taken.delete(form);
			if (sending.has(form)) sending.set(form, true);
		},
		sending(form: HTMLFormElement): void {
			sending.set(form, false);
		},
		submitted(form: HTMLFormElement): void {
			if (!sending.get(form)) {
				taken.add(form);
				for (const el of editables(form)) edited.delete(el);
			}
			sending.delete(form);
		},
	};
}

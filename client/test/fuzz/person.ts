// What a person does in a page, and how to see that it is still there.

import { call, get, hasAttr, parentElement, query, queryAll } from "../../src/util/dom";

interface Use {
	/** Does it. */
	act(el: any, more: number): void;
	/** What is there, as text that can be compared. */
	state(el: any): string;
	/** Whether what is there is what the server sends, where the person has not changed it. */
	follows?: boolean;
	focusable?: boolean;
}

const named = (name: string) => `[name="${name}"]`;

const text: Use = {
	act(el: HTMLInputElement, more) {
		el.focus();
		el.value = "typed " + more;
		el.setSelectionRange(more % 4, 4);
	},
	state: (el: HTMLInputElement) => el.value,
	follows: true,
	focusable: true,
};

const chosen = (el: HTMLSelectElement) => [...el.options].filter((option) => option.selected);

const uses: Record<string, [selector: string, use: Use]> = {
	a: [named("a"), text],
	id: [named("id"), text],
	children: [named("children"), text],
	o: [named("o"), text],
	date: [named("parentElement"), { ...text, act: (el, more) => (el.value = "2026-03-0" + (1 + (more % 9))) }],
	number: [
		named("nodeName"),
		{
			...text,
			act(el: HTMLInputElement, more) {
				el.focus();
				el.select();
				document.execCommand("insertText", false, more % 2 ? "1e" : String(100 + more));
			},
			state: (el: HTMLInputElement) => el.value + (el.validity.badInput ? " and half a number" : ""),
		},
	],
	select: [named("s"), { act: (el, more) => (el.selectedIndex = more % 2), state: (el) => String(el.selectedIndex), follows: true, focusable: true }],
	several: [
		named("m"),
		{
			act: (el: HTMLSelectElement, more) => [...el.options].forEach((option, i) => (option.selected = !!((more >> i) & 1))),
			state: (el) => chosen(el).map(({ value }) => value).join(),
			follows: true,
			focusable: true,
		},
	],
	box: [named("attributes"), { act: (el, more) => (el.checked = more % 3 > 0), state: (el) => String(el.checked), follows: true, focusable: true }],
	radio: [
		named("r"),
		{
			act: (el: HTMLInputElement, more) => ([...queryAll<HTMLInputElement>(scope(el), named("r"))][more % 3]!.checked = true),
			state: (el: HTMLInputElement) => [...queryAll<HTMLInputElement>(scope(el), named("r"))].filter((radio) => radio.checked).map(({ value }) => value).join(),
			follows: true,
		},
	],
	color: [named("color"), { act: (el, more) => (el.value = "#00000" + (more % 10)), state: (el) => el.value, follows: true, focusable: true }],
	edit: [
		"#edit",
		{
			act(el: HTMLElement, more) {
				el.focus();
				const written = document.createTreeWalker(el, NodeFilter.SHOW_TEXT).nextNode();
				if (!written) return;
				written.nodeValue += " more" + more;
				getSelection()!.collapse(written, more % 5);
			},
			state: (el) => el.innerHTML,
		},
	],
	details: ["#d", { act: (el) => (el.open = true), state: (el) => String(el.open) }],
	"details without an id": ["details:not([id])", { act: (el) => (el.open = true), state: (el) => String(el.open) }],
	scroll: ["#scroll", { act: (el, more) => (el.scrollTop = 100 + more), state: (el) => String(el.scrollTop) }],
	popover: ["#pop", { act: (el) => call(el as HTMLElement, "togglePopover", true), state: (el) => String(el.matches(":popover-open")) }],
	shadow: ["#card", { act: (el, more) => el.shadowRoot && (el.shadowRoot.querySelector("input").value = "typed " + more), state: (el) => el.shadowRoot?.querySelector("input")?.value ?? "" }],
};

/** The page around an element. It may not be in the document. */
function scope(el: Element): Element {
	let top = el;
	for (let at = parentElement(el); at && at !== document.body; at = parentElement(at)) top = at;
	return top;
}

export const personKeys = [...Object.keys(uses), "leave"];

export function act(root: Element, key: string, more: number): void {
	if (key === "leave") return document.activeElement instanceof HTMLElement && document.activeElement !== document.body ? get(document.activeElement, "blur").call(document.activeElement) : undefined;
	const [selector, use] = uses[key]!;
	const el = query(root, selector);
	if (el) use.act(el, more);
	if (el && use.focusable && more % 3 === 0) call(el as HTMLElement, "focus");
}

export type States = Map<string, string>;

export function states(root: Element): States {
	const all: States = new Map();
	for (const [key, [selector, { state }]] of Object.entries(uses)) {
		const el = query(root, selector);
		if (el) all.set(key, state(el));
	}
	return all;
}

export interface Focus {
	key: string | undefined;
	caret: string;
}

/** What has the focus, and where the caret is in it. */
export function focusIn(root: Element): Focus {
	const active = document.activeElement;
	const key = Object.keys(uses).find((key) => active && query(root, uses[key]![0]) === active);
	if (!key || !active) return { key: undefined, caret: "" };
	if (key === "edit") {
		const { anchorNode, anchorOffset } = getSelection()!;
		return { key, caret: `${anchorNode?.nodeValue} ${anchorOffset}` };
	}
	return { key, caret: hasAttr(active, "type") || !("selectionStart" in active) ? "" : `${active.selectionStart} ${(active as HTMLInputElement).selectionEnd}` };
}

/**
 * What is wrong after a push: `changed` are the keys that the person has used, `before` was shown
 * before the push, `base` and `theirs` are what the server sent before and sends now.
 */
export function lost(changed: Set<string>, before: States, now: States, base: States, theirs: States, focused: string | undefined, fresh: boolean): string | undefined {
	for (const [key, want] of theirs) {
		const [was, is] = [before.get(key), now.get(key)];
		const { follows } = uses[key]![1];
		if (is === undefined) return `${key} is gone`;
		if (was === undefined) continue;
		const dirty = changed.has(key) && was !== base.get(key);
		if (fresh) {
			if (follows && is !== want) return `${key} is ${is} on another page, not ${want}`;
		} else if (key === "several" && dirty) {
			const kept = was.split(",").filter((value) => value !== "3");
			if (is.split(",").filter((value) => value !== "3").join() !== kept.join()) return `${key} is ${is}, and was ${was}`;
		} else if (dirty || focused === key || (!follows && changed.has(key))) {
			if (is !== was) return `${key} is ${is}, and was ${was}`;
		} else if (follows && is !== want) {
			return `${key} is ${is}, and the server sends ${want}, which nobody has changed`;
		}
	}
	return undefined;
}

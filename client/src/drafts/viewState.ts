// What a person had open on a page, and where the focus and the caret were.

import { Alias } from "../contract";
import {
	attr,
	call,
	document,
	elementsOf,
	hasAttr,
	is,
	isContentEditable,
	localName,
	nodeValue,
	contains,
	focus as focusOn,
	queryAll,
} from "../util/dom";
import { newNames } from "./formerNames";
import type { Draft } from "./store";

const openable = "details,dialog,[popover]";

export function viewState() {
	/** Whether each element was open when it appeared. */
	const before = new WeakMap<Element, boolean>();

	const isPopover = (el: Element) => is(el, "[popover]:not(dialog)");
	const isOpen = (el: Element) => (isPopover(el) ? is(el, ":popover-open") : hasAttr(el, "open"));

	/** A selector with the id, or one of the kind, and the position. */
	function placeOf(el: Element): string {
		const id = attr(el, "id");
		const name = attr(el, "name");
		const selector = localName(el) + (name ? `[name="${CSS.escape(name)}"]` : "");
		return id
			? "#" + CSS.escape(id)
			: selector + " " + [...document.querySelectorAll(selector)].indexOf(el);
	}
	function find(place: string): HTMLElement | undefined {
		const [selector, n] = place.split(/ (?=\d+$)/) as [string, string?];
		try {
			return document.querySelectorAll<HTMLElement>(selector)[+(n ?? 0)];
		} catch {
			return undefined;
		}
	}

	/** The first control that had this name in another build. */
	function findRenamed(name = ""): HTMLElement | undefined {
		for (const form of queryAll<HTMLFormElement>(document.documentElement, `form[${Alias}]`)) {
			const controls = [...elementsOf(form)];
			const nameOf = (el: Element) => attr(el, "name") ?? "";
			const names = newNames([attr(form, Alias)], [name], controls.map(nameOf));
			//mutant:false TestRenamedFields/reload: the focus is in the field that has another name now
			if (names.size) return controls.find((el) => nameOf(el) === names.get(name)) as HTMLElement;
		}
		return undefined;
	}

	return {
		mount(): void {
			for (const el of document.querySelectorAll(openable))
				if (!before.has(el)) before.set(el, isOpen(el));
		},
		/** What the person has opened or closed. */
		changedOpen(): [string, boolean, boolean][] {
			return [...document.querySelectorAll(openable)]
				.filter((el) => before.has(el) && isOpen(el) !== before.get(el))
				.map((el) => [placeOf(el), isOpen(el), is(el, "dialog:modal")]);
		},
		restoreOpen(open: [string, boolean, boolean][]): void {
			for (const [place, opened, asModal] of open) {
				const el = find(place);
				if (!el || !is(el, openable) || isOpen(el) === opened) continue;
				try {
					if (el instanceof HTMLDialogElement && asModal) el.showModal();
					else if (isPopover(el)) opened ? call(el, "showPopover") : call(el, "hidePopover");
					else call(el, "toggleAttribute", "open", opened);
				} catch {
					// The element has another kind now.
				}
			}
		},
		focus(): Draft["focus"] {
			const el = document.activeElement;
			if (!el || el === document.body) return undefined;
			if (hasCaret(el) && el.selectionStart !== null)
				return [
					placeOf(el),
					el.selectionStart,
					el.selectionEnd ?? undefined,
					el.selectionDirection ?? undefined,
					el.name,
				];
			if (isContentEditable(el)) {
				const range = getSelection()?.rangeCount ? getSelection()!.getRangeAt(0) : undefined;
				if (range && contains(el, range.endContainer))
					return [
						placeOf(el),
						offsetIn(el, range.startContainer, range.startOffset),
						offsetIn(el, range.endContainer, range.endOffset),
					];
			}
			return [placeOf(el)];
		},
		restoreFocus(focus: Draft["focus"]): void {
			const [place, start, end, direction, name] = focus ?? [];
			const el = place && (find(place) ?? findRenamed(name));
			if (!el) return;
			focusOn(el, true);
			if (start === undefined) return;
			if (hasCaret(el)) {
				try {
					el.setSelectionRange(start, end ?? start, direction as "forward");
				} catch {
					// The input has no caret any more.
				}
			} else if (isContentEditable(el)) select(el, start, end ?? start);
		},
	};
}

const hasCaret = (el: Element) =>
	el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement;

/** The number of characters of text before a point. */
function offsetIn(el: Element, node: Node, offset: number): number {
	const range = document.createRange();
	range.selectNodeContents(el);
	range.setEnd(node, offset);
	return range.toString().length;
}

function select(el: Element, start: number, end: number): void {
	const point = (at: number): [Node, number] => {
		const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
		let last: [Node, number] = [el, 0];
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const { length } = nodeValue(node)!;
			last = [node, length];
			if (at <= length) return [node, at];
			at -= length;
		}
		return last;
	};
	getSelection()?.setBaseAndExtent(...point(start), ...point(end));
}

// What is under way shows: aria-busy on <html>, on what was set off and on its indicator; a bar when it takes long.

import * as name from "../contract";
import { root } from "../page/page";
import { needProgress } from "../lazy/lazy";

const patience = 300;

const counts = new Map<Element, number>();
let timer: ReturnType<typeof setTimeout> | undefined;
let stopBar: (() => void) | undefined;

function add(el: Element, n: number): void {
	const count = (counts.get(el) ?? 0) + n;
	if (count > 0) {
		counts.set(el, count);
		el.setAttribute("aria-busy", "true");
	} else {
		counts.delete(el);
		el.removeAttribute("aria-busy");
	}
}

/** Marks as busy and returns what ends it. */
export function busy(...origins: (Element | null | undefined)[]): () => void {
	const marked = new Set<Element>([root]);
	for (const el of origins) {
		if (!el) continue;
		marked.add(el);
		const selector = el.getAttribute(name.Indicator);
		if (selector) for (const shown of document.querySelectorAll(selector)) marked.add(shown);
	}
	for (const el of marked) add(el, 1);
	timer ??= setTimeout(async () => {
		const its = await needProgress();
		if (timer) stopBar ??= its?.showBar();
	}, patience);
	return () => {
		for (const el of marked) add(el, -1);
		if (counts.has(root)) return;
		clearTimeout(timer);
		stopBar?.();
		timer = stopBar = undefined;
	};
}

/** Gives a button its busy label and returns what takes it back, unless a patch has changed the label meanwhile. */
export function busyLabel(button: Element | null | undefined): () => void {
	const label = button?.getAttribute(name.Busy);
	if (!button || !label) return () => {};
	if (button instanceof HTMLInputElement) {
		const was = button.value;
		button.value = label;
		return () => {
			if (button.value === label) button.value = was;
		};
	}
	const was = [...button.childNodes];
	button.textContent = label;
	return () => {
		if (button.textContent === label) button.replaceChildren(...was);
	};
}

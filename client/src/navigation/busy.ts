// Shows what is under way: aria-busy on <html>, on what started it and on its indicators; a
// progress bar when it takes long.

import { Indicator } from "../contract";
import { root } from "../page/page";
import { removeAttr, setAttr } from "../util/dom";
import { setting } from "../util/own";
import { select } from "../util/warn";
import { showProgress } from "./progress";

const progressDelay = 300;

/** How often each element is marked. */
const counts = new Map<Element, number>();
let timer: ReturnType<typeof setTimeout> | undefined;
let hideProgress: (() => void) | undefined;

function add(el: Element, n: number): void {
	const count = (counts.get(el) ?? 0) + n;
	if (count > 0) {
		counts.set(el, count);
		setAttr(el, "aria-busy", "true");
	} else {
		counts.delete(el);
		removeAttr(el, "aria-busy");
	}
}

/** Marks elements as busy. The function that it returns ends that. */
export function busy(...origins: (Element | null | undefined)[]): () => void {
	const marked = new Set<Element>([root]);
	for (const el of origins) {
		if (!el) continue;
		marked.add(el);
		for (const shown of select(setting(el, Indicator), Indicator)) marked.add(shown);
	}
	for (const el of marked) add(el, 1);
	timer ??= setTimeout(() => {
		hideProgress = showProgress();
	}, progressDelay);
	return () => {
		for (const el of marked) add(el, -1);
		if (counts.has(root)) return;
		clearTimeout(timer);
		hideProgress?.();
		timer = hideProgress = undefined;
	};
}

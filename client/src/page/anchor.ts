// Keeps in place what a person looks at, when a patch adds or removes something above it. Content
// asks for it with data-gf-scroll="anchor". It also works at the very top of a scroller, and in
// browsers without scroll anchoring. Loaded if the page has such content.

import { EventPrefix, On, Scroll } from "../contract";
import {
	call,
	document,
	get,
	is,
	idOf,
	isConnected,
	parentElement,
	query,
	queryAll,
	scrollBy,
} from "../util/dom";
import { own } from "../util/own";

const selector = own(Scroll, "anchor");

let scrollingElement: Element;

interface View {
	scroller: Element;
	/** The elements in sight and their distance from the upper edge, from top to bottom. */
	seen: [el: Element, top: number][];
}

/**
 * Views before a patch, by the page or part that is patched. Patches of parts are inside those of
 * the page.
 */
const views = new WeakMap<EventTarget, View[]>();

function scrollerOf(content: Element): Element {
	for (let el: Element | null = content; el; el = parentElement(el)) {
		if (!idOf(el) || get(el, "scrollHeight") <= get(el, "clientHeight")) continue;
		if (/auto|scroll/.test(getComputedStyle(el).overflowY)) return el;
	}
	return scrollingElement;
}

/** The upper and lower edge of the visible part of a scroller. */
function edges(scroller: Element): [top: number, bottom: number] {
	if (scroller === scrollingElement) return [0, innerHeight];
	const { top, bottom } = call(scroller, "getBoundingClientRect");
	return [top, bottom];
}

/**
 * Notes the elements in sight. An element with another id inside is no anchor, since its upper edge
 * does not tell what moves inside. A link with data-gf-on is none: it moves the content.
 */
function capture(content: Element): View {
	const scroller = scrollerOf(content);
	const [top, bottom] = edges(scroller);
	const seen: View["seen"] = [];
	for (const el of queryAll(content, "[id]")) {
		if (query(el, "[id]") || is(el, own(On))) continue;
		const rect = call(el, "getBoundingClientRect");
		if (rect.height && rect.bottom > top + 1 && rect.top < bottom) seen.push([el, rect.top - top]);
	}
	return { scroller, seen };
}

export function start(): void {
	scrollingElement = document.scrollingElement!;
	// The browser's own scroll anchoring would correct the position a second time.
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(
		`${selector}{overflow-anchor:none}:is(:root,[id]):has(${selector}){overflow-anchor:none}`,
	);
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
	addEventListener(EventPrefix + "before-patch", ({ target }) => {
		views.set(target!, [...document.querySelectorAll(selector)].map(capture));
	});

	addEventListener(EventPrefix + "patch", ({ target }) => {
		for (const { scroller, seen } of views.get(target!) ?? []) {
			const anchor = seen.find(([el]) => isConnected(el) && call(el, "getClientRects").length);
			if (!anchor || !isConnected(scroller)) continue;
			const [el, before] = anchor;
			const by = call(el, "getBoundingClientRect").top - edges(scroller)[0] - before;
			if (Math.abs(by) >= 0.5) scrollBy(scroller, { top: by, behavior: "instant" });
		}
		views.delete(target!);
	});
}

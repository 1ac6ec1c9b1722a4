// What a person looks at stays where it is when a patch adds or removes something above it: in content that asks for it with data-scroll="anchor", also at
// the very top and where the browser does nothing of the kind. Loaded where a page asks.

import { EventPrefix, On, Scroll } from "../contract";

export const of = CLIENT_FINGERPRINT;
declare const CLIENT_FINGERPRINT: string;

const asks = `[${Scroll}=anchor]`;

interface View {
	scroller: Element;
	/** The elements in sight and how far they were from the upper edge, the first first. */
	seen: [el: Element, top: number][];
}

/** By the page or part that is being patched: a patch of the page patches its parts as well. */
const views = new WeakMap<EventTarget, View[]>();

function scrollerOf(content: Element): Element {
	for (let el: Element | null = content; el; el = el.parentElement)
		if (el.id && el.scrollHeight > el.clientHeight && /auto|scroll/.test(getComputedStyle(el).overflowY)) return el;
	return document.scrollingElement!;
}

/** Where the visible part of a scroller begins and ends. */
function edges(scroller: Element): [top: number, bottom: number] {
	if (scroller === document.scrollingElement) return [0, innerHeight];
	const { top, bottom } = scroller.getBoundingClientRect();
	return [top, bottom];
}

/** Elements that hold others with an id are no anchors: their upper edge says nothing of what happens inside. Nor are the links that move the content. */
function look(content: Element): View {
	const scroller = scrollerOf(content);
	const [top, bottom] = edges(scroller);
	const seen: View["seen"] = [];
	for (const el of content.querySelectorAll("[id]")) {
		if (el.querySelector("[id]") || el.hasAttribute(On)) continue;
		const rect = el.getBoundingClientRect();
		if (rect.height && rect.bottom > top + 1 && rect.top < bottom) seen.push([el, rect.top - top]);
	}
	return { scroller, seen };
}

export function start(): void {
	// The browser would do it a second time.
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(`${asks}{overflow-anchor:none}:is(:root,[id]):has(${asks}){overflow-anchor:none}`);
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
	addEventListener(EventPrefix + "before-patch", ({ target }) => {
		views.set(target!, [...document.querySelectorAll(asks)].map(look));
	});

	addEventListener(EventPrefix + "patch", ({ target }) => {
		for (const { scroller, seen } of views.get(target!) ?? []) {
			const still = seen.find(([el]) => el.isConnected && el.getClientRects().length);
			if (!still || !scroller.isConnected) continue;
			const by = still[0].getBoundingClientRect().top - edges(scroller)[0] - still[1];
			if (Math.abs(by) >= 0.5) scroller.scrollBy({ top: by, behavior: "instant" });
		}
		views.delete(target!);
	});
}

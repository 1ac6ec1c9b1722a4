// Inner scrollers, and scrolling without animation.

import { document, scrollTo } from "./dom";

/**
 * Inner scrollers that have been scrolled. Asking every element for its position would cost a
 * layout.
 */
export const scrolled = new Set<Element>();

document.addEventListener(
	"scroll",
	({ target }) => {
		if (target instanceof Element) scrolled.add(target);
	},
	{ capture: true, passive: true },
);

/** Scrolls at once, whatever scroll-behavior the page's style sets. */
export function jump(el: Element | Window | null, left: number, top: number): void {
	const to: ScrollToOptions = { left, top, behavior: "instant" };
	if (el instanceof Element) {
		scrollTo(el, to);
		//mutant:delete TestHistoryPopstateAndScroll/scrollers_without_an_id: no event has come yet
		scrolled.add(el);
	} else el?.scrollTo(to);
}

// Scroll positions of the window and of inner scrollers that have an id, remembered per history entry and over reloads.

import { page } from "../page/page";
import { keep, recall } from "../util/storage";

/** By the id of the scroller; the window has none. */
type Place = Record<string, [left: number, top: number]>;

const key = "places";
const places = recall<Record<number, Place>>(key, {});
/** Inner scrollers that have been scrolled: asking every element would cost a layout. */
export const scrolled = new Set<Element>();

document.addEventListener(
	"scroll",
	(event) => {
		if (event.target instanceof Element) scrolled.add(event.target);
	},
	{ capture: true, passive: true },
);

export function saveScroll(entry: number): void {
	const place: Place = { "": [scrollX, scrollY] };
	for (const el of scrolled) {
		if (!el.isConnected) scrolled.delete(el);
		else if (el.id) place[el.id] = [el.scrollLeft, el.scrollTop];
	}
	places[entry] = place;
}

/** A new entry takes the place of all that were ahead of it. */
export function forgetScroll(from: number): void {
	for (const entry in places) if (+entry >= from) delete places[entry];
}

export function storeScroll(): void {
	keep(key, places);
}

/** Says whether there was anything to restore. */
export function restoreScroll(entry: number): boolean {
	const place = places[entry];
	for (const id in place) jump(id ? document.getElementById(id) : window, ...place[id]!);
	return !!place;
}

/** Scrolls at once, whatever the page's style says. */
export function jump(el: Element | Window | null, left: number, top: number): void {
	el?.scrollTo({ left, top, behavior: "instant" });
}

/** After a visit: to the fragment, to the top for another path, or where it is. */
export function scrollAfter(hash: string, top: boolean): void {
	const target = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
	if (target) target.scrollIntoView({ behavior: "instant" });
	else if (top) for (const el of [...scrolled, window]) if (el === window || page.element.contains(el as Element)) jump(el, 0, 0);
}

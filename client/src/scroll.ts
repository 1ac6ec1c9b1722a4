// Scroll positions of the window and of inner scrollers that have an id, remembered per history entry and over reloads.

import { page } from "./page";

interface Place {
	x: number;
	y: number;
	inner: Record<string, [number, number]>;
}

const key = "goldfish:scroll";
const places: Record<number, Place> = read();
/** Inner scrollers that have been scrolled: asking every element would cost a layout. */
export const scrolled = new Set<Element>();

function read(): Record<number, Place> {
	try {
		return JSON.parse(sessionStorage.getItem(key) ?? "{}");
	} catch {
		return {};
	}
}

document.addEventListener(
	"scroll",
	(event) => {
		if (event.target instanceof Element) scrolled.add(event.target);
	},
	{ capture: true, passive: true },
);

export function saveScroll(entry: number): void {
	const inner: Place["inner"] = {};
	for (const el of scrolled) {
		if (!el.isConnected) scrolled.delete(el);
		else if (el.id) inner[el.id] = [el.scrollLeft, el.scrollTop];
	}
	places[entry] = { x: scrollX, y: scrollY, inner };
}

/** A new entry takes the place of all that were ahead of it. */
export function forgetScroll(from: number): void {
	for (const entry in places) if (+entry >= from) delete places[entry];
}

export function storeScroll(): void {
	try {
		sessionStorage.setItem(key, JSON.stringify(places));
	} catch {
		// Full or forbidden: only a reload loses its place.
	}
}

/** Says whether there was anything to restore. */
export function restoreScroll(entry: number): boolean {
	const place = places[entry];
	if (!place) return false;
	for (const id in place.inner) {
		const el = document.getElementById(id);
		if (el) el.scrollTo({ left: place.inner[id]![0], top: place.inner[id]![1], behavior: "instant" });
	}
	scrollTo({ left: place.x, top: place.y, behavior: "instant" });
	return true;
}

/** After a visit: to the fragment, to the top for another path, or where it is. */
export function scrollAfter(hash: string, top: boolean): void {
	const target = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
	if (target) target.scrollIntoView({ behavior: "instant" });
	else if (top) {
		for (const el of scrolled) if (page.element.contains(el)) el.scrollTo({ left: 0, top: 0, behavior: "instant" });
		scrollTo({ left: 0, top: 0, behavior: "instant" });
	}
}

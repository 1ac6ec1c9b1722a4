// Shows where the page has changed: an outline that fades. Nothing is written to the elements.

import { call } from "../util/dom";
import type { Change } from "./changes";

const colors: Record<Change["kind"], string> = {
	changed: "#2f81f7",
	new: "#2da44e",
	moved: "#a371f7",
	replaced: "#d29922",
	removed: "#e5534b",
};

/** The most outlines at once: a page may be new as a whole. */
const maxOutlines = 60;

export function flash(changes: Change[]): void {
	const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
	for (const { kind, element } of changes.slice(0, maxOutlines)) {
		const outline = {
			outlineStyle: "solid",
			outlineWidth: "2px",
			outlineOffset: "1px",
			outlineColor: colors[kind],
		};
		const el = element?.deref();
		if (!el) continue;
		call(
			el,
			"animate",
			[
				outline,
				still ? outline : { ...outline, outlineColor: "transparent", outlineOffset: "6px" },
			],
			{
				duration: 1200,
				easing: "cubic-bezier(.5,0,.8,.4)",
				id: "goldfish-dev",
			},
		);
	}
}

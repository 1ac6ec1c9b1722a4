// Loads anchor.ts if the page has content that keeps its place.

import { Scroll } from "../contract";
import { load, ready } from "../lazy/lazy";
import { document } from "../util/dom";
import { own } from "../util/own";
import { contentChanged } from "./signals";

export function startAnchorLoader(): void {
	contentChanged.listen(() => {
		if (document.querySelector(own(Scroll, "anchor"))) ready.anchor = load("anchor");
	});
}

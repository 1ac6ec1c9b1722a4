// Loads time.ts if the page has a time.

import { Time } from "../contract";
import { lazy, load, ready } from "../lazy/lazy";
import { contentChanged } from "../page/signals";
import { document } from "../util/dom";
import { own } from "../util/own";

export function startTimeLoader(): void {
	contentChanged.listen(async () => {
		if (lazy.time) return lazy.time();
		if (!document.querySelector(own(Time))) return;
		await load("update");
		await ready.parts; // parts have read their bodies, as the server sent them
		await load("time");
	});
}

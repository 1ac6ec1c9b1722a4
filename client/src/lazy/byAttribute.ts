// Loads the files of elements with an attribute when the page has one, and tells them when the page
// has changed. A file has the name of its attribute, without the prefix.

import { contentChanged } from "../page/signals";
import { document } from "../util/dom";
import { own } from "../util/own";
import { lazy, load, ready } from "./lazy";

export function startLoadersByAttribute(): void {
	for (const file of ["time", "combobox", "summary", "signal"] as const)
		contentChanged.listen(async () => {
			if (lazy[file]) return lazy[file]();
			if (!document.querySelector(own("data-gf-" + file))) return;
			await load("update");
			await ready.parts; // parts have read their bodies, as the server sent them
			await load(file);
		});
}

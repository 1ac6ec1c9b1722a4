// Loads the files of elements with an attribute when the page has one, and tells them when the page
// has changed. A file has the name of its attribute, without the prefix.

import { contentChanged } from "../page/signals";
import { document } from "../util/dom";
import { own } from "../util/own";
import { lazy, load, ready } from "./lazy";

const files = ["time", "combobox", "summary", "signal"] as const;
const selectorOf = (file: string) => own("data-gf-" + file);

export function startLoadersByAttribute(): void {
	contentChanged.listen(async () => {
		for (const file of files) lazy[file]?.();
		const missing = files.filter((file) => !lazy[file]);
		// One search, since most pages have none of them.
		if (!document.querySelector(missing.map(selectorOf).join() || "_")) return;
		await load("update");
		await ready.parts; // parts have read their bodies, as the server sent them
		for (const file of missing) if (document.querySelector(selectorOf(file))) void load(file);
	});
}

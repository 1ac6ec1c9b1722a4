// What the server sent with the document, if custom elements have changed it before the client
// could read it. It is fetched once, and the differences are local changes.

import { ready } from "../lazy/lazy";
import { adopt, hasCustomElements } from "../morph/adopt";
import { flush } from "../morph/localChanges";
import { parse } from "../util/html";
import { fetchPatch } from "./fetchPatch";
import { page } from "./page";

export function startBase(): void {
	const { version, body, url } = page;
	if (!version || !hasCustomElements(body)) return;
	ready.base = fetchPatch(url, { redirect: "manual" }, "", page, true).then(({ patch }) => {
		if (patch?.version !== version || page.version !== version || !patch.body) return;
		page.body = patch.body;
		flush();
		adopt(page.element, parse(patch.body));
	});
}

// What the server sent with the document, if custom elements have changed it before the client
// could read it. It is fetched once, and the differences are local changes.

import { checksum } from "../delta/checksum";
import { adopt, hasCustomElements } from "../morph/adopt";
import { flush } from "../morph/localChanges";
import { parse } from "../util/html";
import { fetchPatch } from "./fetchPatch";
import { page } from "./page";

/** Resolves when it is known what the server sent. Undefined if it is known at once. */
export let baseReady: Promise<void> | undefined;

export function startBase(): void {
	const { title, version, body, url } = page;
	if (!version || !hasCustomElements(body) || checksum(title, body) === version) return;
	baseReady = fetchPatch(url, { redirect: "manual" }, "", page, true).then(({ patch }) => {
		if (patch?.version !== version || page.version !== version || !patch.body) return;
		page.body = patch.body;
		flush();
		adopt(page.element, parse(patch.body));
	});
}

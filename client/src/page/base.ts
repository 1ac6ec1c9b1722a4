// What the server sent with the document, if custom elements may have changed it before the client
// could read it. It is fetched once, and the differences are local changes. Custom elements that
// are defined later have changed nothing by then: nothing is fetched.

import { ready } from "../lazy/lazy";
import { adopt } from "../morph/adopt";
import { flush } from "../morph/localChanges";
import { parse } from "../util/html";
import { fetchPatch } from "./fetchPatch";
import { page } from "./page";

export function startBase(): void {
	const { version, upgraded, url } = page;
	//mutant:false(2) TestBaseOfCustomElements/defined_later: nothing is requested in vain
	if (!version || !upgraded) return;
	ready.base = fetchPatch(url, { redirect: "manual" }, "", page, true).then(({ patch }) => {
		if (patch?.version !== version || page.version !== version || !patch.body) return;
		page.body = patch.body;
		flush();
		adopt(page.element, parse(patch.body));
	});
}

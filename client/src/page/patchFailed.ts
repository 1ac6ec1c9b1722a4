// A patch could not be shown as it should. The page heals, or asks for the whole body. Here it is
// said: in the console, and once for each path and cause to the server.

import { warn } from "../util/warn";
import { tellServer } from "./failure";

const maxReported = 20;
/** What the server was told of: paths and causes. */
const reported = new Set<string>();

/** Tells of an exception. What its text quotes may be of the page, so that is left out. */
export function patchFailed(err: unknown): void {
	reportError(err);
	const cause = String(err)
		.replace(/(['"`]).*?\1/g, "_")
		.replace(/[^ -~]/g, "?")
		.slice(0, 100);
	warn("a patch could not be shown as it should, so its element was made anew: " + cause);
	const key = location.pathname + cause;
	if (reported.size < maxReported && !reported.has(key)) tellServer(cause);
	reported.add(key);
}

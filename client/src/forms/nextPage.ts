// The next page of an action that is done: its answer has named no more than the address.

import { fetchPatch, type Result } from "../page/fetchPatch";
import { backoff } from "../stream/backoff";
import { errorText, showServerMessage } from "../util/messages";
import type { Submission } from "./submission";
import type { Region } from "../page/page";

/**
 * Fetches the page, until a server that has one answers: a person who is told that the action has
 * failed would do it twice. Throws if the submission is aborted.
 */
export async function fetchNext(
	url: string,
	region: Region,
	{ abort: { signal } }: Submission,
): Promise<Result> {
	for (let tries = 0; ; tries++) {
		const result = await fetchPatch(url, { redirect: "manual", signal }, region.url, region);
		const { status, retryAfter = 0 } = result;
		//mutant:true TestNextPageIsLost: a page that does not come is requested again
		if (![0, 502, 503, 504].includes(status)) return result;
		showServerMessage(errorText({ status: 0 }));
		await new Promise((done) => setTimeout(done, retryAfter * 1000 + backoff(tries)));
	}
}

// The next page of an action that is done: its answer has named no more than the address.

import { isCurrent, type Navigation } from "../navigation/navigation";
import { fetchPatch, isLost, type Result } from "../page/fetchPatch";
import { backoff } from "../stream/backoff";
import { errorText, showServerMessage } from "../util/messages";
import { pauseAfter } from "../util/retryAfter";

/**
 * Fetches the page, until a server that has one answers, or the person has gone on to another page.
 * Who is told that the action has failed would do it twice.
 */
export async function fetchNext(url: string, navigation: Navigation): Promise<Result> {
	const { region } = navigation;
	for (let tries = 0; ; tries++) {
		const result = await fetchPatch(url, { redirect: "manual" }, region.url, region);
		const { status, retryAfter = 0 } = result;
		//mutant:true(1) TestNextPageIsLost: a page that does not come is requested again
		//mutant:false(2) TestNextPageIsLost: a page that nobody waits for is not requested
		if (!isLost(status) || !isCurrent(navigation)) return result;
		showServerMessage(errorText({ status: 0 }));
		await new Promise((done) => setTimeout(done, pauseAfter(retryAfter) + backoff(tries)));
	}
}

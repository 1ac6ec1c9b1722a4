// Over HTTP/1.1 a browser has six connections to a site, for all its tabs. A tab that replaces its
// stream needs two for a moment, so the tabs of a browser take turns.

/** Runs the task when no other tab of the site runs one. */
export async function inTurn(task: () => Promise<void>): Promise<void> {
	// Only secure contexts have locks. Elsewhere the tabs wait for free connections.
	await (navigator.locks ? navigator.locks.request("goldfish-stream", task) : task());
}

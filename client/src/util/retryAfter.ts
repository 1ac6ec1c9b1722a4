// How long a server, or a proxy, wants to be left alone.

/** The seconds of a Retry-After header: a number or a date (RFC 9110, 10.2.3). */
export function secondsOfRetryAfter(response: Response | undefined): number {
	const value = response?.headers.get("Retry-After") ?? "";
	const seconds = /^\d+$/.test(value) ? +value : (Date.parse(value) - Date.now()) / 1000;
	return seconds > 0 ? Math.ceil(seconds) : 0;
}

/**
 * The milliseconds that the client waits before it tries again by itself: a minute at most, since a
 * person waits too. A timer of more than 24 days would even fire at once.
 */
export const pauseAfter = (seconds: number) => Math.min(60, seconds) * 1000;

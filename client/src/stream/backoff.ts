// Back-off: when to try again. The time is random, so that ten thousand tabs do not reconnect at
// once.

/** The longest wait before each retry, in seconds. */
const seconds = [1, 2, 5, 10, 20, 30];

/** Milliseconds before the next try. */
export function backoff(tries: number, random = Math.random()): number {
	return random * 1000 * seconds[Math.min(tries, seconds.length - 1)]!;
}

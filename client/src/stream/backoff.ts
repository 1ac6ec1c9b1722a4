// When to try again: at random within a span that grows, so that ten thousand tabs do not come back in the same moment.

const spans = [1, 2, 5, 10, 20, 30];

/** Milliseconds before the next try; never gives up. */
export function backoff(tries: number, random = Math.random()): number {
	return random * 1000 * spans[Math.min(tries, spans.length - 1)]!;
}

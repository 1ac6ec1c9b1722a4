// Random numbers that are the same for the same seed.

export type Random = (below: number) => number;

export function numbers(seed: number): Random {
	let state = Math.imul(seed, 2654435761) >>> 0;
	return (below) => {
		state = (state + 0x6d2b79f5) >>> 0;
		let n = Math.imul(state ^ (state >>> 15), state | 1);
		n ^= n + Math.imul(n ^ (n >>> 7), n | 61);
		return ((n ^ (n >>> 14)) >>> 0) % below;
	};
}

export const pick = <T>(next: Random, of: readonly T[]): T => of[next(of.length)]!;

// Which children can stay where they are while the others move.

import type { Rules } from "./rules";

/**
 * The most children that can stay where they are; the first unmovable one is always among
 * them.
 */
export function stableNodes(shown: ChildNode[], old: ChildNode[], rules: Rules): Set<ChildNode> {
	const index = new Map(old.map((child, i) => [child, i]));
	// What is new, or comes from another parent, moves in any case.
	const order = shown.filter((child) => index.has(child));
	let places = order.map((child) => index.get(child)!);
	if (places.every((place, i) => !i || place > places[i - 1]!)) return new Set(order);
	const pinned = order.findIndex((child) => rules.unmovable(child));
	if (pinned >= 0) {
		const fixed = places[pinned]!;
		places = places.filter(
			(place, i) => i === pinned || (i < pinned ? place < fixed : place > fixed),
		);
	}
	return new Set(longestIncreasing(places).map((place) => old[place]!));
}

/** The longest increasing subsequence. */
function longestIncreasing(numbers: number[]): number[] {
	const tails: number[] = []; // the index in numbers where the best run of each length ends
	const previous: number[] = [];
	numbers.forEach((n, i) => {
		let low = 0;
		let high = tails.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (numbers[tails[middle]!]! < n) low = middle + 1;
			else high = middle;
		}
		previous[i] = low ? tails[low - 1]! : -1;
		tails[low] = i;
	});
	const run: number[] = [];
	for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i]!) run.push(numbers[i]!);
	return run;
}

// Three-way merge of the keys of a list of rows. Base is what the server had when the person began,
// ours is what the person has made of it, theirs is what the server has now.

/**
 * A row is there if both have it, or if one of them has added it. Where the person has moved rows,
 * the order is theirs; otherwise it is the server's. What is added stands behind the same row.
 */
export function mergeKeys(
	base: string[],
	ours: string[],
	theirs: string[],
	alwaysMoved = false,
): string[] {
	const [inBase, inOurs, inTheirs] = [new Set(base), new Set(ours), new Set(theirs)];
	const keep = (key: string) => !inBase.has(key) || (inOurs.has(key) && inTheirs.has(key));
	//mutant:false TestMorphChecks: moves of the person outlast a push
	const moved =
		alwaysMoved ||
		!same(base.filter((key) => inOurs.has(key)), ours.filter((key) => inBase.has(key)));
	const [first, second] = moved ? [ours, theirs] : [theirs, ours];
	const merged = first.filter(keep);
	const known = new Set(merged);
	let after = -1;
	for (const key of second.filter(keep)) {
		if (known.has(key)) after = merged.indexOf(key);
		else merged.splice(++after, 0, key);
	}
	return merged;
}

export const same = (a: string[], b: string[]): boolean => a.join() === b.join();

// The three-way merge of the keys of rows.

import { mergeKeys } from "../../src/rows/merge";
import { check, same } from "../harness";

const cases: [name: string, base: string, ours: string, theirs: string, want: string][] = [
	["nothing", "abc", "abc", "abc", "abc"],
	["the server adds, moves and removes", "abc", "abc", "cxa", "cxa"],
	["the person adds, moves and removes", "abc", "cxa", "abc", "cxa"],
	["both add", "ab", "axb", "aby", "axby"],
	["both add at one place", "a", "ax", "ay", "axy"],
	["both remove", "abc", "bc", "ab", "b"],
	["the person moves, the server adds and removes", "abc", "cba", "abx", "bxa"],
	["the person adds at the start", "ab", "xab", "ba", "xba"],
	["what was sent has another key now", "a_", "a_", "a1", "a1"],
	["a push came before the answer", "a_", "a_1", "a1", "a1"],
	["everything is new", "", "xy", "ab", "xyab"],
];

for (const [name, base, ours, theirs, want] of cases)
	check("rows", name, () => same(mergeKeys([...base], [...ours], [...theirs]).join(""), want, "keys"));

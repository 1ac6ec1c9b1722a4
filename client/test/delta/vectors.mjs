// Reads test/vectors with the client's own code. The argument is the folder of the compiled
// delta.js and checksum.js.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const folder = pathToFileURL(process.argv[2] + "/");
const { applyDelta } = await import(new URL("delta.js", folder));
const { checksum } = await import(new URL("checksum.js", folder));
const read = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));

for (const { parts, sum: want } of read("sum")) assert.equal(checksum(...parts), want, JSON.stringify(parts));

const vectors = read("delta");
for (const { name, old, title, delta: [sum, ...items], html, touched } of vectors) {
	const applied = applyDelta(old, items);
	assert.equal(applied.html, html, name);
	assert.equal(checksum(applied.title ?? title, html), sum, name);
	if (touched) assert.deepEqual(JSON.parse(JSON.stringify(applied.operations)), touched, name);
}

// A text that the difference does not belong to: it is refused, or the sum is another.
assert.throws(() => applyDelta("<p>no id</p>", [["-", 0, 12]]));
assert.throws(() => applyDelta("", [["-", 99, 12]]));
assert.throws(() => applyDelta('x<p id="a"></p>', [["-", 0, 12]]));
console.log(vectors.length + " differences");

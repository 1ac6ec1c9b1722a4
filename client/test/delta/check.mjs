// Applies differences with the client's own code, and compares. Arguments: the folder of the
// compiled delta.js and checksum.js, and a file with one JSON object a line: { old, title, delta,
// html }. Prints what is wrong; says how many were right.

import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const { applyDelta } = await import(pathToFileURL(folder + "/delta.js"));
const { checksum } = await import(pathToFileURL(folder + "/checksum.js"));

let right = 0;
for await (const line of createInterface({ input: createReadStream(file) })) {
	const { old, title, delta, html, touched } = JSON.parse(line);
	const wrong = check(old, title, delta, html, touched);
	if (wrong) {
		console.log(wrong + ": " + line);
		process.exit(1);
	}
	right++;
}
console.log(right);

function check(old, title, delta, html, touched) {
	const [sum, ...items] = delta;
	const applied = applyDelta(old, items);
	if (applied.html !== html) return "got " + applied.html;
	if (checksum(applied.title ?? title, html) !== sum) return "sum " + checksum(applied.title ?? title, html);
	if (touched && JSON.stringify(applied.operations) !== JSON.stringify(touched)) return "touched " + JSON.stringify(applied.operations);
	// An edited element stands in the result as it is shown, at least when nothing follows in a
	// later step.
	if (!items.includes(0))
		for (const { kind, id, html: its } of applied.operations) if (kind === "edit" && !(html.includes(its) && (!id || its.includes(` id="${id}"`)))) return "edit " + its;
	return "";
}

// Shows differences in a real page, as a push does, and compares it with a page that is made of the
// new body: Go opens this and hands over the cases.

import { applyDelta } from "../../src/delta/delta";
import { parse } from "../../src/util/html";
import { morph } from "../../src/morph/morph";
import { watchLocalChanges } from "../../src/morph/localChanges";
import { checksum } from "../../src/delta/checksum";

interface Case {
	old: string;
	title: string;
	delta: unknown[];
	html: string;
	version: string;
}

const root = pageOf("");
document.body.append(root);
watchLocalChanges(root);

function pageOf(html: string): HTMLElement {
	const page = document.createElement("div");
	page.id = "page";
	page.append(...parse(html).childNodes);
	return page;
}

/** What a browser writes of what it has read. */
function canonical(html: string): string {
	root.innerHTML = html;
	return root.innerHTML;
}

interface Result {
	wrong: string[];
	/** Differences that could not be shown by what they name, and of how many. */
	healed: number;
	shown: number;
	kept: number;
	replaced: number;
}

function run(cases: Case[]): Result {
	const result: Result = { wrong: [], healed: 0, shown: 0, kept: 0, replaced: 0 };
	for (const { old, title, delta, html } of cases) {
		root.replaceChildren(...parse(old).childNodes);
		watchLocalChanges(root); // what stands there is the server's
		const before = new Map([...root.querySelectorAll("[id]")].map((el) => [el.id, el]));
		const [sum, ...items] = delta;
		const applied = applyDelta(old, items);
		if (checksum(applied.title ?? title, applied.html) !== sum) result.wrong.push("sum: " + JSON.stringify(delta));
		const whole = applied.operations.some((op) => op.kind === "edit" && !op.id);
		const healed = morph(root, applied.html, {}, applied.operations).has(root) && !whole;
		result[healed ? "healed" : "shown"]++;
		const fresh = pageOf(html);
		if (root.innerHTML !== fresh.innerHTML || !root.isEqualNode(fresh)) result.wrong.push(`${JSON.stringify(delta)}\nold ${old}\ngot ${root.innerHTML}\nnew ${fresh.innerHTML}`);
		if (!healed)
			for (const el of root.querySelectorAll("[id]")) {
				const was = before.get(el.id);
				if (was) result[was === el ? "kept" : "replaced"]++;
			}
	}
	return result;
}

Object.assign(window, { delta: { run, canonical } });

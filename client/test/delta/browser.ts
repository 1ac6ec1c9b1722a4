// Shows differences in a real page, and compares it with a page that is made of the new body: Go opens this and hands over the cases.

import { applyDelta } from "../../src/delta";
import { showDelta } from "../../src/delta-dom";
import { parse } from "../../src/html";
import { sum } from "../../src/sum";
import { walk, type Guide } from "../../src/walk";

interface Case {
	old: string;
	title: string;
	delta: unknown[];
	html: string;
	version: string;
}

const root = document.createElement("div");
root.id = "page";
document.body.append(root);

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

const guide: Guide = {
	partner: () => undefined,
	fits: () => true,
	stays: () => false,
	refuses: () => false,
	mayChange: () => true,
	visit: () => true,
	fragile: () => false,
};

function morph(el: Element, its: Element): void {
	for (const { name, value } of its.attributes) el.setAttribute(name, value);
	for (const { name } of [...el.attributes]) if (!its.hasAttribute(name)) el.removeAttribute(name);
	walk(el, its, guide);
}

interface Result {
	wrong: string[];
	healed: number;
	edits: number;
	kept: number;
	replaced: number;
}

function run(cases: Case[]): Result {
	const result: Result = { wrong: [], healed: 0, edits: 0, kept: 0, replaced: 0 };
	for (const { old, title, delta, html, version } of cases) {
		root.replaceChildren(...parse(old).childNodes);
		const before = new Map([...root.querySelectorAll("[id]")].map((el) => [el.id, el]));
		const applied = applyDelta(old, delta);
		if (sum(applied.title ?? title, applied.html) !== version) result.wrong.push("sum: " + JSON.stringify(delta));
		const shown = showDelta(root, applied.touched, {
			morph(el, theirs) {
				result.edits++;
				if (el === root) walk(root, theirs, guide);
				else morph(el, theirs);
			},
			changed: () => false,
		});
		if (!shown) {
			result.healed++;
			root.replaceChildren(...parse(applied.html).childNodes);
		}
		const fresh = pageOf(html);
		if (root.innerHTML !== fresh.innerHTML || !root.isEqualNode(fresh)) result.wrong.push(`${JSON.stringify(delta)}\nold ${old}\ngot ${root.innerHTML}\nnew ${fresh.innerHTML}`);
		if (shown)
			for (const el of root.querySelectorAll("[id]")) {
				const was = before.get(el.id);
				if (was) result[was === el ? "kept" : "replaced"]++;
			}
	}
	return result;
}

Object.assign(window, { delta: { run, canonical } });

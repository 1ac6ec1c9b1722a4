// One cell of many rows: a difference, applied, checked and shown as a push is, against idiomorph
// on the whole page. Both in one run, by turns. Go opens this and hands over two bodies with the
// differences between them.

import { Idiomorph } from "idiomorph/dist/idiomorph.esm.js";
import { applyDelta } from "../src/delta/delta";
import { parse } from "../src/util/html";
import { morph } from "../src/morph/morph";
import { watchLocalChanges } from "../src/morph/localChanges";
import { checksum } from "../src/delta/checksum";

interface Body {
	title: string;
	html: string;
	version: string;
	/** From the other one. */
	delta: unknown[];
}

function show(html: string): HTMLElement {
	const page = document.createElement("div");
	page.id = "page";
	page.append(...parse(html).childNodes);
	document.body.replaceChildren(page);
	watchLocalChanges(page);
	return page;
}

function timed(change: () => void): number {
	const start = performance.now();
	change();
	return performance.now() - start;
}

const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[numbers.length >> 1]!;

/**
 * Milliseconds, medians: a difference, the morph of the whole page, idiomorph's morph of
 * the whole page. And how many elements a difference has visited, at most.
 */
function speed(bodies: [Body, Body], runs: number): Record<string, number> {
	let visited = 0;
	const ways: Record<string, (page: HTMLElement, from: Body, to: Body) => void> = {
		delta(page, from, to) {
			const [sum, ...items] = to.delta;
			const { html, operations } = applyDelta(from.html, items);
			if (checksum(to.title, html) !== sum) throw new Error("the difference does not fit");
			const elements = morph(page, html, {}, operations);
			if (elements.has(page)) throw new Error("the whole was looked at");
			visited = Math.max(visited, elements.size);
		},
		whole(page, _, to) {
			morph(page, to.html, {});
		},
		idiomorph(page, _, to) {
			Idiomorph.morph(page, to.html, { morphStyle: "innerHTML" });
		},
	};
	const times: Record<string, number[]> = {};
	for (let i = 0; i < runs; i++)
		for (const way in ways) {
			const page = show(bodies[0].html);
			for (const [from, to] of [bodies, [bodies[1], bodies[0]]] as const) {
				(times[way] ??= []).push(timed(() => ways[way]!(page, from, to)));
				if (page.innerHTML !== to.html) throw new Error(way + " does not show the new body");
			}
		}
	const medians = Object.entries(times).map(([way, all]) => [way, median(all)]);
	return { ...Object.fromEntries(medians), visited };
}

Object.assign(window, { speed });

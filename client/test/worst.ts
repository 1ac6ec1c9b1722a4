// Documents that are hard to morph. Each is made in a size n, so that the work for n and for a
// multiple of n can be compared. Go asks for them (client/worst_test.go).

import { parse, patch, root, start } from "./harness";

const range = (n: number) => [...Array(n).keys()];
const rows = (n: number, row: (i: number) => string) => range(n).map(row).join("\n");
const nested = (n: number, tag: string, inner: string) => `<${tag}>`.repeat(n) + inner + `</${tag}>`.repeat(n);

/** The page before and after, and what a script does between. */
type Case = [before: string, after: string, script?: () => void];

const cases: Record<string, (n: number) => Case> = {
	deep: (n) => [nested(n, "div", "<b>a</b>"), nested(n, "div", "<b>b</b>")],
	"deep, with other tags": (n) => [nested(n, "div", "a"), nested(n, "section", "b")],
	wide: (n) => [rows(n, (i) => `<p>${i}</p>`), rows(n, (i) => `<p>${i}${i % 7 ? "" : "!"}</p>`)],
	"wide, with ids": (n) => [rows(n, (i) => `<p id="a${i}">${i}</p>`), rows(n, (i) => `<p id="a${i}">${i + 1}</p>`)],
	reversed: (n) => [rows(n, (i) => `<p id="a${i}">${i}</p>`), rows(n, (i) => `<p id="a${n - i - 1}">${n - i - 1}</p>`)],
	"reversed, without ids": (n) => [rows(n, (i) => `<p>${i}</p>`), rows(n, (i) => `<p>${n - i}</p>`)],
	renamed: (n) => [rows(n, (i) => `<p id="a${i}">${i}</p>`), rows(n, (i) => `<p id="b${i}">${i}</p>`)],
	"tags renamed": (n) => [rows(n, (i) => `<p>${i}</p>`), rows(n, (i) => `<h6>${i}</h6>`)],
	"only texts and comments": (n) => [rows(n, (i) => `a${i}<!--${i}-->`), rows(n, (i) => `<!--${i}-->b${i}<br>`)],
	"fields of one name": (n) => [rows(n, (i) => `<input name="x" value="${i}">`), rows(n, (i) => `<input name="x" value="${i + 1}">`) + "<hr>"],
	attributes: (n) => [`<p ${rows(n / 10, (i) => `a${i}="1"`)}></p>`, `<p ${rows(n / 10, (i) => `b${i}="1"`)}></p>`],
	"a huge text": (n) => [`<p>${"lorem ipsum ".repeat(n * 10)}</p>`, `<p>${"ipsum lorem ".repeat(n * 10)}</p>`],
	emptied: (n) => [rows(n, (i) => `<p>${i}</p>`), ""],
};

export const worstKinds = Object.keys(cases);

/** Morphs one of them. Returns the milliseconds of the morph, and whether the page is right. */
export function worst(kind: string, n: number): { ms: number; right: boolean; nodes: number } {
	const [before, after] = cases[kind]!(n);
	start(before);
	const nodes = root.getElementsByTagName("*").length;
	const begin = performance.now();
	patch(after);
	const ms = performance.now() - begin;
	const right = root.innerHTML === parse(after).innerHTML;
	root.replaceChildren();
	return { ms, right, nodes };
}

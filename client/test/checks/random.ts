// Whatever the bodies are: after a patch the page is exactly what the server sent, and keyed
// elements are still themselves.

import { check, patch, root, start, truth } from "../harness";
import { parse } from "../../src/util/html";

function numbers(seed: number): (below: number) => number {
	return (below) => {
		seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
		return Math.floor((seed / 2 ** 32) * below);
	};
}

function body(next: (below: number) => number, depth: number, ids: Set<string>): string {
	let html = "";
	for (let n = next(6); n >= 0; n--) {
		const tag = ["div", "p", "span", "li", "b"][next(5)]!;
		if (next(4) === 0) html += ["text ", "more", " ", "<!--c-->"][next(4)];
		const id = next(3) === 0 ? "k" + next(30) : "";
		const own = id && !ids.has(id) ? ` id="${id}"` : "";
		if (own) ids.add(id);
		const cls = next(3) === 0 ? ` class="c${next(4)}"` : "";
		html += tag === "p" || depth === 0 ? `<${tag}${own}${cls}>${next(9)}</${tag}>` : `<${tag}${own}${cls}>${body(next, depth - 1, ids)}</${tag}>`;
	}
	return html;
}

/** HTML whose attributes stand in order: their order in an element means nothing. */
function canonical(el: Element): string {
	for (const child of el.querySelectorAll("*")) {
		const attributes = [...child.attributes].sort((a, b) => (a.name < b.name ? -1 : 1));
		for (const { name, value } of attributes) {
			child.removeAttribute(name);
			child.setAttribute(name, value);
		}
	}
	return el.innerHTML;
}

for (let seed = 1; seed <= 4; seed++)
	check("random", `eighty random bodies, seed ${seed}`, () => {
		const next = numbers(seed);
		start(body(next, 3, new Set()));
		for (let i = 0; i < 80; i++) {
			const html = body(next, 3, new Set());
			const before = new Map([...root.querySelectorAll("[id]")].map((el) => [el.id, el]));
			patch(html, { fresh: next(4) === 0 });
			truth(canonical(root.cloneNode(true) as Element) === canonical(parse(html)), `the page is not what the server sent after step ${i}`);
			for (const el of root.children) {
				const old = el.id && before.get(el.id);
				if (old && old.parentElement === root && old.localName === el.localName) truth(old === el, `#${el.id} is another element after step ${i}`);
			}
		}
	});

// Random pages, a script that wraps, moves and removes at random, a person who types, and random
// patches. Nothing throws and nothing typed is lost. When the scripts are quiet, the page becomes a
// fresh one again, but for what was typed. The address holds the first seed and their number.

import { check, frame, parse, patch, root, start, truth } from "../harness";

const settings = new URLSearchParams(location.search);
const firstSeed = +(settings.get("seed") ?? 1);
const seeds = +(settings.get("seeds") ?? 4);

if (!customElements.get("x-rand"))
	customElements.define(
		"x-rand",
		class extends HTMLElement {
			connectedCallback() {
				if (this.getAttribute("k") === "1") this.textContent = "written";
				if (this.getAttribute("k") === "2") this.remove();
				if (this.getAttribute("k") === "3") this.classList.add("ready");
			}
		},
	);

type Random = (below: number) => number;

function numbers(seed: number): Random {
	return (below) => {
		seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
		return Math.floor((seed / 2 ** 32) * below);
	};
}

/** Markup of one element. Fields have names of their own, so that they can be found again. */
function element(next: Random, depth: number, used: Set<string>): string {
	const id = next(3) ? "" : ` id="e${next(40)}"`;
	const own = id && !used.has(id) ? (used.add(id), id) : "";
	const inside = () => (depth ? list(next, depth - 1, used) : String(next(9)));
	switch (next(12)) {
		case 0:
			return `<svg${own} viewBox="0 0 9 9"><path d="M${next(9)} 0"></path>${next(2) ? `<use xlink:href="#s${next(3)}"></use>` : ""}</svg>`;
		case 1:
			return `<template${own}><p>${next(5)}</p></template>`;
		case 2:
			return `<table${own}><tbody>${`<tr><td>${next(9)}</td></tr>`.repeat(1 + next(3))}</tbody></table>`;
		case 3:
			return `<x-rand k="${next(4)}"></x-rand>`;
		case 4:
			return `<ul${own}>${Array.from({ length: next(4) }, () => `<li>${inside()}</li>`).join("")}</ul>`;
		case 5:
			return `<p${own} class="c${next(4)}">text ${next(20)} <b>${next(9)}</b> more</p>`;
		case 6:
			return `<noscript><input name="never"></noscript>`;
		default:
			return `<div${own}${next(3) ? "" : ` title="${next(5)}"`}>${inside()}</div>`;
	}
}

function list(next: Random, depth: number, used: Set<string>): string {
	return Array.from({ length: next(4) }, () => element(next, depth, used)).join(next(2) ? " " : "");
}

const fields = [
	(n: number) => `<input name="a" value="${n}">`,
	(n: number) => `<textarea name="id">${n}</textarea>`,
	(n: number) => `<label>L ${n}<input name="children" value=""></label>`,
	() => `<input type="date" name="parentElement">`,
	(n: number) => `<select name="s"><option>x ${n}</option><option>y ${n}</option></select>`,
	() => `<input type="checkbox" name="attributes" value="1">`,
];

/** A body: the fields are in all of them, what is around them changes. */
function body(next: Random): string {
	const used = new Set<string>();
	const around = (html: string) => (next(4) ? html : `<div class="w${next(3)}">${html}</div>`);
	const inForm = fields.map((field) => around(field(next(3))) + list(next, 1, used)).join("");
	return `${list(next, 2, used)}<form id="form" method="post" class="f${next(3)}">${inForm}</form>${list(next, 2, used)}`;
}

/** What another script does: it wraps, moves, removes, adds and rewrites what is no field. */
function meddle(next: Random): void {
	const all = [...root.querySelectorAll("*")].filter((el) => !el.matches("form,option"));
	const el = all[next(all.length)];
	if (!el || !el.parentElement) return;
	const holdsField = el.matches("[name]") || !!Element.prototype.querySelector.call(el, "[name]");
	switch (next(6)) {
		case 0: {
			const wrapper = document.createElement(next(2) ? "div" : "font");
			Element.prototype.replaceWith.call(el, wrapper);
			wrapper.append(el);
			break;
		}
		case 1:
			if (!holdsField) el.remove();
			break;
		case 2:
			Element.prototype.append.call(el.parentElement, document.createElement("hr"));
			break;
		case 3:
			if (!holdsField && !el.matches("template,svg,svg *")) el.textContent = "mine";
			break;
		case 4:
			if (!holdsField) Element.prototype.prepend.call(el.parentElement, el);
			break;
		default:
			Element.prototype.setAttribute.call(el, next(2) ? "class" : "data-mine", "mine" + next(3));
	}
}

type Field = Omit<HTMLInputElement, "type"> & { type: string; selectedIndex: number };
const field = (name: string) => root.querySelector(`form [name="${name}"]`) as unknown as Field | null;

function shown(): string[] {
	return ["a", "id", "children", "parentElement", "s", "attributes"].map((name) => {
		const el = field(name);
		if (!el) return name + " is gone";
		if (el.type === "checkbox") return String(el.checked);
		return name === "s" ? String(el.selectedIndex) : el.value;
	});
}

/** What a person does: in some fields, or in none. */
function fill(next: Random): string[] {
	if (next(2)) field("a")!.value = "typed " + next(9);
	if (next(2)) field("id")!.value = "text " + next(9);
	if (next(2)) field("children")!.value = "child " + next(9);
	if (next(2)) field("parentElement")!.value = "2026-03-0" + (1 + next(9));
	if (next(2)) field("s")!.selectedIndex = 1;
	if (next(2)) field("attributes")!.checked = true;
	return shown();
}

const attributesOf = Object.getOwnPropertyDescriptor(Element.prototype, "attributes")!.get!;

/** The HTML of a body with its attributes in order, and custom elements as they make themselves. */
function canonical(html: HTMLElement): string {
	for (const el of Element.prototype.querySelectorAll.call(html, "*")) {
		const all = attributesOf.call(el) as NamedNodeMap;
		const attributes = [...all].map(({ name, value }) => [name, value] as const).sort();
		for (const [name, value] of attributes) {
			if (name.includes(":")) continue;
			Element.prototype.removeAttribute.call(el, name);
			Element.prototype.setAttribute.call(el, name, value);
		}
	}
	return html.innerHTML;
}

for (let seed = firstSeed; seed < firstSeed + seeds; seed++)
	check("fuzz", `seed ${seed}`, async () => {
		const next = numbers(seed);
		const thrown: unknown[] = [];
		const onError = (event: ErrorEvent) => thrown.push(event.message);
		addEventListener("error", onError);
		try {
			start(body(next));
			const form = root.querySelector("form");
			const wanted = fill(next);
			const untouched = fields.map((_, i) => wanted[i]);
			for (let step = 1; step < 12; step++) {
				for (let n = next(4); n > 0; n--) meddle(next);
				if (next(2)) await frame();
				patch(body(next));
				if (next(3) === 0) await frame();
				truth(!thrown.length, `seed ${seed}, step ${step}: ${thrown}`);
				truth(root.querySelector("form") === form, `seed ${seed}, step ${step}: the form is another one`);
				const now = shown();
				for (const [i, value] of wanted.entries()) {
					const typed = /^(typed|text|child|2026)|^true$/.test(value) || (i === 4 && value === "1");
					if (typed) truth(now[i] === value, `seed ${seed}, step ${step}: field ${i} is ${now[i]}, and was ${untouched[i]}`);
				}
			}
			// Quiet: another page, so that what scripts have done is forgotten, becomes a fresh
			// one.
			const last = body(next);
			patch(last, { fresh: true });
			await frame();
			const fresh = document.createElement("div");
			document.body.append(fresh);
			fresh.append(...parse(last).childNodes);
			await frame();
			const [got, want] = [canonical(root.cloneNode(true) as HTMLElement), canonical(fresh.cloneNode(true) as HTMLElement)];
			fresh.remove();
			truth(got === want, `seed ${seed}: the page is not a fresh one:\n${got}\nwant\n${want}`);
			truth(!thrown.length, `seed ${seed}: ${thrown}`);
		} finally {
			removeEventListener("error", onError);
		}
	});

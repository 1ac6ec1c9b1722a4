// The difference between two bodies, applied to the text of the old one: docs/delta.md says how it is written. Nothing here touches
// the page: the caller compares the sum of what comes out with the version that was promised, and only then shows what it names.

/** What to do in the page, one after the other. */
export type Touch =
	| { kind: "remove"; id: string }
	/** The html is the whole element; where the id is empty, the whole body. */
	| { kind: "edit"; id: string; html: string }
	/** Puts the items next to the element. An item without an id is new; one without html moves as it is. */
	| { kind: "place"; id: string; before: boolean; items: { id?: string; html?: string }[] };

export interface Applied {
	html: string;
	title?: string;
	touched: Touch[];
}

/** Position, length and new text, again and again. A position counts from where the one before ended. */
type Splices = (number | string)[];

/** What is put in, or only asked for, at one position comes in this order. */
const enum Order {
	After, // next to the element that ends there
	Own, // text of the element around
	Before, // next to the element that begins there
	Begin, // that element itself
}

interface Cut {
	at: number;
	length: number;
	order: Order;
	text: string;
	/** The element that begins here is edited: how long it will be, and where it begins in the result. */
	touch?: { html: string } | undefined;
	size?: number | undefined;
	from?: number;
}

/** Throws where the difference cannot belong to this text; where it does not, but could, the sum of what comes out is wrong. */
export function applyDelta(html: string, delta: any[]): Applied {
	const applied: Applied = { html, touched: [] };
	let operations: any[][] = [];
	for (const it of [...delta, 0]) {
		if (typeof it === "string") applied.title = it;
		else if (it) operations.push(it);
		else {
			applied.html = step(applied.html, operations, applied.touched);
			operations = [];
		}
	}
	return applied;
}

function step(old: string, operations: any[][], touched: Touch[]): string {
	const cuts: Cut[] = [];
	const cut = (at: number, length: number, order = Order.Own, text = "", touch?: Cut["touch"], size?: number) => cuts.push({ at, length, order, text, touch, size });

	for (const [verb, ...rest] of operations) {
		if (typeof verb === "number") {
			const [size, ...splices] = rest;
			const touch = { kind: "edit" as const, id: size ? idAt(old, verb) : "", html: "" };
			cut(verb, 0, Order.Begin, "", touch, size);
			each(verb, splices, (at, del, text) => cut(at, del, Order.Own, text));
			touched.push(touch);
		} else if (verb === "-") {
			for (let i = 0; i < rest.length; i += 2) {
				touched.push({ kind: "remove", id: idAt(old, rest[i]) });
				cut(rest[i], rest[i + 1]);
			}
		} else {
			const [at, length, ...items] = rest;
			const before = verb === "<";
			const put = (html: string) => cut(before ? at : at + length, 0, before ? Order.Before : Order.After, html);
			touched.push({
				kind: "place",
				id: idAt(old, at),
				before,
				items: items.map((item) => {
					if (typeof item === "string" || typeof item[2] === "string") {
						const html = typeof item === "string" ? item : spliced(old, at, length, item);
						put(html);
						return { html };
					}
					const [from, its, ...splices] = item;
					const html = spliced(old, from, its, splices);
					cut(from, its);
					put(html);
					return { id: idAt(old, from), html: splices.length ? html : undefined };
				}),
			});
		}
	}

	cuts.sort((a, b) => a.at - b.at || a.length - b.length || a.order - b.order);
	let html = "";
	let at = 0;
	for (const next of cuts) {
		html += old.slice(at, next.at);
		next.from = html.length;
		html += next.text;
		at = next.at + next.length;
	}
	html += old.slice(at);
	for (const { touch, from, size } of cuts) if (touch) touch.html = size ? html.slice(from, from! + size) : html;
	return html;
}

function each(at: number, splices: Splices, found: (at: number, del: number, text: string) => void): void {
	for (let i = 0; i < splices.length; i += 3) {
		at += splices[i] as number;
		found(at, splices[i + 1] as number, splices[i + 2] as string);
		at += splices[i + 1] as number;
	}
}

/** The element at this position, with the splices. */
function spliced(old: string, at: number, length: number, splices: Splices): string {
	const end = at + length;
	let html = "";
	each(at, splices, (to, del, text) => {
		html += old.slice(at, to) + text;
		at = to + del;
	});
	return html + old.slice(at, end);
}

const tag = /<[^>]*? id="([^"]+)"/y;

/** The id of the element whose tag begins here. */
function idAt(html: string, at: number): string {
	tag.lastIndex = at;
	return tag.exec(html)![1]!; // throws where there is none
}

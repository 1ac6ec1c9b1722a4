// Applies a delta to the text of a body (docs/delta.md). Nothing here touches the page. The caller
// takes the checksum off the delta, compares it with that of the result, and only then changes the
// page.

/** An operation on the page. Operations are carried out in order. */
export type DomOp =
	| { kind: "remove"; id: string }
	/** `html` is the whole element; if `id` is empty, the whole body. */
	| { kind: "edit"; id: string; html: string }
	/**
	 * Puts the items before or after the element. An item without an id is new. An item without
	 * html moves as it is.
	 */
	| { kind: "place"; id: string; before: boolean; items: { id?: string; html?: string }[] };

export interface Applied {
	html: string;
	title?: string;
	operations: DomOp[];
}

/**
 * Position, deleted length and new text, repeated. A position counts from the end of the last
 * splice.
 */
type Splices = (number | string)[];

/** The order of edits at one position. */
const enum Order {
	/** Next to the element that ends there. */
	After,
	/** Text of the element around. */
	Self,
	/** Next to the element that begins there. */
	Before,
	/** The start of that element. */
	Begin,
}

/** A replacement in the text. */
interface Edit {
	at: number;
	length: number;
	order: Order;
	text: string;
	/** The operation that edits the element that begins here, */
	operation?: { html: string } | undefined;
	/** the length of this element in the result, */
	size?: number | undefined;
	/** and its start in the result. */
	from?: number;
}

/**
 * Throws if the delta is malformed. If it belongs to another text, the checksum may be what tells.
 */
export function applyDelta(html: string, delta: any[]): Applied {
	const applied: Applied = { html, operations: [] };
	let step: any[][] = [];
	for (const item of [...delta, 0]) {
		if (typeof item === "string") applied.title = item;
		else if (item) step.push(item);
		else {
			applied.html = applyStep(applied.html, step, applied.operations);
			step = [];
		}
	}
	return applied;
}

function applyStep(old: string, step: any[][], operations: DomOp[]): string {
	const edits: Edit[] = [];
	const edit = (
		at: number,
		length: number,
		order = Order.Self,
		text = "",
		operation?: Edit["operation"],
		size?: number,
	) => edits.push({ at, length, order, text, operation, size });

	for (const [verb, ...rest] of step) {
		if (typeof verb === "number") {
			const [size, ...splices] = rest;
			const operation = { kind: "edit" as const, id: size ? idAt(old, verb) : "", html: "" };
			edit(verb, 0, Order.Begin, "", operation, size);
			eachSplice(verb, splices, (at, length, text) => edit(at, length, Order.Self, text));
			operations.push(operation);
		} else if (verb === "-") {
			for (let i = 0; i < rest.length; i += 2) {
				operations.push({ kind: "remove", id: idAt(old, rest[i]) });
				edit(rest[i], rest[i + 1]);
			}
		} else {
			const [at, length, ...items] = rest;
			const before = verb === "<";
			const insert = (html: string) =>
				edit(before ? at : at + length, 0, before ? Order.Before : Order.After, html);
			operations.push({
				kind: "place",
				id: idAt(old, at),
				before,
				items: items.map((item) => {
					if (typeof item === "string" || typeof item[2] === "string") {
						const html = typeof item === "string" ? item : spliced(old, at, length, item);
						insert(html);
						return { html };
					}
					const [from, size, ...splices] = item;
					const html = spliced(old, from, size, splices);
					edit(from, size);
					insert(html);
					return { id: idAt(old, from), html: splices.length ? html : undefined };
				}),
			});
		}
	}

	edits.sort((a, b) => a.at - b.at || a.length - b.length || a.order - b.order);
	let html = "";
	let at = 0;
	for (const next of edits) {
		html += old.slice(at, next.at);
		next.from = html.length;
		html += next.text;
		at = next.at + next.length;
	}
	html += old.slice(at);
	for (const { operation, from, size } of edits)
		if (operation) operation.html = size ? html.slice(from, from! + size) : html;
	return html;
}

function eachSplice(
	at: number,
	splices: Splices,
	found: (at: number, length: number, text: string) => void,
): void {
	for (let i = 0; i < splices.length; i += 3) {
		at += splices[i] as number;
		found(at, splices[i + 1] as number, splices[i + 2] as string);
		at += splices[i + 1] as number;
	}
}

/** The element at this position, with the splices applied. */
function spliced(old: string, at: number, length: number, splices: Splices): string {
	const end = at + length;
	let html = "";
	eachSplice(at, splices, (to, deleted, text) => {
		html += old.slice(at, to) + text;
		at = to + deleted;
	});
	return html + old.slice(at, end);
}

const tag = /<[^>]*? id="([^"]+)"/y;

/** The id of the element whose tag begins here. Throws if there is none. */
function idAt(html: string, at: number): string {
	tag.lastIndex = at;
	return tag.exec(html)![1]!;
}

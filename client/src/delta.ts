// The difference between two bodies, applied to the text of the old one: docs/delta.md says how it is written. Nothing here touches
// the page: the caller compares the sum of what comes out with the version that was promised, and only then shows what it names.

/** What to do in the page, one after the other. */
export type Touch =
	| { id: string; remove: true }
	/** Puts these next to the element. One without html moves as it is, one without id is new. */
	| { id: string; before: boolean; items: { id?: string; html?: string }[] }
	/** The element has become this; where the id is empty, the whole body. */
	| { id: string; html: string };

export interface Applied {
	html: string;
	title?: string;
	touched: Touch[];
}

/** The difference does not belong to this text. */
export class DeltaError extends Error {}

type Numbers = number[];
/** Position, length and new text, again and again. A position counts from where the one before ended. */
type Splices = (number | string)[];

export function applyDelta(html: string, delta: unknown[]): Applied {
	const applied: Applied = { html, touched: [] };
	let operations: unknown[][] = [];
	for (const it of [...delta, 0]) {
		if (typeof it === "string") applied.title = it;
		else if (it) operations.push(it as unknown[]);
		else {
			applied.html = step(applied.html, operations, applied.touched);
			operations = [];
		}
	}
	return applied;
}

/** What comes in at one position comes in this order: next to the element that ends there, text of the element around, next to the
 * element that begins there; and then that element itself, whose new position is wanted if it is edited. */
const [after, own, before, begin] = [0, 1, 2, 3] as const;

interface Cut {
	at: number;
	end: number;
	order: number;
	text: string;
	found?(at: number): void;
}

function step(old: string, operations: unknown[][], touched: Touch[]): string {
	const cuts: Cut[] = [];
	let html = "";
	const later: (() => void)[] = [];

	function cut(at: number, length: number, text = "", order: number = own, found?: Cut["found"]): void {
		cuts.push({ at, end: at + length, order, text, found });
	}

	for (const [verb, ...its] of operations) {
		if (verb === "-") {
			for (let i = 0; i < its.length; i += 2) {
				const [at, length] = its.slice(i) as Numbers as [number, number];
				touched.push({ id: idAt(old, at), remove: true });
				cut(at, length);
			}
		} else if (typeof verb === "string") {
			const [at, length] = its as [number, number];
			const items = its.slice(2).map((item) => {
				const its: { id?: string; html?: string } = {};
				let html = item as string;
				if (Array.isArray(item)) {
					const moves = typeof item[2] !== "string";
					html = moves ? spliced(old, item[0], item[1], item.slice(2)) : spliced(old, at, length, item);
					if (moves) {
						cut(item[0], item[1]);
						its.id = idAt(old, item[0]);
					}
				}
			});
		}
	}
	return html;
}

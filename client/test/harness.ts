// Checks that run inside the browser: each gets a page of its own, and says what it saw when that
// is wrong.

import type { DomOp } from "../src/delta/delta";
import { adopt } from "../src/morph/adopt";
import { parse } from "../src/util/html";
import { morph } from "../src/morph/morph";
import { watchLocalChanges } from "../src/morph/localChanges";
import type { FieldRules } from "../src/morph/fields";

interface Check {
	kind: string;
	name: string;
	run: () => void | Promise<void>;
}

export const checks: Check[] = [];

/**
 * Names a check. `only` says that it holds only where the browser can move elements without
 * taking them out.
 */
export function check(kind: string, name: string, run: () => void | Promise<void>): void {
	checks.push({ kind, name, run });
}

export { parse };

export let root: HTMLElement;

/** Shows a body as the server sent it. */
export function start(html: string): void {
	root?.remove();
	root = document.createElement("div");
	root.id = "page";
	root.append(...parse(html).childNodes);
	document.body.append(root);
	watchLocalChanges(root);
}

/** Shows a body whose custom elements were there before the client, which then fetches it. */
export function startDocument(html: string): void {
	start(html);
	adopt(root, parse(html));
}

/** Shows a body as the operations of a delta say. */
export function patchBy(html: string, operations: DomOp[]): void {
	morph(root, html, {}, operations);
}

export function patch(html: string, rules: FieldRules = {}): Set<Element> {
	return morph(root, html, rules);
}

export function get<T extends Element = HTMLElement>(selector: string): T {
	const el = root.querySelector<T>(selector);
	if (!el) throw new Error(`nothing is ${selector} in ${root.innerHTML}`);
	return el;
}

export const input = (selector: string) => get<HTMLInputElement>(selector);

/** What a person does: the value changes and the field knows that it was edited. */
export function type(selector: string, text: string): HTMLInputElement {
	const el = input(selector);
	el.focus();
	el.setSelectionRange?.(0, el.value.length);
	document.execCommand("insertText", false, text);
	if (el.value !== text) el.value = text;
	return el;
}

export function same(got: unknown, want: unknown, what: string): void {
	const [g, w] = [got, want].map((v) => (v instanceof Element ? v.outerHTML + (got === want ? "" : " (another element)") : JSON.stringify(v)));
	if (got !== want && !(typeof got === "object" && !(got instanceof Element) && g === w)) throw new Error(`${what}: got ${g}, want ${w}`);
}

export function truth(value: unknown, what: string): void {
	if (!value) throw new Error(what);
}

export const frame = () => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done)));
export const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

export const canMove = "moveBefore" in Element.prototype;

export interface Result {
	kind: string;
	name: string;
	error?: string;
}

export async function runAll(only = ""): Promise<Result[]> {
	const results: Result[] = [];
	for (const { kind, name, run } of checks) {
		if (!(kind + "/" + name).includes(only)) continue;
		try {
			await run();
			results.push({ kind, name });
		} catch (err) {
			results.push({ kind, name, error: String((err as Error).message ?? err) });
		}
	}
	root?.remove();
	return results;
}

// Elements without HTML text, as Trusted Types want it.

import { append, document, setAttr } from "../util/dom";
type Child = Node | string | undefined | false;

export function el<K extends keyof HTMLElementTagNameMap>(
	name: K,
	attributes: Record<string, string> = {},
	...children: Child[]
): HTMLElementTagNameMap[K] {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) setAttr(made, key, value);
	append(made, ...children.filter((child): child is Node | string => !!child));
	return made;
}

export function button(
	text: string,
	run: () => void,
	attributes: Record<string, string> = {},
): HTMLButtonElement {
	const made = el("button", { type: "button", ...attributes }, text);
	made.addEventListener("click", run);
	return made;
}

export function bytes(n: number): string {
	return n < 1000 ? `${n} B` : `${(n / 1000).toFixed(n < 10_000 ? 1 : 0)} KB`;
}

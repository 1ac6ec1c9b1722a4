// Warnings for the app's authors: in the console, and in the overlay of development mode.

import { document } from "./dom";
import { signal } from "./signal";

/** All warnings of this document. */
export const warnings = new Set<string>();

/** A warning has come. */
export const warned = signal<[]>();

/** Says something in the console, once. */
export function warn(text: string): void {
	if (warnings.has(text)) return;
	warnings.add(text);
	console.warn("goldfish: " + text);
	warned.send();
}

/** The elements for a selector in an attribute. None, and a warning, if it is no selector. */
export function select(selector: string | null, attribute: string): Iterable<HTMLElement> {
	try {
		if (selector) return document.querySelectorAll<HTMLElement>(selector);
	} catch {
		warn(`${attribute}="${selector}" is no CSS selector, so it selects nothing`);
	}
	return [];
}

// The only place where text becomes elements. The Trusted Types policy is called "goldfish".

import { append, call, document, innerHTML, queryAll, safe, setTextContent } from "./dom";

interface Policy {
	createHTML(html: string): string;
}
interface Factory {
	createPolicy?(name: string, rules: Policy): Policy;
}

// A page may have an element of this name, in a browser that does not have the factory.
const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy: Policy = { createHTML: (html) => html };
const trusted =
	typeof factory?.createPolicy === "function" ? factory.createPolicy("goldfish", policy) : policy;

/** Whether this HTML may have custom elements. */
export const hasCustomElements = (html: string) => /<[a-z][^\s/>]*-/i.test(html);

/** Whether something that was parsed has a template or a shadow root. */
let templates = false;

export const hasTemplates = (): boolean => templates;

/**
 * Parses HTML into an inert document. Scripts do not run, images do not load and custom elements
 * are not upgraded before the elements are put into the page. The result is what the browser makes
 * of the same HTML in a document with scripts: `<noscript>` holds text, shadow roots are attached.
 */
export function parse(html: string): HTMLElement {
	const template = document.createElement("template") as HTMLTemplateElement & {
		setHTMLUnsafe?(html: string): void;
	};
	const text = trusted.createHTML(html);
	// innerHTML does not attach shadow roots, and is faster.
	if (/shadowrootmode/i.test(html) && template.setHTMLUnsafe) template.setHTMLUnsafe(text);
	else template.innerHTML = text;
	const { content } = template;
	const holder = call(content.ownerDocument, "createElement", "div");
	append(holder, content);
	templates ||= /<template/i.test(html);
	if (/<noscript/i.test(html)) disableNoscript(holder);
	return holder;
}

/** Parses a whole document, which is inert too. */
export function parseDocument(html: string) {
	const parsed = safe(new DOMParser().parseFromString(trusted.createHTML(html), "text/html"));
	disableNoscript(parsed.documentElement);
	return parsed;
}

/** Inert documents have no scripts. So their `<noscript>` holds elements, not text. */
function disableNoscript(root: Element | DocumentFragment): void {
	const all = <E extends Element>(selector: string): Iterable<E> =>
		root instanceof Element ? queryAll<E>(root, selector) : root.querySelectorAll<E>(selector);
	for (const el of all("noscript")) setTextContent(el, innerHTML(el));
	for (const el of all<HTMLTemplateElement>("template")) disableNoscript(el.content);
}

const inertDocument = safe(document.implementation.createHTMLDocument(""));

/** Copies a node into an inert document. */
export function copy<T extends Node>(node: T): T {
	return inertDocument.importNode(node, true);
}

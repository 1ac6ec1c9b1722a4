// The only place where text becomes elements. The Trusted Types policy is called "goldfish".

interface Policy {
	createHTML(html: string): string;
}
interface Factory {
	createPolicy(name: string, rules: Policy): Policy;
}

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy: Policy = { createHTML: (html) => html };
const trusted = factory ? factory.createPolicy("goldfish", policy) : policy;

/**
 * Parses HTML into an inert document. Scripts do not run, images do not load and custom elements
 * are not upgraded before the elements are put into the page.
 */
export function parse(html: string): HTMLElement {
	const template = document.createElement("template");
	template.innerHTML = trusted.createHTML(html);
	const holder = template.content.ownerDocument.createElement("div");
	holder.append(template.content);
	return holder;
}

/** Parses a whole document, which is inert too. */
export function parseDocument(html: string): Document {
	return new DOMParser().parseFromString(trusted.createHTML(html), "text/html");
}

const inertDocument = document.implementation.createHTMLDocument("");

/** Copies a node into an inert document. */
export function copy<T extends Node>(node: T): T {
	return inertDocument.importNode(node, true);
}

// The page that is open: its URL, and what the server last sent of it.

import * as name from "../contract";
import type { Navigation } from "../navigation/navigation";
import {
	attr,
	closest,
	document,
	innerHTML,
	parentElement,
	query,
	queryAll,
	removeAttr,
	removeNode,
	replaceChildren,
	setAttr,
} from "../util/dom";
import { copy } from "../util/html";
import { part, regions } from "../util/own";

export const root = document.documentElement;

/** A place that shows a page of the app: #page, or a part. */
export interface Region {
	element: HTMLElement;
	/** The canonical URL. The address bar may show another one. */
	url: string;
	/** The version of the body that the client has; empty if the page is not live. */
	version: string;
	/**
	 * The title and body as the server last sent them. For a document, the browser's serialization
	 * of the body is used, which is the same text.
	 */
	title: string;
	body: string;
	/** The body could not be shown: the next request asks for all of it. */
	torn?: boolean;
	/** The navigation that is under way. */
	navigation?: Navigation | undefined;
}

export const page: Region = {
	element: document.getElementById(name.PageID)!,
	url: "",
	version: "",
	title: "",
	body: "",
};

/** Reads URL, version, title and body of the page from the document. */
export function readPage(): void {
	const { element } = page;
	// The document has these beside the body, for browsers without scripts.
	queryAll(root, `input[name=${name.KeyField}]`).forEach(removeNode);
	page.url = attr(element, name.Page) ?? location.pathname + location.search;
	page.version = attr(element, name.Version) ?? "";
	page.title = document.querySelector("title")?.textContent ?? "";
	page.body = bodyText(element);
}

/** The element of the region that holds this element; the root element if it is in the shell. */
export function regionOf(el: Element): Element {
	return closest(parentElement(el), regions) ?? root;
}

/** The body as the server sent it: with the placeholders of parts, not their content. */
export function bodyText(region: Element): string {
	if (!query(region, part + ">template")) return innerHTML(region);
	const sent = copy(region);
	for (const el of queryAll(sent, part)) {
		const template = query<HTMLTemplateElement>(el, `:scope>template[${name.Version}]`);
		if (template) replaceChildren(el, template.content);
	}
	return innerHTML(sent);
}

/** The path of a URL. Two URLs with one path are two states of one page. */
export function pathOf(url: string): string {
	return new URL(url, location.href).pathname;
}

/** Sets an attribute, or removes it if the value is null. */
export function setAttribute(el: Element, attribute: string, value: string | null): void {
	if (value === null) removeAttr(el, attribute);
	else setAttr(el, attribute, value);
}

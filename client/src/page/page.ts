// The page that is open: the one place that knows its URL and what is held of it.

import * as name from "../contract";
import { copy } from "../morph/localChanges";
import type { Turn } from "../navigation/navigation";

export const root = document.documentElement;

/** A place that shows a page of the app: the page itself, or a part of it. */
export interface Region {
	element: HTMLElement;
	/** The canonical URL: what the server calls this page, whatever the address bar shows. */
	url: string;
	/** The version of the body that is held; empty where the page is not live. */
	version: string;
	/** Title and body as the server last sent them. Those of the document are what the browser writes of them, which is the same. */
	title: string;
	body: string;
	/** What is under way. */
	turn?: Turn | undefined;
}

export const page: Region = { element: document.getElementById(name.PageID)!, url: "", version: "", title: "", body: "" };

export function readPage(): void {
	const { element } = page;
	page.url = element.getAttribute(name.Page) ?? location.pathname + location.search;
	page.version = element.getAttribute(name.Version) ?? "";
	page.title = document.querySelector("title")?.textContent ?? "";
	page.body = textOf(element);
}

/** The element of the page or part that this one stands in; the root element where it stands in the shell. */
export function regionOf(el: Element): Element {
	return el.parentElement?.closest(`[${name.PartURL}],#${name.PageID}`) ?? root;
}

/** The body as the server sent it: each part in it holds its placeholder, whatever it shows. */
export function textOf(region: Element): string {
	if (!region.querySelector(`[${name.PartURL}]>template`)) return region.innerHTML;
	const its = copy(region);
	for (const part of its.querySelectorAll(`[${name.PartURL}]`)) {
		const template = part.querySelector<HTMLTemplateElement>(`:scope>template[${name.Version}]`);
		if (template) part.replaceChildren(template.content);
	}
	return its.innerHTML;
}

/** The path of an address, to tell another page from the same page in another state. */
export function pathOf(url: string): string {
	return new URL(url, location.href).pathname;
}

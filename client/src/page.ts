// The page that is open: the one place that knows its URL and the version that is held.

import * as name from "./contract";

export const root = document.documentElement;

export const page = {
	element: document.getElementById(name.PageID) as HTMLElement,
	/** The canonical URL: what the server calls this page, whatever the address bar shows. */
	url: "",
	/** The version of the body that is held; empty where the page is not live. */
	version: "",
	mark: root.getAttribute(name.Mark) ?? "",
	/** Title and body as the server last sent them. Those of the document are what the browser writes of them, which is the same. */
	title: "",
	body: "",
};

export function readPage(): void {
	page.url = page.element.getAttribute(name.Page) ?? location.pathname + location.search;
	page.version = page.element.getAttribute(name.Version) ?? "";
	page.title = document.querySelector("title")?.textContent ?? "";
	page.body = page.element.innerHTML;
}

export function writePage(url: string, version: string): void {
	page.url = url;
	page.version = version;
	page.element.setAttribute(name.Page, url);
	if (version) page.element.setAttribute(name.Version, version);
	else page.element.removeAttribute(name.Version);
}

/** The path of an address, to tell another page from the same page in another state. */
export function pathOf(url: string): string {
	return new URL(url, location.href).pathname;
}

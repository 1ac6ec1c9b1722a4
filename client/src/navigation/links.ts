// Clicks on links: which are the client's, and which are the browser's.

import { Confirm, Patch } from "../contract";
import { closest, document } from "../util/dom";
import { setting } from "../util/own";
import { isOwn } from "../util/url";
import { saveScrollNow } from "./history";
import { startPrefetch } from "./prefetch";
import { visit } from "./visit";

/** Whether this element, or one around it, leaves navigation to the browser. */
export function optedOut(el: Element): boolean {
	return !!closest(el, `[${Patch}=off]`);
}

function linkOf(event: Event): HTMLAnchorElement | undefined {
	const start = event.composedPath()[0];
	const link = start instanceof Element ? closest(start, "a[href]") : null;
	return link instanceof HTMLAnchorElement ? link : undefined;
}

function isFragment(link: HTMLAnchorElement): boolean {
	const isThisPage = link.pathname + link.search === location.pathname + location.search;
	return isThisPage && link.href.includes("#");
}

/** The link, if it leads to a page of this origin in this tab. */
function pageLink(event: Event): HTMLAnchorElement | undefined {
	const link = linkOf(event);
	if (!link || link.hasAttribute("download") || !isOwn(link)) return undefined;
	const target = link.getAttribute("target");
	if (target && target !== "_self") return undefined;
	if (isFragment(link) || optedOut(link) || /\bexternal\b/.test(link.rel)) return undefined;
	return link;
}

export function startLinks(): void {
	document.addEventListener("click", (event) => {
		if (event.defaultPrevented) return;
		const any = linkOf(event);
		const question = setting(any, Confirm);
		if (question && !confirm(question)) return event.preventDefault();
		if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
		const link = pageLink(event);
		if (!link) {
			if (any && isFragment(any)) saveScrollNow();
			return;
		}
		event.preventDefault();
		void visit(link.href, { element: link });
	});
	startPrefetch(pageLink);
}

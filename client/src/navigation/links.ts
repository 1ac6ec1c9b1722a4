// Clicks on links: which are ours, and which are the browser's.

import * as name from "../contract";
import { note } from "./history";
import { startPrefetch } from "./prefetch";
import { visit } from "./visit";

/** Whether this element, or one around it, leaves navigation to the browser. */
export function optedOut(el: Element): boolean {
	return !!el.closest(`[${name.Patch}=off]`);
}

function anchorOf(event: Event): HTMLAnchorElement | undefined {
	const start = event.composedPath()[0];
	const link = start instanceof Element ? start.closest<HTMLAnchorElement>("a[href]") : null;
	return link instanceof HTMLAnchorElement ? link : undefined;
}

function isFragment(link: HTMLAnchorElement): boolean {
	return link.href.includes("#") && link.pathname + link.search === location.pathname + location.search;
}

/** The link, if it leads to a page of this origin in this tab. */
function ourLink(event: Event): HTMLAnchorElement | undefined {
	const link = anchorOf(event);
	const target = link?.getAttribute("target");
	if (!link || (target && target !== "_self") || link.hasAttribute("download") || link.origin !== location.origin) return undefined;
	if (isFragment(link) || optedOut(link) || /\bexternal\b/.test(link.rel)) return undefined;
	return link;
}

export function startLinks(): void {
	document.addEventListener("click", (event) => {
		if (event.defaultPrevented) return;
		const link = anchorOf(event);
		const question = link?.getAttribute(name.Confirm);
		if (question && !confirm(question)) return event.preventDefault();
		if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
		const ours = ourLink(event);
		if (!ours) {
			if (link && isFragment(link)) note();
			return;
		}
		event.preventDefault();
		void visit(ours.href, { element: ours });
	});
	startPrefetch(ourLink);
}

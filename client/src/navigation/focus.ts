// Where the focus goes after a navigation: keyboard and screen reader users need it in the new
// page.

import { Focus } from "../contract";
import { inherited, page } from "../page/page";

const autofocus = "[autofocus]";

/**
 * Notes the autofocus elements and the focus of the old page. The function that it returns moves
 * the focus in the new page.
 */
export function manageFocus(
	region: HTMLElement,
	origin: Element | null | undefined,
	fresh: boolean,
	inUse: Element | null,
): () => void {
	const before = new Set(region.querySelectorAll(autofocus));
	const hadFocus = document.activeElement !== document.body;
	const selector = inherited(origin, Focus);
	return () => {
		const wanted = selector ? document.querySelector<HTMLElement>(selector) : null;
		if (wanted) return focus(wanted);
		if (inUse && inUse === document.activeElement) return;
		const auto = [...region.querySelectorAll<HTMLElement>(autofocus)].find(
			(el) => fresh || !before.has(el),
		);
		if (auto) return focus(auto);
		const lost = hadFocus && document.activeElement === document.body;
		if (fresh || lost) focus(startOf(region));
	};
}

/** The element where reading starts. */
function startOf(region: HTMLElement): HTMLElement {
	const main = region === page.element ? document.querySelector("main") : null;
	return region.querySelector("h1") ?? main ?? region;
}

function focus(el: HTMLElement): void {
	el.focus({ preventScroll: true });
	if (document.activeElement === el) return;
	el.tabIndex = -1; // a heading cannot be focused without
	el.focus({ preventScroll: true });
	el.addEventListener("blur", () => el.removeAttribute("tabindex"), { once: true });
}

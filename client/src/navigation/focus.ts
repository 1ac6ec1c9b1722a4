// Where the focus goes after a navigation: keyboards and screen readers must not be left where the old page was.

import { Focus } from "../contract";
import { page } from "../page/page";

const asked = "[autofocus]";

/** Notes the autofocus elements of the old page; what it returns moves the focus in the new one. */
export function guardFocus(region: HTMLElement, origin: Element | null | undefined, fresh: boolean, inUse: Element | null): () => void {
	const before = new Set(region.querySelectorAll(asked));
	const had = document.activeElement !== document.body;
	const selector = origin?.closest(`[${Focus}]`)?.getAttribute(Focus);
	return () => {
		const wanted = selector ? document.querySelector<HTMLElement>(selector) : null;
		if (wanted) return take(wanted);
		if (inUse && inUse === document.activeElement) return;
		const auto = [...region.querySelectorAll<HTMLElement>(asked)].find((el) => fresh || !before.has(el));
		if (auto) return take(auto);
		const lost = had && document.activeElement === document.body;
		if (fresh || lost) take(region.querySelector<HTMLElement>("h1") ?? (region === page.element ? document.querySelector<HTMLElement>("main") : null) ?? region);
	};
}

function take(el: HTMLElement): void {
	el.focus({ preventScroll: true });
	if (document.activeElement === el) return;
	el.tabIndex = -1; // headings cannot be focused without
	el.focus({ preventScroll: true });
	el.addEventListener("blur", () => el.removeAttribute("tabindex"), { once: true });
}

// Where the focus goes after a navigation: keyboards and screen readers must not be left where the old page was.

import { Focus } from "./contract";
import { page } from "./page";

const asked = "[autofocus]";

/** Notes the autofocus elements of the old page; what it returns moves the focus in the new one. */
export function guardFocus(origin: Element | null | undefined, fresh: boolean): () => void {
	const before = new Set(page.element.querySelectorAll(asked));
	const selector = origin?.closest(`[${Focus}]`)?.getAttribute(Focus);
	return () => {
		const active = document.activeElement;
		// Whoever types in the form that asked stays where they are.
		const inUse = active && active !== document.body && origin?.contains(active) && active.matches("input,textarea,select");
		const wanted = selector ? document.querySelector<HTMLElement>(selector) : null;
		const auto = [...page.element.querySelectorAll<HTMLElement>(asked)].find((el) => fresh || !before.has(el));
		const start = fresh && !inUse ? (page.element.querySelector<HTMLElement>("h1") ?? document.querySelector<HTMLElement>("main") ?? page.element) : null;
		const target = wanted ?? (inUse ? null : auto) ?? start;
		if (target) take(target);
	};
}

function take(el: HTMLElement): void {
	el.focus({ preventScroll: true });
	if (document.activeElement === el) return;
	el.tabIndex = -1; // headings cannot be focused without
	el.focus({ preventScroll: true });
	el.addEventListener("blur", () => el.removeAttribute("tabindex"), { once: true });
}

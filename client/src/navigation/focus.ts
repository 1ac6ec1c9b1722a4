// Where the focus goes after a navigation: keyboard and screen reader users need it in the new
// page.

import { Focus } from "../contract";
import { page } from "../page/page";
import { call, document, focus, query, queryAll, removeAttr, set } from "../util/dom";
import { inherited } from "../util/own";
import { select } from "../util/warn";

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
	const before = new Set(queryAll(region, autofocus));
	const hadFocus = document.activeElement !== document.body;
	const selector = inherited(origin, Focus);
	return () => {
		const [wanted] = select(selector, Focus);
		if (wanted) return void focusOn(wanted);
		if (inUse && inUse === document.activeElement) return;
		const auto = [...queryAll<HTMLElement>(region, autofocus)].find(
			(el) => fresh || !before.has(el),
		);
		if (auto) return void focusOn(auto);
		const lost = hadFocus && document.activeElement === document.body;
		if (fresh || lost) startsOf(region).some((el) => el && focusOn(el));
	};
}

/** Where reading may start: a heading that is hidden cannot have the focus. */
function startsOf(region: HTMLElement): (HTMLElement | null)[] {
	const main = region === page.element ? document.querySelector("main") : null;
	return [query(region, "h1"), main, region];
}

/** Returns whether the element has the focus. */
function focusOn(el: HTMLElement): boolean {
	const has = () => document.activeElement === el;
	focus(el, true);
	if (has()) return true;
	set(el, "tabIndex", -1); // a heading cannot be focused without
	focus(el, true);
	const reset = () => removeAttr(el, "tabindex");
	if (has()) call(el, "addEventListener", "blur", reset, { once: true });
	else reset();
	return has();
}

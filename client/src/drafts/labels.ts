// The words for a control and its value, for people.

import { serverValue, type Control } from "../morph/controls";
import { attr, closest, query, queryAll, removeNode, textContent } from "../util/dom";

/** What names an element in a draft. */
export const nameOf = (el: Element) => attr(el, "name") || attr(el, "id") || "";

/** A text on one line, and not long. */
export const short = (text: string) => text.trim().replace(/\s+/g, " ").slice(0, 60);

/** The name of a control. */
export function labelOf(el: Control): string {
	const label = el.labels?.[0]?.cloneNode(true) as Element | undefined;
	// The texts of options in a label are not its words.
	if (label) queryAll(label, "select,textarea").forEach(removeNode);
	const text =
		(label && textContent(label)) ??
		el.getAttribute("aria-label") ??
		el.getAttribute("placeholder") ??
		nameOf(el);
	return short(text);
}

/** The name of the group of a radio button. */
export function groupLabel(el: Control): string {
	const group = closest(el, "fieldset");
	const legend = group && query(group, "legend");
	return short((legend && textContent(legend)) || nameOf(el));
}

/** What the server sends for a control, for people. */
export function serverText(el: Control): string {
	if (el.type === "radio") return labelOf(el);
	const value = serverValue(el);
	if (!(el instanceof HTMLSelectElement)) return value;
	const chosen = [...el.options].filter((option) => value.split("\n").includes(option.value));
	return chosen.map(({ text }) => text).join(", ");
}

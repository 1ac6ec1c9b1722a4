// The elements of a combobox, and what stands in them.

import { Combobox as ComboboxAttr } from "../contract";
import { attr, closest, query, textContent } from "../util/dom";
import { own } from "../util/own";

/** The elements of a combobox. Another build may have put others into the page. */
export interface Box {
	url: string;
	input: HTMLInputElement;
	/** A hidden field: the value and the label of what was chosen. */
	chosen: HTMLInputElement;
	popup: HTMLDivElement;
	list: HTMLUListElement;
	note: HTMLParagraphElement;
	status: HTMLParagraphElement;
}

export function boxOf(target: EventTarget | null): Box | undefined {
	const root = closest(target, own(ComboboxAttr));
	const url = attr(root, ComboboxAttr);
	if (!root || !url) return undefined;
	const input = query<HTMLInputElement>(root, "input:not([hidden])");
	const chosen = query<HTMLInputElement>(root, "input[hidden]");
	const list = query<HTMLUListElement>(root, "[role=listbox]");
	const popup = closest<HTMLDivElement>(list, "div");
	const note = popup && query<HTMLParagraphElement>(popup, "p");
	const status = query<HTMLParagraphElement>(root, "[role=status]");
	return input && chosen && popup && list && note && status
		? { url, input, chosen, popup, list, note, status }
		: undefined;
}

export const squash = (text: string | null) => (text ?? "").trim().replace(/\s+/g, " ");
export const labelOf = (option: HTMLLIElement) =>
	squash(textContent(option.firstElementChild ?? option));
export const chosenLabel = ({ chosen }: Box) => chosen.value.replace(/^\S* /, "");
export const optionsOf = ({ list }: Box) => [...list.querySelectorAll<HTMLLIElement>("li[role=option]")];

/** Whether an event is of the list. */
export const isIn = ({ popup }: Box, event: Event) => event.composedPath().includes(popup);

// Form controls. The browser keeps two values for each: defaultValue, defaultChecked and
// defaultSelected are what the server sent; value, checked and selected are what the person sees.

import { attr, document, hasAttr, is, outerHTML, query } from "../util/dom";
import { parse } from "../util/html";

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function isControl(el: unknown): el is Control {
	return (
		el instanceof HTMLInputElement ||
		el instanceof HTMLTextAreaElement ||
		el instanceof HTMLSelectElement
	);
}

/** What a control shows, as one string that can be compared. */
export function currentValue(el: Control): string {
	if (el instanceof HTMLSelectElement) return valuesOf(el.selectedOptions);
	if (isCheckable(el)) return String(el.checked);
	if (el.type === "file") return filesOf(el).map(fileKey).join("\n");
	return el.value;
}

const filesOf = (el: Control) => [...((el instanceof HTMLInputElement && el.files) || [])];
const fileKey = (file: File) => file.name + file.size + file.lastModified;
const valuesOf = (options: Iterable<HTMLOptionElement>) =>
	[...options].map((option) => option.value).join("\n");

/** What the server sent for it, as the browser shows it. */
export function serverValue(el: Control): string {
	if (el instanceof HTMLSelectElement) return valuesOf(serverOptions(el));
	if (isCheckable(el)) return String(el.defaultChecked);
	if (el.type === "file") return "";
	const { defaultValue, type } = el;
	if (defaultValue === el.value) return defaultValue;
	if (el instanceof HTMLTextAreaElement) return defaultValue.replace(/\r\n?/g, "\n");
	if (/^(text|search|tel|password|hidden)$/.test(type)) return defaultValue.replace(/[\r\n]/g, "");
	// The browser rounds, trims or rewrites the values of the other types: a new input shows how.
	return query<HTMLInputElement>(parse(outerHTML(el)), "input")!.value;
}

/** Tells whether the server has changed its value: several options may have one value. */
export function serverKey(el: Control): string {
	if (!(el instanceof HTMLSelectElement)) return serverValue(el);
	return serverOptions(el)
		.map((option) => option.value + "\n" + option.text)
		.join("\n");
}

/** The options that a select shows after a reset. */
function serverOptions(el: HTMLSelectElement): HTMLOptionElement[] {
	const options = [...el.options];
	const selected = options.filter((option) => option.defaultSelected);
	if (el.multiple) return selected;
	if (selected.length) return selected.slice(-1);
	return el.size > 1 ? [] : options.filter((option) => !is(option, ":disabled")).slice(0, 1);
}

export function setValue(el: Control, value: string): void {
	if (el instanceof HTMLSelectElement) {
		const chosen = new Set<HTMLOptionElement>();
		for (const wanted of value.split("\n")) {
			const same = [...el.options].filter((o) => o.value === wanted && !chosen.has(o));
			const option =
				same.find((o) => o.selected) ?? same.find((o) => !is(o, ":disabled")) ?? same[0];
			if (option) chosen.add(option);
		}
		choose(el, chosen, value === "" && el.multiple);
	} else if (isCheckable(el)) {
		el.checked = value === "true";
	} else if (el.type === "file") {
		if (value === "") el.value = "";
	} else if (el.value !== value) {
		el.value = value;
	}
}

/**
 * Selects these options. Where none of the chosen options is left, the server's choice
 * counts.
 */
function choose(el: HTMLSelectElement, chosen: Set<HTMLOptionElement>, mayBeEmpty: boolean): void {
	if (!chosen.size && !mayBeEmpty) chosen = new Set(serverOptions(el));
	if (!chosen.size) el.selectedIndex = -1;
	for (const option of el.options)
		if (option.selected !== chosen.has(option)) option.selected = chosen.has(option);
}

/** Shows what the server sent. */
export function reset(el: Control): void {
	if (el instanceof HTMLSelectElement) choose(el, new Set(serverOptions(el)), true);
	else setValue(el, serverValue(el));
}

/**
 * Saves what a control shows. The function that it returns shows it again after a patch. A selected
 * option is found as the same element, since several options may have one value.
 */
export function saveValue(el: Control): () => void {
	if (!(el instanceof HTMLSelectElement)) {
		const value = currentValue(el);
		return () => setValue(el, value);
	}
	const count = el.length;
	const chosen = [...el.selectedOptions].map((option) => {
		const { value, index } = option;
		return { option, value, index, key: optionKey(option) };
	});
	return () => {
		const options = [...el.options];
		const found = chosen.map(({ option, value, index, key }) => {
			const renamed = !hasAttr(option, "value") && el.length === count && option.index === index;
			if (options.includes(option) && (optionKey(option) === key || renamed)) return option;
			return options.find((other) => other.value === value);
		});
		choose(el, new Set(found.filter((option) => !!option)), !chosen.length);
	};
}

/** What tells an option from the others: its value, or its text without the numbers in it. */
export function optionKey(option: HTMLOptionElement): string {
	return attr(option, "value") ?? option.text.replace(/\d+/g, "0");
}

function isCheckable(el: Control): el is HTMLInputElement {
	return el.type === "checkbox" || el.type === "radio";
}

/** Whether a person can edit it. Hidden inputs and buttons show their attribute. */
export function isEditable(el: Control): boolean {
	return !/^(hidden|submit|button|reset|image)$/.test(el.type);
}

/** Whether the person has changed it. A radio button is changed if one of its group is. */
export function isDirty(el: Control): boolean {
	if (el instanceof HTMLSelectElement) {
		const sent = serverOptions(el);
		const { selectedOptions: shown } = el;
		return sent.length !== shown.length || sent.some((option) => !option.selected);
	}
	if (currentValue(el) !== serverValue(el) || el.validity.badInput) return true;
	if (el.type !== "radio" || !el.name) return false;
	const group = `input[type=radio][name="${CSS.escape(el.name)}"]`;
	return [...document.querySelectorAll<HTMLInputElement>(group)].some(
		(other) => other.form === el.form && other.checked !== other.defaultChecked,
	);
}

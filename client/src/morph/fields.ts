// Form controls. The browser keeps two values for each: defaultValue, defaultChecked and
// defaultSelected are what the server sent; value, checked and selected are what the person sees.

import { regionOf } from "../page/page";

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What a control shows, as one string that can be compared. */
export function currentValue(el: Control): string {
	if (el instanceof HTMLSelectElement)
		return [...el.selectedOptions].map((option) => option.value).join("\n");
	if (isCheckable(el)) return String(el.checked);
	if (el.type === "file") return filesOf(el).map(fileKey).join("\n");
	return el.value;
}

const filesOf = (el: Element) => [...((el as HTMLInputElement).files ?? [])];
const fileKey = (file: File) => file.name + file.size + file.lastModified;

/** What the server sent for it. */
export function serverValue(el: Control): string {
	if (el instanceof HTMLSelectElement)
		return serverOptions(el)
			.map((option) => option.value)
			.join("\n");
	if (isCheckable(el)) return String(el.defaultChecked);
	return el.type === "file" ? "" : el.defaultValue;
}

/** The options that a select shows after a reset. */
function serverOptions(el: HTMLSelectElement): HTMLOptionElement[] {
	const options = [...el.options];
	const selected = options.filter((option) => option.defaultSelected);
	if (el.multiple) return selected;
	if (selected.length) return selected.slice(-1);
	return el.size > 1 ? [] : options.filter((option) => !option.disabled).slice(0, 1);
}

export function setValue(el: Control, value: string): void {
	if (el instanceof HTMLSelectElement) {
		let values = value.split("\n");
		const exists = (v: string) => [...el.options].some((option) => option.value === v);
		// Where no chosen option is left, the server's choice counts.
		if (value !== "" && !values.some(exists)) values = serverValue(el).split("\n");
		for (const option of el.options) {
			const selected = values.includes(option.value);
			if (option.selected !== selected) option.selected = selected;
		}
	} else if (isCheckable(el)) {
		el.checked = value === "true";
	} else if (el.type === "file") {
		if (value === "") el.value = "";
	} else if (el.value !== value) {
		el.value = value;
	}
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
	if (currentValue(el) !== serverValue(el) || el.validity.badInput) return true;
	if (el.type !== "radio" || !el.name) return false;
	const group = `input[type=radio][name="${CSS.escape(el.name)}"]`;
	return [...(el.form ?? document).querySelectorAll<HTMLInputElement>(group)].some(
		(other) => other.form === el.form && other.checked !== other.defaultChecked,
	);
}

/** The editable controls of a region, without those of the regions inside. */
function controlsIn(root: Element, region: Element): Control[] {
	return [...root.querySelectorAll<Control>("input,textarea,select")].filter(
		(el) => isEditable(el) && regionOf(el) === region,
	);
}

const elements = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, "elements")!;

/** The controls of a form, even if one of them is called "elements". */
export function elementsOf(form: HTMLFormElement): HTMLFormControlsCollection {
	return elements.get!.call(form);
}

/** The values of a form when it was sent. Newer typing differs from them. */
export type SentValues = Map<Control, string>;

/**
 * A submit has succeeded, but its page is not shown: fields that still hold what was sent are
 * reset.
 */
export function resetSent(values: SentValues): void {
	for (const [el, value] of values)
		if (el.isConnected && currentValue(el) === value) setValue(el, serverValue(el));
}

interface Saved {
	current: string;
	server: string;
	dirty: boolean;
	selection?: [number, number, "forward" | "backward" | "none"];
}

/**
 * Fields that kept their value only because they had the focus. They take the server's value when
 * they lose the focus, unless they were edited.
 */
const pendingReset = new WeakMap<Control, string>();

document.addEventListener("focusout", (event) => {
	const el = event.target as Control;
	if (pendingReset.has(el) && pendingReset.get(el) === currentValue(el))
		setValue(el, serverValue(el));
	pendingReset.delete(el);
});

export interface FieldRules {
	/** Another page: fields take the new page's values, except the one in use. */
	fresh?: boolean;
	/** The field in use in the form that asked for the page. */
	inUse?: Element | null | undefined;
	/**
	 * After the person's own submit: fields that still hold what was sent take the server's values.
	 */
	sent?: SentValues | undefined;
}

/** Saves all fields before a patch. The function that it returns restores them after the patch. */
export function preserveFields(root: Element, rules: FieldRules, region = root): () => void {
	const before = new Map<Control, Saved>();
	for (const el of controlsIn(root, region)) {
		const saved: Saved = {
			current: currentValue(el),
			server: serverValue(el),
			dirty: isDirty(el),
		};
		if (el === document.activeElement && "selectionStart" in el && el.selectionStart !== null) {
			const { selectionStart, selectionEnd, selectionDirection } = el;
			saved.selection = [
				selectionStart,
				selectionEnd ?? selectionStart,
				selectionDirection ?? "none",
			];
		}
		before.set(el, saved);
	}
	return () => {
		for (const [el, { current, server, dirty, selection }] of before) {
			if (!el.isConnected) continue;
			const focused = el === document.activeElement;
			const theirs = serverValue(el);
			const keep = rules.fresh
				? el === rules.inUse
				: rules.sent?.has(el)
					? current !== rules.sent.get(el)
					: theirs === server || dirty || focused;
			setValue(el, keep ? current : theirs);
			if (!keep || !focused) continue;
			if (!dirty && theirs !== server) pendingReset.set(el, current);
			if (selection) restoreSelection(el as HTMLInputElement, selection);
		}
	};
}

function restoreSelection(
	el: HTMLInputElement,
	[start, end, direction]: NonNullable<Saved["selection"]>,
): void {
	if (el.selectionStart !== start || el.selectionEnd !== end)
		el.setSelectionRange(start, end, direction);
}

// Form controls. The browser itself keeps base for them: defaultValue, defaultChecked, defaultSelected are what the server
// sent, value, checked and selected are what the person sees.

import { regionOf } from "../page/page";

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What a control shows, as one comparable string. */
export function live(el: Control): string {
	if (el instanceof HTMLSelectElement) return [...el.selectedOptions].map((o) => o.value).join("\n");
	if (checkable(el)) return String(el.checked);
	if (el.type === "file") return [...((el as Element as HTMLInputElement).files ?? [])].map((f) => f.name + f.size + f.lastModified).join("\n");
	return el.value;
}

/** What the server sent for it. */
export function base(el: Control): string {
	if (el instanceof HTMLSelectElement) {
		const chosen = [...el.options].filter((o) => o.defaultSelected);
		const first = el.multiple || el.size > 1 ? undefined : [...el.options].find((o) => !o.disabled);
		return (el.multiple ? chosen : chosen.length ? chosen.slice(-1) : first ? [first] : []).map((o) => o.value).join("\n");
	}
	if (checkable(el)) return String(el.defaultChecked);
	if (el.type === "file") return "";
	return el.defaultValue;
}

export function set(el: Control, value: string): void {
	if (el instanceof HTMLSelectElement) {
		let values = value.split("\n");
		const there = (v: string) => [...el.options].some((option) => option.value === v);
		if (value !== "" && !values.some(there)) values = base(el).split("\n"); // what was chosen has gone
		for (const option of el.options) {
			const chosen = values.includes(option.value);
			if (option.selected !== chosen) option.selected = chosen;
		}
	} else if (checkable(el)) {
		el.checked = value === "true";
	} else if (el.type === "file") {
		if (value === "") el.value = "";
	} else if (el.value !== value) {
		el.value = value;
	}
}

function checkable(el: Control): el is HTMLInputElement {
	return el.type === "checkbox" || el.type === "radio";
}

/** Hidden inputs and buttons show their attribute: they are not the person's. */
export function editable(el: Control): boolean {
	return !/^(hidden|submit|button|reset|image)$/.test(el.type);
}

/** Those of a region, without those of the regions in it. */
function controlsIn(root: Element, region: Element): Control[] {
	return [...root.querySelectorAll<Control>("input,textarea,select")].filter((el) => editable(el) && regionOf(el) === region);
}

export function isDirty(el: Control): boolean {
	if (live(el) !== base(el) || el.validity.badInput) return true;
	if (el.type !== "radio" || !(el as HTMLInputElement).name) return false;
	// A radio button is as dirty as its group.
	const group = (el.form ?? document).querySelectorAll<HTMLInputElement>(`input[type=radio][name="${CSS.escape((el as HTMLInputElement).name)}"]`);
	return [...group].some((other) => other.form === el.form && other.checked !== other.defaultChecked);
}

const elements = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, "elements")!;

/** The controls of a form, also where one of them is called "elements". */
export function elementsOf(form: HTMLFormElement): HTMLFormControlsCollection {
	return elements.get!.call(form);
}

/** What was in the fields of a form when it was sent: newer typing is told from it. */
export type Sent = Map<Control, string>;

export function sent(form: HTMLFormElement): Sent {
	return new Map([...elementsOf(form)].filter((el): el is Control => "validity" in el && "value" in el && editable(el as Control)).map((el) => [el, live(el)]));
}

interface Before {
	live: string;
	base: string;
	dirty: boolean;
	selection?: [number, number, "forward" | "backward" | "none"];
}

/** Fields that kept their value only because they had the focus: they take the server's when it leaves, unless edited. */
const waiting = new WeakMap<Control, string>();

document.addEventListener("focusout", (event) => {
	const el = event.target as Control;
	if (waiting.has(el) && waiting.get(el) === live(el)) set(el, base(el));
	waiting.delete(el);
});

export interface FieldRules {
	/** Another page: fields are the new page's, but for the one in use in the form that asked for it. */
	fresh?: boolean;
	inUse?: Element | null | undefined;
	/** One's own submit: the fields that still hold what was sent take what the server says. */
	sent?: Sent | undefined;
}

/** Remembers all fields before a patch; what it returns decides for each of them afterwards. */
export function guardFields(root: Element, rules: FieldRules, region = root): () => void {
	const before = new Map<Control, Before>();
	for (const el of controlsIn(root, region)) {
		const known: Before = { live: live(el), base: base(el), dirty: isDirty(el) };
		if (el === document.activeElement && "selectionStart" in el && el.selectionStart !== null)
			known.selection = [el.selectionStart, el.selectionEnd ?? el.selectionStart, el.selectionDirection ?? "none"];
		before.set(el, known);
	}
	return () => {
		for (const [el, was] of before) {
			if (!el.isConnected) continue;
			const focused = el === document.activeElement;
			const theirs = base(el);
			const mine =
				rules.fresh ? el === rules.inUse
				: rules.sent?.has(el) ? was.live !== rules.sent.get(el)
				: theirs === was.base || was.dirty || focused;
			if (mine && focused && !was.dirty && theirs !== was.base) waiting.set(el, was.live);
			set(el, mine ? was.live : theirs);
			if (focused && was.selection && mine) restore(el as HTMLInputElement, was.selection);
		}
	};
}

function restore(el: HTMLInputElement, [start, end, direction]: NonNullable<Before["selection"]>): void {
	if (el.selectionStart !== start || el.selectionEnd !== end) el.setSelectionRange(start, end, direction);
}

/** After a submit that succeeded but whose page is not shown: what was sent has been taken. */
export function resetSent(values: Sent): void {
	for (const [el, value] of values) if (el.isConnected && live(el) === value) set(el, base(el));
}

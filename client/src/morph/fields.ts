// What a person has entered stays through a patch.

import { BaseField } from "../contract";
import { regionOf, setAttribute } from "../page/page";
import { attr, contains, document, formOf, isConnected, localName, queryAll } from "../util/dom";
import {
	currentValue,
	isControl,
	isDirty,
	isEditable,
	reset,
	saveValue,
	serverKey,
	type Control,
} from "./controls";
import { withoutRecording } from "./localChanges";

/** The editable controls of a region, without those of the regions inside. */
function controlsIn(root: Element, region: Element): Control[] {
	return [...queryAll<Control>(root, "input,textarea,select")].filter(
		(el) => isEditable(el) && regionOf(el) === region,
	);
}

/** A custom element that is a control of a form, and has a value that scripts may set. */
interface CustomControl extends HTMLElement {
	/** Only an element with a hyphen in its name is one, so it is no form. */
	safe?: true;
	value: unknown;
	formResetCallback?(): void;
}

const isCustom = (el: Element): el is CustomControl => localName(el).includes("-") && "value" in el;

/**
 * The values of a form when it was sent: of its controls and custom elements. Newer typing differs
 * from them.
 */
export type SentValues = Map<Element, string>;

/** The values of these elements, which a form sends. */
export function valuesOf(elements: Iterable<Element>): SentValues {
	const values: SentValues = new Map();
	for (const el of elements) {
		if (isControl(el) ? isEditable(el) : isCustom(el)) values.set(el, valueOf(el));
	}
	return values;
}

const valueOf = (el: Element) =>
	isControl(el) ? currentValue(el) : isCustom(el) ? String(el.value) : "";

/**
 * A submit has succeeded, but its page is not shown: fields that still hold what was sent are
 * reset.
 */
export function resetSent(values: SentValues, custom = false): void {
	for (const [el, value] of values) {
		if (!isConnected(el) || valueOf(el) !== value) continue;
		if (isCustom(el)) {
			if (el.formResetCallback) el.formResetCallback();
			else el.value = attr(el, "value") ?? "";
		} else if (isControl(el) && !custom) reset(el);
	}
}

interface Saved {
	current: string;
	server: string;
	dirty: boolean;
	restore(): void;
	selection?: [number, number, "forward" | "backward" | "none"];
}

/**
 * Fields that kept their value only because they had the focus. They take the server's value when
 * they lose the focus, unless they were edited.
 */
const pendingReset = new WeakMap<Control, string>();

/** Whether a field shows an older value than the server has sent, only because it has the focus. */
export const isPending = (el: Control): boolean => pendingReset.get(el) === currentValue(el);

/**
 * Attributes that wait. If one of them is set, the browser removes half a date or number that a
 * person has typed. So they are set when the field has lost the focus, and holds no half of one.
 * The base of a form waits while the person edits the form: conflict.js sets it when the person has
 * been shown what others have changed.
 */
export const pendingAttributes = new Map<Control, Map<string, string | null>>();

/** The forms that a person edits, as they were before the last patch. */
let edited = new Set<Element | null>();

/** The input of a form's base, if that waits. */
export const pendingBase = (form: unknown): Control | undefined =>
	[...pendingAttributes.keys()].find((el) => el.name === BaseField && formOf(el) === form);

/** Sets the attributes that wait. */
export function setPending(el: Control): void {
	withoutRecording(() =>
		pendingAttributes.get(el)!.forEach((value, name) => setAttribute(el, name, value)),
	);
	pendingAttributes.delete(el);
}

/**
 * The element that the person uses. In a window without the focus it is none: the person may write
 * on another device, and reads here.
 */
function elementInUse(): Element | null {
	//mutant:true TestFieldOfAWindowInTheBackground: it shows what the server has
	if (document.hasFocus()) return document.activeElement;
	return null;
}

/** Whether this attribute must not be set yet. Then it is set later. */
export function deferAttribute(el: Element, name: string, value: string | null): boolean {
	if (!/^(value|min|max|step)$/.test(name) || !(el instanceof HTMLInputElement)) return false;
	//mutant:false TestConflictBeforeTheFile: a form names the values that its person started from
	const waits =
		el.name === BaseField
			? edited.has(formOf(el))
			: /^(date|time|month|week|datetime-local|number)$/.test(el.type) &&
				(el === elementInUse() || el.validity.badInput);
	if (!waits) return false;
	const pending = pendingAttributes.get(el) ?? new Map<string, string | null>();
	pendingAttributes.set(el, pending.set(name, value));
	return true;
}

/** Whether this attribute waits. */
export function isDeferred(el: Element, name: string): boolean {
	return isControl(el) && !!pendingAttributes.get(el)?.has(name);
}

/** The server sends this element anew: what waits inside is out of date. */
export function dropDeferred(root: Element): void {
	for (const el of pendingAttributes.keys()) {
		if (contains(root, el) || !isConnected(el)) pendingAttributes.delete(el);
	}
}

document.addEventListener("focusout", ({ target: el }) => {
	if (!isControl(el)) return;
	const pending = pendingAttributes.get(el);
	if (pending && !el.validity.badInput) {
		const dirty = isDirty(el);
		setPending(el);
		if (!dirty) reset(el);
	}
	if (isPending(el)) reset(el);
	pendingReset.delete(el);
});

export interface FieldRules {
	/** Another page: fields take the new page's values, except the one in use. */
	fresh?: boolean;
	/** The form that was submitted: it starts from what the server has now. */
	form?: HTMLFormElement | null | false;
	/** The field in use in the form that asked for the page. */
	inUse?: Element | null | undefined;
	/**
	 * After the person's own submit: fields that still hold what was sent take the server's values.
	 */
	sent?: SentValues | undefined;
	/** Gives the controls of another build the names that they have now. */
	rename?: ((ours: Element, theirs: Element) => void) | undefined;
}

/**
 * Saves all fields before a patch. The function that it returns restores them after the
 * patch.
 */
export function preserveFields(root: Element, rules: FieldRules, region = root): () => void {
	const { sent } = rules;
	const before = new Map<Control, Saved>();
	const { activeElement } = document;
	const used = elementInUse();
	edited = new Set();
	for (const el of controlsIn(root, region)) {
		const saved: Saved = {
			current: currentValue(el),
			server: serverKey(el),
			dirty: isDirty(el),
			restore: saveValue(el),
		};
		if (!rules.fresh && (saved.dirty || el === used)) edited.add(formOf(el));
		if (el === activeElement && "selectionStart" in el && el.selectionStart !== null) {
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
		for (const [el, { current, server, dirty, restore, selection }] of before) {
			if (!isConnected(el)) continue;
			const focused = el === document.activeElement;
			const theirs = serverKey(el);
			const keep = rules.fresh
				? el === rules.inUse
				: sent?.has(el)
					? current !== sent.get(el)
					: theirs === server || dirty || el === elementInUse();
			if (keep) restore();
			else reset(el);
			if (!keep || !focused) continue;
			if (!dirty && theirs !== server) pendingReset.set(el, current);
			if (selection) restoreSelection(el as HTMLInputElement, selection);
		}
		if (sent) resetSent(sent, true);
	};
}

function restoreSelection(
	el: HTMLInputElement,
	[start, end, direction]: NonNullable<Saved["selection"]>,
): void {
	if (el.selectionStart !== start || el.selectionEnd !== end)
		el.setSelectionRange(start, end, direction);
}

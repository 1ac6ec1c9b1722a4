// The errors of a refused form: shows them in the places that the form has, and clears them when a
// field is edited. Loaded when a form is posted, or when a document comes with errors.

import { Error } from "../contract";

export const fingerprint = CLIENT_FINGERPRINT;
declare const CLIENT_FINGERPRINT: string;

export type Errors = ReturnType<typeof startErrors>;

type Field = HTMLElement & { name: string };

function fieldsOf(form: HTMLFormElement, name: string): Field[] {
	return [...form.elements].filter(
		(el): el is Field =>
			!!name && (el as Field).name === name && (el as HTMLInputElement).type !== "hidden",
	);
}

function placesOf(form: HTMLFormElement, name?: string): HTMLElement[] {
	const value = name === undefined ? "" : `="${CSS.escape(name)}"`;
	return [...form.querySelectorAll<HTMLElement>(`[${Error}${value}]`)];
}

function setDescribed(field: Element, id: string, on: boolean): void {
	const ids = new Set((field.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean));
	if (on) ids.add(id);
	else ids.delete(id);
	if (ids.size) field.setAttribute("aria-describedby", [...ids].join(" "));
	else field.removeAttribute("aria-describedby");
}

function fill(place: HTMLElement, text: string): void {
	if (place.textContent !== text) place.textContent = text;
	place.hidden = !text;
}

function clearField(form: HTMLFormElement, name: string): void {
	const fields = fieldsOf(form, name);
	for (const place of placesOf(form, name)) {
		fill(place, "");
		if (place.id) for (const field of fields) setDescribed(field, place.id, false);
	}
	for (const field of fields) field.removeAttribute("aria-invalid");
}

function clearErrors(form: HTMLFormElement): void {
	const names = placesOf(form).map((place) => place.getAttribute(Error)!);
	for (const name of new Set(names)) clearField(form, name);
	for (const el of form.elements) el.removeAttribute("aria-invalid");
}

/** Shows the errors. Returns the text for which the form has no place. */
function showErrors(form: HTMLFormElement, errors: Record<string, string>): string {
	clearErrors(form);
	const unplaced: string[] = [];
	for (const [name, text] of Object.entries(errors)) {
		const places = placesOf(form, name);
		for (const place of places) fill(place, text);
		for (const field of fieldsOf(form, name)) {
			field.setAttribute("aria-invalid", "true");
			for (const place of places) if (place.id) setDescribed(field, place.id, true);
		}
		if (!places.length) unplaced.push(text);
	}
	// The form's own place takes the errors of fields without one.
	const formPlaces = placesOf(form, "");
	let text = unplaced.length ? join([errors[""], ...unplaced]) : "";
	if (text && formPlaces.length) {
		for (const place of formPlaces) fill(place, text);
		text = "";
	}
	const invalid = [...form.elements].find((el) => el.getAttribute("aria-invalid") === "true");
	(invalid as HTMLElement | undefined)?.focus();
	return text;
}

/** Different texts, each once. */
function join(texts: (string | undefined)[]): string {
	return [...new Set(texts.filter(Boolean))].join(" ");
}

export function startErrors() {
	document.addEventListener("input", ({ target }) => {
		const { form, name } = target as HTMLInputElement;
		if (form && name) clearField(form, name);
	});
	return { clearErrors, showErrors };
}

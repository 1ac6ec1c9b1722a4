// The errors of a refused form: put into the places that it reserves, taken away when a field is edited. Loaded on demand.

import { Error } from "../contract";

export const of = CLIENT_FINGERPRINT;
declare const CLIENT_FINGERPRINT: string;

type Field = Element & { name: string };

function fieldsOf(form: HTMLFormElement, name: string): Field[] {
	return [...form.elements].filter((el): el is Field => !!name && (el as Field).name === name && (el as unknown as HTMLInputElement).type !== "hidden");
}

function placesOf(form: HTMLFormElement, name?: string): HTMLElement[] {
	return [...form.querySelectorAll<HTMLElement>(name === undefined ? `[${Error}]` : `[${Error}="${CSS.escape(name)}"]`)];
}

function describe(field: Element, id: string, on: boolean): void {
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
	for (const place of placesOf(form, name)) {
		fill(place, "");
		if (place.id) for (const field of fieldsOf(form, name)) describe(field, place.id, false);
	}
	for (const field of fieldsOf(form, name)) field.removeAttribute("aria-invalid");
}

export function clearErrors(form: HTMLFormElement): void {
	for (const name of new Set(placesOf(form).map((place) => place.getAttribute(Error)!))) clearField(form, name);
	for (const el of form.elements) el.removeAttribute("aria-invalid");
}

/** Shows the errors; what has no place in the form is returned: it must be said elsewhere. */
export function showErrors(form: HTMLFormElement, errors: Record<string, string>): string {
	clearErrors(form);
	const homeless: string[] = [];
	for (const [name, text] of Object.entries(errors)) {
		const places = placesOf(form, name);
		for (const place of places) fill(place, text);
		for (const field of fieldsOf(form, name)) {
			field.setAttribute("aria-invalid", "true");
			for (const place of places) if (place.id) describe(field, place.id, true);
		}
		if (!places.length) homeless.push(text);
	}
	// A sentence without a place of its own is still said.
	const own = placesOf(form, "");
	let text = homeless.length ? sentences([errors[""], ...homeless]) : "";
	if (text && own.length) {
		for (const place of own) fill(place, text);
		text = "";
	}
	[...form.elements].find((el): el is HTMLElement => el.getAttribute("aria-invalid") === "true")?.focus();
	return text;
}

function sentences(texts: (string | undefined)[]): string {
	return texts.filter((text, i) => text && texts.indexOf(text) === i).join(" ");
}

export function start(): void {
	document.addEventListener("input", (event) => {
		const field = event.target as HTMLInputElement;
		if (field.form && field.name) clearField(field.form, field.name);
	});
}

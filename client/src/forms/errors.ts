// The errors of a refused form: shows them in the places that the form has, and clears them when a
// field is edited.

import { Error } from "../contract";

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

export function clearErrors(form: HTMLFormElement): void {
	const names = placesOf(form).map((place) => place.getAttribute(Error)!);
	for (const name of new Set(names)) clearField(form, name);
	for (const el of form.elements) el.removeAttribute("aria-invalid");
}

/** Shows the errors. Those of fields without a place stand with the form's own, or at its top. */
export function showErrors(form: HTMLFormElement, errors: Record<string, string>): void {
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
	//mutant:false TestErrorPlaces: errors without a place stand at the top of the form
	if (unplaced.length) {
		const text = join([errors[""], ...unplaced]);
		const places = placesOf(form, "");
		for (const place of places.length ? places : [addPlace(form)]) fill(place, text);
	}
	const invalid = [...form.elements].find((el) => el.getAttribute("aria-invalid") === "true");
	(invalid as HTMLElement | undefined)?.focus();
}

/** The server puts such a place into the form, too, where there are no scripts. */
function addPlace(form: HTMLFormElement): HTMLElement {
	const place = document.createElement("p");
	place.className = "gf-error gf-form-error";
	place.setAttribute("role", "alert");
	place.setAttribute(Error, "");
	form.prepend(place);
	return place;
}

/** Different texts, each once. */
function join(texts: (string | undefined)[]): string {
	return [...new Set(texts.filter(Boolean))].join(" ");
}

export function startErrors(): void {
	document.addEventListener("input", ({ target }) => {
		const { form, name } = target as HTMLInputElement;
		if (form && name) clearField(form, name);
	});
}

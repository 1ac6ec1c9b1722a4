// The errors of a refused form: shows them in the places that the form has, and clears them when a
// field is edited.

import { Error } from "../contract";
import {
	attr,
	call,
	contains,
	document,
	elementsOf,
	focus,
	formOf,
	idOf,
	is,
	parentElement,
	queryAll,
	removeAttr,
	set,
	setAttr,
	setTextContent,
	textContent,
} from "../util/dom";
import { heldEdits } from "./load";
import { own } from "../util/own";

function fieldsOf(form: HTMLFormElement, name: string): Element[] {
	return [...elementsOf(form)].filter(
		(el) => !!name && attr(el, "name") === name && attr(el, "type") !== "hidden",
	);
}

/**
 * The places for the error of a field: in the form, those outside with its form attribute, and
 * those nearest to a field outside.
 */
function placesOf(form: HTMLFormElement, name: string): HTMLElement[] {
	const selector = own(Error, `"${CSS.escape(name)}"`);
	const id = idOf(form);
	const places = new Set(queryAll<HTMLElement>(form, selector));
	if (id) {
		const outside = `${selector}[form="${CSS.escape(id)}"]`;
		for (const place of document.querySelectorAll<HTMLElement>(outside)) places.add(place);
	}
	for (const field of elementsOf(form)) {
		if (contains(form, field) || (name && attr(field, "name") !== name)) continue;
		for (const place of placesNear(field, form, selector)) places.add(place);
	}
	return [...places];
}

/** The places in the smallest element around a field that has any, and no field of another form. */
function placesNear(field: Element, form: HTMLFormElement, selector: string): HTMLElement[] {
	for (let el = parentElement(field); el; el = parentElement(el)) {
		if ([...queryAll(el, "form,[form]")].some((other) => !isOf(form, other))) return [];
		const places = [...queryAll<HTMLElement>(el, selector)].filter((place) => isOf(form, place));
		if (places.length) return places;
	}
	return [];
}

/** Whether an element belongs to this form, or to none. */
function isOf(form: HTMLFormElement, el: Element): boolean {
	return [form, null].includes(formOf(el)) && (attr(el, "form") ?? idOf(form)) === idOf(form);
}

function setDescribed(field: Element, id: string, on: boolean): void {
	const ids = new Set((attr(field, "aria-describedby") ?? "").split(/\s+/).filter(Boolean));
	if (on) ids.add(id);
	else ids.delete(id);
	if (ids.size) setAttr(field, "aria-describedby", [...ids].join(" "));
	else removeAttr(field, "aria-describedby");
}

function fill(place: HTMLElement, text: string): void {
	if (textContent(place) !== text) setTextContent(place, text);
	set(place, "hidden", !text);
}

function clearField(form: HTMLFormElement, name: string): void {
	const fields = fieldsOf(form, name);
	for (const place of placesOf(form, name)) {
		fill(place, "");
		if (idOf(place)) for (const field of fields) setDescribed(field, idOf(place), false);
	}
	for (const field of fields) removeAttr(field, "aria-invalid");
}

export function clearErrors(form: HTMLFormElement): void {
	const names = [...document.querySelectorAll(own(Error))].map((place) => attr(place, Error)!);
	for (const name of new Set(names)) clearField(form, name);
	for (const el of elementsOf(form)) removeAttr(el, "aria-invalid");
}

/** Shows the error of a field, and returns whether there is a place for it. */
function mark(form: HTMLFormElement, name: string, text: string): boolean {
	const places = placesOf(form, name);
	for (const place of places) fill(place, text);
	for (const field of fieldsOf(form, name)) {
		setAttr(field, "aria-invalid", "true");
		for (const place of places) if (idOf(place)) setDescribed(field, idOf(place), true);
	}
	return places.length > 0;
}

/** Shows the errors of some fields as they are now, and leaves all others. */
export function markErrors(
	form: HTMLFormElement,
	errors: Record<string, string>,
	names: Set<string>,
): void {
	for (const name of names) {
		clearField(form, name);
		//mutant:true TestChecksAsYouType/fields_that_are_right: a field without an error is not marked
		if (errors[name]) mark(form, name, errors[name]);
	}
}

/** Shows the errors. Those of fields without a place stand with the form's own, or at its top. */
export function showErrors(form: HTMLFormElement, errors: Record<string, string>): void {
	clearErrors(form);
	const unplaced: string[] = [];
	for (const [name, text] of Object.entries(errors)) {
		if (!mark(form, name, text)) unplaced.push(text);
	}
	//mutant:false TestErrorPlaces: errors without a place stand at the top of the form
	if (unplaced.length) {
		const text = join([errors[""], ...unplaced]);
		const places = placesOf(form, "");
		for (const place of places.length ? places : [addPlace(form)]) fill(place, text);
	}
	const invalid = [...elementsOf(form)].find((el) => is(el, ":not(fieldset)[aria-invalid=true]"));
	if (invalid) focus(invalid);
}

/** The server puts such a place into the form, too, where there are no scripts. */
function addPlace(form: HTMLFormElement): HTMLElement {
	const place = document.createElement("p");
	place.className = "gf-error gf-form-error";
	place.setAttribute("role", "alert");
	place.setAttribute(Error, "");
	call(form, "prepend", place);
	return place;
}

/** Different texts, each once. */
function join(texts: (string | undefined)[]): string {
	return [...new Set(texts.filter(Boolean))].join(" ");
}

export function startErrors(): void {
	const onEdit = ({ target }: Event) => {
		const form = formOf(target);
		const name = form && attr(target as Element, "name");
		if (form && name) clearField(form, name);
	};
	document.addEventListener("input", onEdit);
	// What was typed before this file arrived counts.
	heldEdits.forEach(onEdit);
}

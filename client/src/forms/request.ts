// The request of a form: which forms the client submits, and which are the browser's.

import { Confirm } from "../contract";
import { optedOut } from "../navigation/links";
import { attr, document } from "../util/dom";

export interface FormRequest {
	post: boolean;
	url: URL;
	multipart: boolean;
}

/** The request of a submit. Undefined if the browser submits the form. */
export function formRequest(
	form: HTMLFormElement,
	submitter: HTMLElement | null,
): FormRequest | undefined {
	// Attributes, not properties: a field called "action" would hide the property.
	const setting = (attribute: string) =>
		attr(submitter, "form" + attribute) ?? attr(form, attribute) ?? "";
	const method = setting("method").toLowerCase();
	const url = new URL(setting("action") || location.href, document.baseURI);
	const target = setting("target");
	const enctype = setting("enctype");
	if (method === "dialog" || enctype === "text/plain" || url.origin !== location.origin) return;
	if ((target && target !== "_self") || optedOut(form) || (submitter && optedOut(submitter)))
		return;
	return { post: method === "post", url, multipart: enctype === "multipart/form-data" };
}

/** The question of a form or its button. */
export function questionOf(form: HTMLFormElement, submitter: HTMLElement | null): string | null {
	return attr(submitter, Confirm) ?? attr(form, Confirm);
}

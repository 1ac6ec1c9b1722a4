// The request of a form: which forms the client submits, and which are the browser's.

import { ActionKey, Confirm } from "../contract";
import { optedOut } from "../navigation/links";
import { attr, document } from "../util/dom";
import { setting } from "../util/own";
import { absolute, isOwn } from "../util/url";

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
	const url = absolute(setting("action") || location.href, document.baseURI);
	const target = setting("target");
	const enctype = setting("enctype");
	const post = method === "post";
	if (method === "dialog" || enctype === "text/plain" || !isOwn(url)) return;
	// Only an address with this key names an action of the app. Another handler's form is not ours.
	if (post && !url.searchParams.has(ActionKey)) return;
	if ((target && target !== "_self") || optedOut(form) || (submitter && optedOut(submitter)))
		return;
	return { post, url, multipart: enctype === "multipart/form-data" };
}

/** The question of a form or its button. */
export function questionOf(form: HTMLFormElement, submitter: HTMLElement | null): string | null {
	return setting(submitter, Confirm) ?? setting(form, Confirm);
}

/**
 * The fields as a query. In an address, empty fields are left out. Line ends are as browsers send
 * them.
 */
export function encode(data: FormData, dropEmpty = false): URLSearchParams {
	const query = new URLSearchParams();
	for (const [field, value] of data) {
		const text = value instanceof File ? value.name : value.replace(/\r\n|\n|\r/g, "\r\n");
		if (text || !dropEmpty) query.append(field, text);
	}
	return query;
}

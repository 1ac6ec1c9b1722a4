// A submission: one submit of a form that posts, from the press to its outcome.

import type { SentValues } from "../morph/fields";
import { page } from "../page/page";
import { document, idOf } from "../util/dom";
import { formRequest } from "./request";

/** What is kept of a submission. */
export interface Kept {
	/** Names it over retries. */
	key: string;
	url: string;
	multipart: boolean;
	/** A trigger has started it. */
	auto: boolean;
	/** When it was sent first, and who the viewer was: a fingerprint, empty for a stranger. */
	at: number;
	viewer: string;
	/** The page that it was sent from. */
	page: string;
	title: string;
	/** What finds the form in another document. */
	id: string;
	action: string;
}

export interface Submission extends Kept {
	form: HTMLFormElement;
	submitter: HTMLElement | null;
	data: FormData;
	/** Only a part of what was sent could be kept. */
	partial?: boolean;
	/** How often it was sent. */
	tries: number;
	/** The address of the next page: the server has said that it is done. */
	done?: string;
	/** The values of the fields when they were sent. */
	sent?: SentValues | undefined;
	abort: AbortController;
}

/** A new submission of a form. */
export function newSubmission(
	form: HTMLFormElement,
	submitter: HTMLElement | null,
	{ url, multipart }: { url: URL; multipart: boolean },
	data: FormData,
	auto: boolean,
): Submission {
	return {
		key: "",
		form,
		submitter,
		url: url.href,
		data,
		multipart,
		auto,
		at: 0,
		viewer: "",
		page: page.url,
		title: document.title,
		id: idOf(form),
		action: formRequest(form, null)?.url.href ?? "",
		tries: 0,
		abort: new AbortController(),
	};
}

// Submissions are kept in sessionStorage until their outcome is known, so that another document
// goes on with them (docs/protocol.md, Submissions).

import { BaseField, Draft } from "../contract";
import { currentUser } from "../deploy/fingerprints";
import { isControl } from "../morph/controls";
import { valuesOf, type SentValues } from "../morph/fields";
import { page, pathOf } from "../page/page";
import { attr, closest, document, elementsOf, idOf, is, setAttr } from "../util/dom";
import { loadItem, saveItem } from "../util/storage";
import { keptKey } from "./load";
import { formRequest } from "./request";
import type { Kept, Submission } from "./submission";

/** A file that was not chosen is null. */
type Fields = [name: string, value: string | null][];
type Stored = Kept & { fields?: Fields | undefined };

/** One that is older is forgotten: it is not sent again, and nobody is asked. Milliseconds. */
const keptFor = 1_800_000;
const off = `[${Draft}=off]`;

/** Keeps a submission until `forget`. Never passwords, files, and what has opted out of drafts. */
export function keep(submission: Submission): void {
	const { key, url, multipart, auto, at, viewer, page, title, id, action, data } = submission;
	const kept: Stored = { key, url, multipart, auto, at, viewer, page, title, id, action };
	const fields: Fields = [...data].map(([field, value]) => [
		field,
		value instanceof File ? null : value,
	]);
	const stored = hasSecrets(submission) ? kept : { ...kept, fields };
	if (!save({ [key]: stored })) save({ [key]: kept });
}

export function forget({ key }: Kept): void {
	save({ [key]: undefined });
}

/** Changes what is kept. Returns whether the storage has room for it. */
function save(change: Record<string, Stored | undefined>): boolean {
	const all = { ...loadItem<typeof change>(keptKey, {}), ...change };
	return saveItem(keptKey, Object.values(all).some(Boolean) ? all : "");
}

/** Whether something is sent that no storage may hold. */
function hasSecrets({ form, data }: Submission): boolean {
	//mutant:false TestResendSecrets: a password is not kept
	return (
		[...data.values()].some((value) => value instanceof File && value.name) ||
		[...elementsOf(form)].some(
			(el) => !is(el, "button") && (is(el, "[type=password]") || !!closest(el, off)),
		)
	);
}

/**
 * The submissions that an earlier document has left. Those of another viewer, and old ones, are
 * forgotten. One whose form is not in the page has an empty form.
 */
export function leftSubmissions(): Submission[] {
	return Object.values(loadItem<Record<string, Stored>>(keptKey, {})).flatMap((stored) => {
		if (Date.now() - stored.at > keptFor || isForeign(stored, currentUser())) {
			forget(stored);
			return [];
		}
		const { fields, ...kept } = stored;
		const data = new FormData();
		for (const [field, value] of fields ?? []) data.append(field, value ?? new File([], ""));
		const form = document.createElement("form");
		setAttr(form, "action", kept.action);
		const submission: Submission = {
			...kept,
			form,
			submitter: null,
			data,
			partial: !fields,
			tries: 1,
			abort: new AbortController(),
		};
		submission.form = findForm(submission) ?? form;
		return [submission];
	});
}

/** Whether a viewer, empty for a stranger, is another person than the one who sent it. */
function isForeign({ viewer }: Kept, now: string): boolean {
	return viewer !== now && !!now;
}

/** The form of a submission in the page that is open now. */
export function findForm({ page: from, id, action, data, partial }: Submission) {
	if (pathOf(from) !== pathOf(page.url)) return undefined;
	return [...document.forms].find(
		(form) =>
			idOf(form) === id &&
			(formRequest(form, null)?.url.href ?? "") === action &&
			[...elementsOf(form)].every(
				(el) => partial || !is(el, `[type=hidden][name]:not([name=${BaseField}])`) || holdsSent(el, data),
			),
	);
}

/** The values of those fields of a form that still hold what was sent. */
export function stillSent({ form, data }: Submission): SentValues {
	return new Map([...valuesOf(elementsOf(form))].filter(([el]) => holdsSent(el, data)));
}

function holdsSent(el: Element, data: FormData): boolean {
	const all = data.getAll(attr(el, "name") ?? "");
	if (!isControl(el)) return false;
	if (el instanceof HTMLSelectElement)
		return [...el.selectedOptions].every(({ value }) => all.includes(value));
	const sent = all.includes(el.value);
	return /^(checkbox|radio)$/.test(el.type) ? sent === (el as HTMLInputElement).checked : sent;
}

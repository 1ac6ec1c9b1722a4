// Pending content (data-gf-pending): while a form is being sent, a row of its values stands in a
// list. The answer takes its place; a refusal takes it back. Loaded if the page has a template of
// such a row.

import { EventPrefix, Pending, Place, Sent } from "../contract";
import { contentChanged } from "../page/signals";
import {
	append,
	attr,
	children,
	document,
	elementsOf,
	insertBefore,
	is,
	isConnected,
	queryAll,
	query,
	removeAttr,
	removeNode,
	setAttr,
	setTextContent,
	textContent,
} from "../util/dom";
import { copy } from "../util/html";
import { own } from "../util/own";
import { select } from "../util/warn";
import type { Submission } from "./submission";

export type PendingRows = ReturnType<typeof start>;

interface Row {
	el?: Element;
	list?: Element;
	first?: boolean;
	/** What was in the list before. */
	known: Set<Element>;
	/** What the row says, to find the row that the server has made of it. */
	texts: string[];
	/** The outcome is known: the next patch shows it. */
	ended?: boolean;
	/** A push has brought the server's row. */
	arrived?: boolean;
}

const busyClass = "goldfish-pending";
const words = (text: string) => text.replace(/\s+/g, " ").trim();

export function start() {
	const rows = new Map<Submission, Row>();

	function place(submission: Submission, row: Row): void {
		const { form, data } = submission;
		const template = isConnected(form) ? query<HTMLTemplateElement>(form, "template" + own(Pending)) : null;
		const [list] = select(attr(template, Pending), Pending);
		const content = template?.content.firstElementChild;
		if (!list || !content) return;
		const el = copy(content);
		row.texts = [];
		for (const inner of [el, ...queryAll(el, "*")]) {
			removeAttr(inner, "id"); // the server's row has it
			const name = attr(inner, Sent);
			if (!name) continue;
			const text = data.getAll(name).map((value) => labelOf(form, name, value)).join(", ");
			setTextContent(inner, text); // never HTML
			row.texts.push(words(text));
		}
		setAttr(el, "class", words((attr(el, "class") ?? "") + " " + busyClass));
		setAttr(el, "aria-busy", "true");
		row.known = new Set(children(list));
		row.first = attr(template, Place) === "first";
		if (row.first) insertBefore(list, el, children(list)[0] ?? null);
		else append(list, el);
		row.el = el;
		row.list = list;
	}

	/** Another page may have made a row of its own of the element. */
	const isShown = ({ el }: Row) => !!el && isConnected(el) && is(el, "." + busyClass);

	function takeBack(row: Row): void {
		if (isShown(row)) removeNode(row.el!);
	}

	/** Whether the list has a new row that says what was sent. */
	function hasArrived({ list, known, texts }: Row): boolean {
		return [...children(list!)].some((child) => {
			const text = words(textContent(child)!);
			const isNew = !known.has(child) && !is(child, "." + busyClass);
			return isNew && texts.length && texts.every((sent) => text.includes(sent));
		});
	}

	function settle(patched: boolean): void {
		for (const [submission, row] of rows) {
			if (row.ended) {
				takeBack(row);
				rows.delete(submission);
			} else if (patched && isShown(row) && hasArrived(row)) {
				//mutant:delete TestPending/a_push_before_the_answer: a row is not there twice
				takeBack(row);
				row.arrived = true;
			} else if (patched && isShown(row) && !row.first) {
				append(row.list!, row.el!); // after what others have added
			}
		}
	}
	document.addEventListener(EventPrefix + "patch", () => settle(true));
	for (const type of ["invalid", "error"])
		document.addEventListener(EventPrefix + type, () => settle(false));
	// The person has come back to the page while it waits.
	contentChanged.listen(() => {
		for (const [submission, row] of rows)
			if (!row.arrived && !row.ended && !isShown(row)) place(submission, row);
	});

	return {
		begin(submission: Submission): void {
			if (submission.auto || rows.has(submission)) return;
			const row: Row = { known: new Set(), texts: [] };
			rows.set(submission, row);
			place(submission, row);
		},
		/** The outcome is known, and is about to be shown; or the person has cancelled it. */
		end(submission: Submission): void {
			const row = rows.get(submission);
			if (!row) return;
			row.ended = true;
			if (submission.abort.signal.aborted) settle(false);
		},
	};
}

/** A value as people read it: the label of an option, the name of a file. */
function labelOf(form: HTMLFormElement, name: string, value: FormDataEntryValue): string {
	if (value instanceof File) return value.name;
	for (const el of elementsOf(form)) {
		if (attr(el, "name") !== name || !(el instanceof HTMLSelectElement)) continue;
		const option = [...el.options].find((option) => option.value === value);
		if (option) return option.text;
	}
	return value;
}

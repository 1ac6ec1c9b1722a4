// Questions in a dialog: the one that the server asks before an action, and the one before a page
// with unsaved changes is left (data-gf-unsaved). Loaded if the page has such a form, or when the
// server asks.

import { ConfirmField, EventPrefix, Unsaved, type ConfirmAnswer } from "../contract";
import { lazy } from "../lazy/lazy";
import { isControl, isDirty, isEditable } from "../morph/controls";
import { currentEntry } from "../navigation/history";
import type { HistoryMode } from "../navigation/beforeVisit";
import { visit } from "../navigation/visit";
import { page, pathOf } from "../page/page";
import { targetRegion } from "../parts/load";
import {
	append,
	attr,
	call,
	document,
	elementsOf,
	focus,
	formOf,
	isConnected,
	removeNode,
	setAttr,
	setTextContent,
} from "../util/dom";
import { own } from "../util/own";
import { text } from "../util/texts";
import type { Submission } from "./submission";

export type Ask = ReturnType<typeof start>;

/** Asks over the page. Escape is no, and no has the focus. */
function ask(question: string, yes: string, no: string): Promise<boolean> {
	const dialog = document.createElement("dialog");
	const line = document.createElement("p");
	dialog.className = "goldfish-ask";
	line.id = "goldfish-question";
	setAttr(dialog, "aria-labelledby", line.id);
	setTextContent(line, question);
	const button = (label: string, answer: string) => {
		const el = document.createElement("button");
		el.type = "button";
		setTextContent(el, label);
		el.onclick = () => dialog.close(answer);
		return el;
	};
	const stay = button(no, "");
	append(dialog, line, button(yes, "yes"), stay);
	append(document.body, dialog);
	dialog.showModal();
	focus(stay);
	return new Promise((done) => {
		dialog.onclose = () => {
			removeNode(dialog); // the browser gives the focus back
			done(dialog.returnValue === "yes");
		};
	});
}

interface VisitDetail {
	reason: string;
	url: string;
	history?: HistoryMode | "pop";
	element?: Element | null;
}

export function start() {
	/** Forms that were submitted and not edited since. */
	const sent = new WeakSet<EventTarget>();
	/** The person has chosen to leave the page. */
	let leaving = false;
	let open = false;

	const unsaved = () =>
		[...document.querySelectorAll<HTMLFormElement>("form" + own(Unsaved))].find(
			(form) => {
				//mutant:false TestUpload/unsaved: who leaves the page would have to choose the file again
				if (lazy.upload?.busy()) return true;
				//mutant:false TestUnsaved/after_the_submit: what was submitted is saved
				if (sent.has(form)) return false;
				return [...elementsOf(form)].some((el) => isControl(el) && isEditable(el) && isDirty(el));
			},
		);

	document.addEventListener(EventPrefix + "submit", ({ target }) => void sent.add(target!));
	for (const type of ["input", "change"])
		document.addEventListener(type, ({ target }) => {
			const form = formOf(target);
			leaving = false;
			if (form) sent.delete(form);
		});
	for (const type of ["invalid", "error"])
		document.addEventListener(EventPrefix + type, ({ target }) => {
			leaving = false;
			sent.delete(target!);
		});
	document.addEventListener(EventPrefix + "visit", () => (leaving = false));
	addEventListener("pageshow", () => (leaving = false));

	addEventListener("beforeunload", (event) => {
		//mutant:true(1) TestUnsaved/closing_the_tab_after: a person who has chosen to leave is not asked again
		if (!leaving && unsaved()) event.preventDefault();
	});

	document.addEventListener(EventPrefix + "before-visit", (event) => {
		const { reason, url, history: mode, element } = (event as CustomEvent<VisitDetail>).detail;
		if (event.defaultPrevented || reason !== "visit" || leaving) return;
		if (pathOf(url) === pathOf(page.url) || targetRegion(element, url) !== page) return;
		const form = unsaved();
		if (!form) return;
		event.preventDefault(); // after Back, the client restores the address
		if (open) return;
		open = true;
		void confirmLeave(form, url, mode, element);
	});

	async function confirmLeave(
		form: HTMLFormElement,
		url: string,
		mode: HistoryMode | "pop" | undefined,
		element: Element | null | undefined,
	): Promise<void> {
		const target = currentEntry();
		const question =
			attr(form, Unsaved) || text("unsaved", "You have changed something here and not saved it.");
		leaving = await ask(
			question,
			text("leavePage", "Leave without saving"),
			text("stayHere", "Stay"),
		);
		open = false;
		if (!leaving) return;
		if (mode !== "pop") {
			const history = mode && { history: mode };
			return visit(url, { element: element && isConnected(element) ? element : null, ...history });
		}
		// The address is that of this page again, or will be in a moment.
		while (currentEntry() === target) await new Promise((done) => setTimeout(done, 10));
		history.go(target - currentEntry());
	}

	return {
		/** The server asks before it does something. Sends the form again with the answer. */
		async confirm(submission: Submission, { question, yes }: ConfirmAnswer): Promise<void> {
			const { form, submitter, data } = submission;
			if (!isConnected(form)) return;
			// Where this file is missing, the question stands in the form as an error.
			lazy.forms?.markErrors(form, {}, new Set([""]));
			if (!(await ask(question, yes, text("cancel", "Cancel"))) || !isConnected(form)) return;
			const inputs = [...data.getAll(ConfirmField), question].map((value) => {
				const input = document.createElement("input");
				input.type = "hidden";
				input.name = ConfirmField;
				input.value = String(value);
				return input;
			});
			append(form, ...inputs);
			call(form, "requestSubmit", submitter && isConnected(submitter) ? submitter : null);
			inputs.forEach(removeNode);
		},
	};
}

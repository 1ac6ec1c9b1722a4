// What a person sees of a submission whose outcome is not known: a sentence in its form, and
// buttons.

import { Flash } from "../contract";
import { page } from "../page/page";
import {
	append,
	call,
	contains,
	document,
	elementsOf,
	focus,
	is,
	isConnected,
	removeNode,
	setTextContent,
} from "../util/dom";
import { own } from "../util/own";
import { text } from "../util/texts";
import type { Submission } from "./submission";

/** What is shown of a submission. */
export interface Notice {
	el: HTMLElement;
	line: HTMLElement;
	sentence?: string;
	/** The time until the next try. It is no live region: it would speak every second. */
	next: HTMLElement;
	action: HTMLButtonElement;
}

export function newNotice(cancel?: () => void): Notice {
	const el = document.createElement("div");
	const line = document.createElement("p");
	const next = document.createElement("p");
	const action = button();
	el.className = "goldfish-resend";
	line.setAttribute("role", "status");
	append(el, line, next, action);
	if (cancel) {
		const el2 = button(text("cancel", "Cancel"));
		el2.onclick = cancel;
		append(el, el2);
	}
	return { el, line, next, action };
}

function button(label = ""): HTMLButtonElement {
	const el = document.createElement("button");
	el.type = "button";
	setTextContent(el, label);
	return el;
}

/**
 * The notice stands in its form. Where that is not in the page, it stands after the flash, with the
 * title of the page that the form was on.
 */
export function place({ el, line, sentence = "" }: Notice, { form, title }: Submission): void {
	const inForm = isConnected(form);
	if (inForm) {
		if (!contains(form, el)) append(form, el);
	} else if (!isConnected(el) || is(el, "form *")) {
		const flash = document.querySelector(own(Flash));
		if (flash) call(flash, "after", el);
		else call(page.element, "prepend", el);
	}
	// A live region speaks of what changes after it is there.
	setTimeout(setTextContent, 50, line, inForm ? sentence : `${title}: ${sentence}`);
}

/** Removes a notice. The focus goes to the form's button. */
export function remove({ el }: Notice, { form, submitter }: Submission): void {
	const focused = contains(el, document.activeElement);
	removeNode(el);
	const last = [...elementsOf(form)].filter((el) => is(el, "button,[type=submit]")).at(-1);
	const to = submitter && isConnected(submitter) ? submitter : last;
	if (focused && to && isConnected(to)) focus(to, true);
}

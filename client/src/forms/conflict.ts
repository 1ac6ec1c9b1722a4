// Two people at one record: where somebody else has changed a field that the person has changed
// too, the person chooses between both values. The server says so when the form is sent; a push
// says so before. Loaded if the page has a form that names its base.

import {
	BaseField,
	ChoicePrefix,
	Draft,
	EventPrefix,
	KeepMine,
	TakeTheirs,
	type ConflictAnswer,
} from "../contract";
import { lazy } from "../lazy/lazy";
import {
	currentValue,
	isControl,
	isDirty,
	isEditable,
	serverValue,
	type Control,
} from "../morph/controls";
import { isPending, pendingAttributes, pendingBase, setPending } from "../morph/fields";
import { withoutRecording } from "../morph/localChanges";
import {
	append,
	attr,
	call,
	closest,
	document,
	elementsOf,
	formOf,
	query,
	queryAll,
	removeNode,
	setAttr,
	setTextContent,
	textContent,
} from "../util/dom";
import { announce } from "../util/messages";
import { text } from "../util/texts";

export type Conflicts = ReturnType<typeof start>;

const choices = "fieldset.goldfish-conflict";
const isBox = (el: Control): el is HTMLInputElement => /^(checkbox|radio)$/.test(el.type);
const same = (a: string[], b: string[]) => a.join("\n") === b.join("\n");

function controlsOf(form: HTMLFormElement, name: string): Control[] {
	return [...elementsOf(form)].filter(
		(el): el is Control => isControl(el) && isEditable(el) && attr(el, "name") === name,
	);
}

/** The texts of a field, as a form sends them: what it shows, or what the server has sent. */
function textsOf(form: HTMLFormElement, name: string, server = false): string[] {
	return controlsOf(form, name).flatMap((el) => {
		const value = (server ? serverValue : currentValue)(el);
		if (el instanceof HTMLSelectElement) return value ? value.split("\n") : [];
		if (isBox(el)) return value === "true" ? [el.value] : [];
		return value ? [value] : [];
	});
}

/** Fills in the texts of a field. */
function fill(form: HTMLFormElement, name: string, texts: string[]): void {
	const controls = controlsOf(form, name);
	controls.forEach((el, i) => {
		if (el instanceof HTMLSelectElement)
			for (const option of el.options) option.selected = texts.includes(option.value);
		else if (isBox(el)) el.checked = controls.length > 1 ? texts.includes(el.value) : !!texts.length;
		else el.value = texts[i] ?? "";
	});
	if (controls[0]) call(controls[0], "dispatchEvent", new Event("input", { bubbles: true }));
}

/** The texts of a field as people read them. */
function readable(form: HTMLFormElement, name: string, texts: string[]): string {
	const [el] = controlsOf(form, name);
	if (el instanceof HTMLSelectElement) {
		const options = [...el.options];
		texts = texts.map((value) => options.find((option) => option.value === value)?.text ?? value);
	} else if (el?.type === "checkbox" && el.value === "true") {
		return texts.length ? text("checked", "Checked") : text("notChecked", "Not checked");
	} else if (el?.type === "radio") {
		const chosen = controlsOf(form, name).find(({ value }) => texts.includes(value));
		const label = chosen?.labels?.[0];
		return label ? textContent(label)!.trim() : texts.join(", ");
	}
	return texts.join(", ") || text("noText", "(empty)");
}

export function start() {
	/** What each form has sent last: what comes back of it is no change of somebody else. */
	const sent = new WeakMap<Element, FormData>();
	let filling = false;

	const choiceOf = (form: HTMLFormElement, name: string) =>
		[...queryAll(form, choices)].find((el) => attr(el, "name") === ChoicePrefix + name);

	/** Asks which value of a field counts. */
	function contest(form: HTMLFormElement, name: string, theirs: string[]): void {
		const value = readable(form, name, theirs);
		const old = choiceOf(form, name);
		if (old) {
			const shown = query(old, "q");
			if (shown && textContent(shown) === value) return;
			removeNode(old);
		}
		let mine = textsOf(form, name);
		const box = document.createElement("fieldset");
		const legend = document.createElement("legend");
		box.className = "goldfish-conflict";
		box.name = ChoicePrefix + name;
		setAttr(box, Draft, "off");
		setTextContent(legend, text("whichValue", "Which one is to be saved?"));
		const asked = document.createElement("input");
		asked.type = "hidden";
		asked.name = ChoicePrefix + name;
		const quote = document.createElement("q");
		quote.dir = "auto";
		setTextContent(quote, value);
		const option = (answer: string, label: string, ...more: Element[]) => {
			const el = document.createElement("label");
			const radio = document.createElement("input");
			radio.type = "radio";
			radio.name = asked.name;
			radio.value = answer;
			radio.required = true;
			radio.onchange = () => {
				filling = true;
				if (answer === KeepMine) fill(form, name, mine);
				else {
					mine = textsOf(form, name);
					fill(form, name, theirs);
				}
				filling = false;
			};
			append(el, radio, " " + label + " ", ...more);
			return el;
		};
		append(
			box,
			legend,
			asked,
			option(KeepMine, text("keepMine", "Mine, as it is above")),
			option(TakeTheirs, text("takeTheirs", "The other one:"), quote),
		);
		const last = controlsOf(form, name).at(-1);
		const field = closest(last, ".gf-field");
		if (field) append(field, box);
		else if (last) call(last, "after", box);
		else call(form, "prepend", box);
	}

	/** A person who goes on writing keeps what they write. */
	document.addEventListener("input", ({ target }) => {
		const form = formOf(target);
		const name = form && attr(target as Element, "name");
		const choice = !filling && form && name ? choiceOf(form, name) : undefined;
		const mine = choice && query<HTMLInputElement>(choice, `[value=${KeepMine}]`);
		if (mine) mine.checked = true;
	});

	document.addEventListener(EventPrefix + "submit", (event) => {
		const { data } = (event as CustomEvent<{ data: FormData }>).detail;
		sent.set(event.target as Element, data);
	});

	/**
	 * Compares the base that an edited form was drawn with, and the one that the server has sent
	 * meanwhile. What the person has edited too is asked; what the person has the focus in
	 * waits until it is edited or left. Then the form starts from the new base. A field of a row
	 * that the person has removed keeps its base, so that the server sees that it was changed.
	 */
	function compare(form: HTMLFormElement): void {
		const input = pendingBase(form);
		if (!input) return;
		const base = new URLSearchParams(input.value);
		const news = new URLSearchParams(pendingAttributes.get(input)!.get("value")!);
		let waits = false;
		for (const [name, digest] of news) {
			const controls = controlsOf(form, name);
			if (digest === base.get(name)) continue;
			// The keys of a list stand after spaces; all other values are digests.
			//mutant:false TestConflictInRows: what others have written in a row is not removed unseen
			const isRemoved = digest > "!" && !controls[0] && base.has(name);
			if (isRemoved || controls.some(isPending)) {
				waits = true;
				continue;
			}
			base.set(name, digest);
			const theirs = textsOf(form, name, true);
			const mySent = (sent.get(form)?.getAll(name) ?? []).map(String).filter(Boolean);
			if (!controls.some(isDirty) || same(theirs, textsOf(form, name)) || same(theirs, mySent)) continue;
			//mutant:delete TestConflictLive: what was pushed over an edit is shown before it is overwritten
			contest(form, name, theirs);
			const sentence = text("changedMeanwhile", "Somebody else has changed this meanwhile.");
			lazy.forms?.markErrors(form, { [name]: sentence }, new Set([name]));
			announce(sentence);
		}
		if (waits) withoutRecording(() => setAttr(input, "value", "" + base));
		else setPending(input);
	}
	const compareAll = () => [...document.forms].forEach(compare);
	document.addEventListener(EventPrefix + "patch", compareAll);
	for (const type of ["input", "focusout"])
		document.addEventListener(type, ({ target }) => {
			const form = formOf(target);
			if (form) compare(form);
		});
	compareAll();

	return {
		/** The server has refused the form, because others have changed the record. */
		show(form: HTMLFormElement, { base, theirs, merged }: ConflictAnswer): void {
			let input = query<HTMLInputElement>(form, `input[name="${BaseField}"]`);
			if (!input) {
				input = document.createElement("input");
				input.type = "hidden";
				input.name = BaseField;
				append(form, input);
			}
			//mutant:delete TestConflict: the next submit starts from what was shown
			setAttr(input, "value", base);
			filling = true;
			for (const [name, texts] of Object.entries(merged)) fill(form, name, texts);
			filling = false;
			for (const [name, texts] of Object.entries(theirs)) contest(form, name, texts);
		},
		/** The form was taken. */
		clear(form: HTMLFormElement): void {
			for (const choice of queryAll(form, choices)) removeNode(choice);
		},
	};
}

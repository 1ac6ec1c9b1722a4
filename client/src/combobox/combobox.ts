// A combobox: a field of text with a list of what the server finds for it (WAI-ARIA: editable
// combobox with list autocomplete). Loaded if the page has one. The server renders the field, the
// hidden list and the status; the list and the status are kept regions, so patches leave them.

import { Combobox as ComboboxAttr, Option } from "../contract";
import { closest, document, is, isConnected, setAttr } from "../util/dom";
import { own } from "../util/own";
import { boxOf, chosenLabel, isIn, labelOf, optionsOf, squash, type Box } from "./box";
import { search, type Found } from "./search";

/** Called when the page has changed. */
export type Combobox = () => void;

/** Milliseconds after the last edit. */
const delay = 200;
/** Milliseconds after which a slow search is announced. */
const slow = 1000;

/** Whether a browser can place a popover beside the field. */
const anchored =
	CSS.supports("anchor-scope", "none") && CSS.supports("position-area", "block-end");

export function start(): Combobox {
	/** The one whose list is open, or that searches. */
	let open: Box | undefined;
	let active: HTMLLIElement | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let request: AbortController | undefined;
	/** What the server says while it searches, by list: the text of the note at first. */
	const searching = new WeakMap<Element, string>();
	/** The text for which the list has the options. */
	const answered = new WeakMap<Element, string>();
	/** Keys that were pressed while the server searches: they are for what it finds. */
	let waiting: (() => void)[] = [];
	/** An option is being chosen: this event is no typing. */
	let choosing = false;

	/** The fields get their role here: without this file they are fields of text. */
	function mount(): void {
		if (open && !isConnected(open.input)) close();
		for (const root of document.querySelectorAll(own(ComboboxAttr))) {
			const box = boxOf(root);
			if (!box || is(box.input, "[role]")) continue;
			const { input, list, note } = box;
			// Another page may have kept the list of the one before.
			answered.delete(list);
			if (!searching.has(list)) searching.set(list, squash(note.textContent));
			for (const [name, value] of Object.entries({
				role: "combobox",
				"aria-autocomplete": "list",
				"aria-expanded": "false",
				"aria-controls": list.id,
			}))
				setAttr(input, name, value);
			if (input === document.activeElement && input.value !== input.defaultValue) type(box);
		}
	}

	function stop(): void {
		clearTimeout(timer);
		request?.abort();
		waiting = [];
	}

	/** Acts now, or when the server has answered. */
	function soon(act: () => void): void {
		//mutant:false TestCombobox/keys_that: keys that come before the answer are not lost
		if (open && is(open.popup, "[aria-busy]")) waiting.push(act);
		else act();
	}

	function close(): void {
		if (!open) return;
		const { input, popup, status } = open;
		stop();
		activate(undefined);
		if (popup.popover && is(popup, ":popover-open")) popup.hidePopover();
		popup.hidden = true;
		popup.removeAttribute("aria-busy");
		setAttr(input, "aria-expanded", "false");
		status.textContent = "";
		open = undefined;
	}

	function show(box: Box): void {
		const { input, popup } = box;
		if (open !== box) {
			close();
			open = box;
		}
		if (popup.hidden) {
			popup.hidden = false;
			if (anchored) {
				popup.popover = "manual";
				popup.showPopover();
			}
		}
		// While there is no option yet, what is open is no list.
		setAttr(input, "aria-expanded", String(optionsOf(box).length > 0));
	}

	/** Makes an option the active one. The focus stays in the field. */
	function activate(option: HTMLLIElement | undefined): void {
		if (!open) return;
		active?.setAttribute("aria-selected", "false");
		active = option;
		if (!option) return open.input.removeAttribute("aria-activedescendant");
		option.setAttribute("aria-selected", "true");
		option.scrollIntoView({ block: "nearest" });
		setAttr(open.input, "aria-activedescendant", option.id);
	}

	/** What the person searches for: nothing, as long as a choice was not edited. */
	function textOf(box: Box): string {
		const text = squash(box.input.value);
		return text === chosenLabel(box) ? "" : text;
	}

	/** Opens the list and fills it. */
	function fill(box: Box, wait: number): void {
		const text = textOf(box);
		stop();
		if (open && open.input !== box.input) close();
		show(box);
		activate(undefined);
		const { popup, list, note, status } = box;
		popup.setAttribute("aria-busy", "true");
		if (!optionsOf(box).length) note.textContent = searching.get(list) ?? "";
		const { signal } = (request = new AbortController());
		timer = setTimeout(async () => {
			const late = setTimeout(() => {
				if (!signal.aborted) status.textContent = searching.get(list) ?? "";
			}, slow);
			const found = await search(box.url + encodeURIComponent(text), signal);
			clearTimeout(late);
			//mutant:false TestCombobox/an_answer: an answer to an older text is not shown
			if (signal.aborted) return;
			receive(box, text, found);
			for (const act of waiting.splice(0)) act();
		}, wait);
	}

	function receive(box: Box, text: string, { options, note: sentence, failed }: Found): void {
		const { popup, list, note, status, input } = box;
		popup.removeAttribute("aria-busy");
		if (failed) answered.delete(list);
		else answered.set(list, text);
		list.replaceChildren(...options);
		options.forEach((option, i) => {
			option.id = `${list.id}-${i}`;
			setAttr(option, "role", "option");
			setAttr(option, "aria-selected", "false");
			if (is(option, "[data-disabled]")) setAttr(option, "aria-disabled", "true");
		});
		note.className = sentence.className;
		note.textContent = status.textContent = squash(sentence.textContent);
		setAttr(input, "aria-expanded", String(options.length > 0));
	}

	/** The n-th option from here. The field is between the last and the first. */
	function step(by: 1 | -1): void {
		if (!open) return;
		const options = optionsOf(open);
		const count = options.length + 1;
		const at = active ? options.indexOf(active) : options.length;
		activate(options[(at + by + count) % count]);
	}

	function choose(box: Box, option: HTMLLIElement): void {
		if (is(option, "[aria-disabled=true]")) return;
		const { input, chosen } = box;
		const label = labelOf(option);
		close();
		chosen.value = encodeURIComponent(option.getAttribute(Option)!) + " " + label;
		input.value = label;
		answered.delete(box.list);
		// For triggers, checks and drafts, and for the error of the field.
		choosing = true;
		for (const type of ["input", "change"])
			input.dispatchEvent(new Event(type, { bubbles: true }));
		choosing = false;
	}

	/** Chooses what is typed, if it is the label of one option alone. */
	function settle(box: Box): void {
		const text = squash(box.input.value).toLowerCase();
		if (!text || text === chosenLabel(box).toLowerCase()) return;
		if (answered.get(box.list) !== textOf(box)) return;
		const same = optionsOf(box).filter((option) => labelOf(option).toLowerCase() === text);
		if (same.length === 1) choose(box, same[0]!);
	}

	function type(box: Box): void {
		fill(box, delay);
	}

	for (const kind of ["input", "compositionend"])
		document.addEventListener(kind, (event) => {
			const box = boxOf(event.target);
			// Half a character of an input method is no text yet.
			//mutant:false(2) TestCombobox/nothing_is_searched: nothing is searched for during a composition
			if (!box || (event as InputEvent).isComposing || event.target !== box.input) return;
			if (choosing || box.input !== document.activeElement) return;
			type(box);
		});

	// Before the keys of the page and of a dialog around it: Escape closes the list alone.
	document.addEventListener(
		"keydown",
		(event) => {
			const box = boxOf(event.target);
			if (!box || event.target !== box.input || event.isComposing) return;
			if (event.ctrlKey || event.metaKey || box.input.readOnly) return;
			if (onKey(box, event)) event.preventDefault();
		},
		true,
	);

	/** Returns whether the key is one of the combobox. */
	function onKey(box: Box, { key, altKey, shiftKey }: KeyboardEvent): boolean {
		const isOpen = open?.input === box.input;
		switch (key) {
			case "ArrowDown":
			case "ArrowUp":
				if (altKey && key === "ArrowUp") close();
				else if (!isOpen) fill(box, 0);
				if (!altKey) soon(() => step(key === "ArrowDown" ? 1 : -1));
				return true;
			case "Enter":
				if (!isOpen) return false;
				if (active || waiting.length) {
					soon(() => active && choose(box, active));
					return true;
				}
				settle(box);
				close();
				return false;
			case "Escape":
				close();
				return isOpen;
			case "Home":
			case "End":
				// The caret moves in the field.
				if (isOpen && !shiftKey) activate(undefined);
		}
		return false;
	}

	// A press on the list does not take the focus from the field.
	document.addEventListener("mousedown", (event) => {
		if (closest(event.target, "[role=listbox]") && open && isIn(open, event)) event.preventDefault();
	});
	document.addEventListener("click", (event) => {
		const box = boxOf(event.target);
		if (!box || box.input.readOnly || box.input.disabled) return;
		const option = closest<HTMLLIElement>(event.target, "li[role=option]");
		if (option && open) choose(open, option);
		else if (event.target === box.input && open?.input !== box.input) fill(box, 0);
	});
	document.addEventListener("focusout", ({ target }) => {
		const box = boxOf(target);
		if (!box || target !== box.input || box.input === document.activeElement) return;
		settle(box);
		if (open?.input === box.input) close();
	});

	mount();
	return mount;
}

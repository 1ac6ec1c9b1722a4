// Rows of a form: its buttons add, remove and move them without a request. What a person has done
// to the rows stays through patches, and comes back with the draft of the form. Loaded if the page
// has such a list.

import { Keys, RowAdd, RowDown, Row, RowRemove, Rows, RowUp, EventPrefix } from "../contract";
import { move } from "../morph/move";
import { page, pathOf } from "../page/page";
import { contentChanged } from "../page/signals";
import {
	append,
	attr,
	call,
	closest,
	document,
	focus,
	formOf,
	get,
	insertBefore,
	is,
	isConnected,
	nextSibling,
	parentElement,
	parentNode,
	query,
	queryAll,
	removeNode,
} from "../util/dom";
import { announce } from "../util/messages";
import { own } from "../util/own";
import { text } from "../util/texts";
import { mergeKeys, same } from "./merge";
import { buttonOf, createRow, keyOf, renumber, rowsOf, titleOf } from "./row";

interface List {
	/** The path of the page: on another one the list belongs to something else. */
	path: string;
	/** The keys that the server had. */
	base: string[];
	/** The keys that the person sees. */
	ours: string[];
	/** All rows that were here, with what the person has entered in them. */
	rows: Map<string, Element>;
	/** Says which row was removed, and puts it back. */
	undo?: Element;
	/**
	 * Rows that the person has added or removed, until the server shows it: a push may be of the
	 * moment before, also if it comes after the answer to the submit.
	 */
	changes: Map<string, Change>;
	/** The person has moved rows, until the server shows them in this order. */
	moved?: { sent?: boolean };
}

interface Change {
	/** Whether the row is to be there. */
	there: boolean;
	/** The server has taken a form with this change. */
	sent?: boolean;
	/** The server has shown the row. */
	seen?: boolean;
}

export type RowLists = ReturnType<typeof start>;

const sentKeys = (list: Element): string[] => attr(list, Keys)?.match(/\S+/g) ?? [];
const nameOf = (list: Element): string => attr(list, Rows)!;
const field = "input:not([type=hidden]),select,textarea";

export function start() {
	const lists = new WeakMap<Element, List>();

	function stateOf(list: Element): List {
		const path = pathOf(page.url);
		let state = lists.get(list);
		if (state?.path !== path) {
			const base = sentKeys(list);
			state = { path, base, ours: base, rows: new Map(), changes: new Map() };
			lists.set(list, state);
		}
		return state;
	}

	const listsIn = (form: Element) => [...queryAll(form, own(Rows))];

	/** Shows these rows in this order. */
	function arrange(list: Element, keys: string[]): void {
		const { rows } = stateOf(list);
		const wanted = new Set(keys);
		const active = document.activeElement;
		const here = new Map(rowsOf(list).map((row) => [keyOf(row), row]));
		for (const [key, row] of here) {
			rows.set(key, row);
			if (!wanted.has(key)) removeNode(row);
		}
		let before: Element | null = null;
		for (const key of keys.toReversed()) {
			let row = here.get(key) ?? rows.get(key);
			// A draft has rows that this document never had.
			row ??= createRow(list, key);
			if (!row) continue;
			if (parentNode(row) !== list || get(row, "nextElementSibling") !== before)
				move(list, row, before);
			before = row;
		}
		if (active !== document.activeElement && isConnected(active!)) focus(active!, true);
		noteRows(list);
	}

	/** The rows are as the person sees them. */
	function noteRows(list: Element): void {
		const state = stateOf(list);
		const rows = rowsOf(list);
		for (const row of rows) state.rows.set(keyOf(row), row);
		state.ours = rows.map(keyOf);
		renumber(list, nameOf(list));
	}

	/** The person has changed the rows: drafts, checks and triggers hear of it. */
	function changed(list: Element, message: string): void {
		const state = stateOf(list);
		if (state.undo) removeNode(state.undo);
		noteRows(list);
		announce(message);
		const target = query(list, "input[type=hidden]") ?? list;
		for (const type of ["input", "change"])
			call(target, "dispatchEvent", new Event(type, { bubbles: true }));
	}

	function add(list: Element): void {
		const bytes = crypto.getRandomValues(new Uint8Array(10));
		const row = createRow(list, "_" + [...bytes].map((byte) => (byte % 36).toString(36)).join(""));
		if (!row) return;
		append(list, row);
		stateOf(list).changes.set(keyOf(row), { there: true });
		noteRows(list);
		changed(list, text("rowAdded", "{row} was added.").replace("{row}", () => titleOf(row)));
		focusOn(query(row, field) ?? query(row, "button"));
	}

	function remove(list: Element, row: Element): void {
		const { ours, rows, changes } = stateOf(list);
		const title = titleOf(row);
		rows.set(keyOf(row), row);
		changes.set(keyOf(row), { there: false, seen: sentKeys(list).includes(keyOf(row)) });
		const next = get(row, "nextElementSibling");
		removeNode(row);
		const message = text("rowRemoved", "{row} was removed.").replace("{row}", () => title);
		changed(list, message);
		const name = nameOf(list);
		const button = next && buttonOf(next, name + "." + keyOf(next), RowRemove);
		focusOn(button?.disabled === false ? button : addButton(list));
		offerUndo(list, row, message, ours);
	}

	function offerUndo(list: Element, row: Element, message: string, before: string[]): void {
		const notice = document.createElement("p");
		notice.className = "goldfish-draft goldfish-rows";
		const button = document.createElement("button");
		button.type = "button";
		button.textContent = text("rowUndo", "Undo");
		button.onclick = () => {
			const { ours, changes } = stateOf(list);
			changes.set(keyOf(row), { there: true });
			const without = before.filter((key) => key !== keyOf(row));
			arrange(list, mergeKeys(without, before, ours));
			changed(list, text("rowAdded", "{row} was added.").replace("{row}", () => titleOf(row)));
			focusOn(query(row, field) ?? query(row, "button"));
		};
		notice.append(message + " ", button);
		stateOf(list).undo = notice;
		insertBefore(parentElement(list)!, notice, nextSibling(list));
	}

	function shift(list: Element, row: Element, up: boolean): void {
		const button = document.activeElement;
		const other = get(row, up ? "previousElementSibling" : "nextElementSibling");
		if (!is(other, `[${Row}]`)) return;
		const title = titleOf(row);
		move(list, row, up ? other : nextSibling(other));
		stateOf(list).moved = {};
		const to = rowsOf(list).indexOf(row) + 1;
		const sentence = text("rowMoved", "{row} is number {to} now.");
		changed(list, sentence.replace("{row}", () => title).replace("{to}", String(to)));
		const of = nameOf(list) + "." + keyOf(row);
		const now = buttonOf(row, of, up ? RowUp : RowDown);
		focusOn(now?.disabled ? buttonOf(row, of, up ? RowDown : RowUp) : (now ?? button));
	}

	const addButton = (list: Element) => {
		const form = formOf(list);
		return form && buttonOf(form, nameOf(list), RowAdd);
	};
	const focusOn = (el: Element | null) => el && focus(el);

	/** A button of a list or a row was pressed. */
	function press(button: Element): void {
		const [name, action] = (attr(button, "value") ?? "").split(" ");
		const form = formOf(button);
		if (!form) return;
		if (action === RowAdd) {
			const list = listsIn(form).find((list) => nameOf(list) === name);
			if (list) add(list);
			return;
		}
		const row = closest(button, `[${Row}]`);
		const list = row && parentElement(row);
		if (!list || !is(list, own(Rows))) return;
		if (action === RowRemove) remove(list, row);
		else if (action === RowUp || action === RowDown) shift(list, row, action === RowUp);
	}

	/** Forgets changes that the server has taken, and shows. */
	function settle({ changes }: List, theirs: string[]): void {
		for (const [key, { there, sent, seen }] of changes)
			//mutant:true(2) TestRowsAndOlderPushes: a row that no push has shown yet may come by one
			if (sent && seen && theirs.includes(key) === there) changes.delete(key);
	}

	/** After a patch: what the person has done to the rows is done to those of the server. */
	function mount(): void {
		for (const list of listsIn(document.documentElement)) {
			const state = stateOf(list);
			const { base, ours, changes } = state;
			const theirs = sentKeys(list);
			for (const [key, change] of changes) change.seen ||= theirs.includes(key);
			settle(state, theirs);
			const here = new Set(ours);
			const common = theirs.filter((key) => here.has(key));
			const inOrder = same(common, ours.filter((key) => theirs.includes(key)));
			if (inOrder && state.moved?.sent) delete state.moved;
			// Rows that the person has added are changes of a script for the morph: it may leave
			// the list without them.
			const shown = rowsOf(list).map(keyOf);
			if ([ours, shown, theirs].every((keys) => same(keys, base))) continue;
			state.base = theirs;
			// What the person has changed, the server has not: it is as if we had begun without the
			// rows that were added, and with those that were removed.
			const removed = [...changes.keys()].filter((key) => !changes.get(key)!.there);
			const before = base.filter((key) => !changes.has(key)).concat(removed);
			arrange(list, mergeKeys(before, ours, theirs, !!state.moved && !inOrder));
		}
	}

	// An event about a form that is not in the page any more is sent to the document.
	const isList = (target: EventTarget | null): target is Element =>
		target instanceof Element && is(target, own(Rows));
	document.addEventListener(EventPrefix + "draft", (event) => {
		const { target, detail } = event as CustomEvent;
		if (!isList(target)) return;
		const { base, ours } = stateOf(target);
		if (!same(base, ours)) detail.state = [base, ours];
	});
	document.addEventListener(EventPrefix + "restore", (event) => {
		const { target, detail } = event as CustomEvent;
		if (!isList(target) || !Array.isArray(detail.state)) return;
		const [base, ours] = detail.state as [string[], string[]];
		arrange(target, mergeKeys(base, ours, stateOf(target).ours));
	});
	document.addEventListener("reset", ({ target }) => {
		const form = formOf(target);
		if (form) for (const list of listsIn(form)) arrange(list, stateOf(list).base);
	});
	contentChanged.listen(mount);
	// The push of what was submitted may come before the answer, which changes nothing then.
	document.addEventListener(EventPrefix + "patch", mount);
	mount();

	return {
		press,
		mount,
		/** The server has taken a form with these rows. Undo outlasts a save by itself. */
		submitted(form: Element, data: FormData, auto?: boolean): void {
			for (const list of listsIn(form)) {
				const state = stateOf(list);
				if (state.undo && !auto) removeNode(state.undo);
				// Rows that were sent are the server's.
				state.base = data.getAll(nameOf(list)) as string[];
				for (const [key, change] of state.changes)
					change.sent ||= state.base.includes(key) === change.there;
				settle(state, sentKeys(list));
				if (state.moved) state.moved.sent = same(state.base, state.ours);
				if (auto) continue;
				// The answer shows what became of the rows.
				state.changes.clear();
				delete state.moved;
			}
		},
	};
}

// One row of a list: its key, its buttons, its labels. A new one is a copy of the list's template.

import { Max, Min, Row, RowAdd, RowDown, RowLabel, RowRemove, RowsField, RowUp } from "../contract";
import {
	attr,
	attributes,
	children,
	closest,
	document,
	hasAttr,
	query,
	queryAll,
	setAttr,
	setTextContent,
	textContent,
} from "../util/dom";

export const keyOf = (row: Element): string => attr(row, Row)!;

export const rowsOf = (list: Element): Element[] =>
	[...children(list)].filter((el) => hasAttr(el, Row));

/** What the row is called, with its place: "Line 2". */
export const titleOf = (row: Element): string =>
	textContent(query(row, `[${RowLabel}]:not([aria-label])`) ?? row)!.trim();

/** The button of a list or a row. `name` is that of the list, or of the row. */
export function buttonOf(around: Element, name: string, action: string): HTMLButtonElement | null {
	const value = CSS.escape(name + " " + action);
	return query(around, `button[name=${RowsField}][value="${value}"]`);
}

/** A new row of a list, which is not in the page yet. */
export function createRow(list: Element, key: string): Element | undefined {
	const template = [...children(list)].find((el) => el instanceof HTMLTemplateElement);
	const model = template?.content.firstElementChild;
	if (!model) return undefined;
	const row = document.importNode(model, true);
	fill(row, keyOf(model), key);
	return row;
}

/** Puts the key in the place of the placeholder. */
function fill(row: Element, placeholder: string, key: string): void {
	for (const el of [row, ...queryAll(row, "*")]) {
		for (const { name, value } of [...attributes(el)])
			if (value.includes(placeholder)) setAttr(el, name, value.replaceAll(placeholder, key));
		if (el instanceof HTMLTemplateElement)
			for (const inner of el.content.children) fill(inner, placeholder, key);
	}
}

/** Numbers the rows of a list, and enables the buttons that do something. */
export function renumber(list: Element, name: string): void {
	const rows = rowsOf(list);
	const last = rows.length - 1;
	const least = +(attr(list, Min) ?? 0);
	const most = +(attr(list, Max) ?? Infinity);
	rows.forEach((row, i) => {
		for (const el of queryAll(row, `[${RowLabel}]`)) {
			if (closest(el, `[${Row}]`) !== row) continue;
			const label = attr(el, RowLabel)!.replace("{n}", String(i + 1));
			if (hasAttr(el, "aria-label")) for (const name of ["aria-label", "title"]) setAttr(el, name, label);
			else if (textContent(el) !== label) setTextContent(el, label);
		}
		const of = name + "." + keyOf(row);
		enable(buttonOf(row, of, RowUp), i > 0);
		enable(buttonOf(row, of, RowDown), i < last);
		enable(buttonOf(row, of, RowRemove), rows.length > least);
	});
	enable(buttonOf(closest(list, "form") ?? list, name, RowAdd), rows.length < most);
}

function enable(button: HTMLButtonElement | null, on: boolean): void {
	if (button && button.disabled === on) button.disabled = !on;
}

// One file in the list of a field: its picture, name, size and progress, a button, and the hidden
// input with its ID.

import { append, call, document, removeNode, setAttr, setTextContent } from "../util/dom";
import { text } from "../util/texts";
import { idOf, type Transfer } from "./tus";

export interface Item {
	element: HTMLElement;
	show(transfer: Transfer, note: string): void;
}

/** A number of bytes in the language of the page. */
export function bytes(n: number): string {
	const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
	let unit = 0;
	for (; n >= 1000 && unit < 3; unit++) n /= 1000;
	return new Intl.NumberFormat(document.documentElement.lang || undefined, {
		style: "unit",
		unit: units[unit]!,
		maximumFractionDigits: n < 10 && unit ? 1 : 0,
	}).format(n);
}

function make<Name extends keyof HTMLElementTagNameMap>(name: Name, of: string, content = "") {
	const el = document.createElement(name);
	setAttr(el, "class", "gf-file" + of);
	if (content) setTextContent(el, content);
	return el;
}

/** A small picture of an image. A canvas needs no source, so no policy has to allow one. */
async function picture(file: File, element: HTMLElement): Promise<void> {
	const bitmap = await createImageBitmap(file, { resizeHeight: 80 });
	const canvas = make("canvas", "-picture");
	canvas.width = bitmap.width;
	canvas.height = bitmap.height;
	canvas.getContext("2d")!.drawImage(bitmap, 0, 0);
	bitmap.close();
	setAttr(canvas, "aria-hidden", "true");
	call(element, "prepend", canvas);
}

export function newItem(transfer: Transfer, field: string, remove: () => void): Item {
	const { name, size, file, type } = transfer;
	const element = make("li", "");
	const progress = make("progress", "-progress");
	setAttr(progress, "aria-label", name);
	progress.max = size;
	progress.value = 0;
	const note = make("span", "-note");
	const button = make("button", "-remove", "×");
	button.type = "button";
	setAttr(button, "aria-label", text("removeFile", "Remove {name}").replace("{name}", name));
	button.addEventListener("click", remove);
	append(element, make("span", "-name", name), make("span", "-size", bytes(size)), note, progress, button);
	// An image that the browser cannot read has none.
	if (file && type.startsWith("image/")) picture(file, element).catch(() => {});
	function show(transfer: Transfer, sentence: string): void {
		progress.value = transfer.offset;
		setTextContent(note, sentence);
		if (!transfer.done) return;
		removeNode(progress);
		const input = document.createElement("input");
		input.type = "hidden";
		input.name = field;
		input.value = idOf(transfer);
		append(element, input);
	}
	if (transfer.done) show(transfer, "");
	return { element, show };
}

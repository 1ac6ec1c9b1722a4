// Shows a delta: carries out its operations on the elements that they name.

import { Keep } from "../contract";
import type { DomOp } from "../delta/delta";
import { regionOf } from "../page/page";
import {
	childNodes,
	closest,
	document,
	idOf,
	localName,
	nextSibling,
	parentElement,
	removeNode,
} from "../util/dom";
import { parse } from "../util/html";
import { move } from "./reconcile";

export interface DomOps {
	/**
	 * Makes an element what the server sends; for the root, only what is inside counts. Returns
	 * false if it cannot be the same element.
	 */
	morph(el: Element, theirs: Element, pristine: () => Element): boolean;
	/**
	 * Called before children of an element are added or removed. Returns false if a script has
	 * changed the list of children: then only a morph of the whole page is right.
	 */
	willChange(parent: Element): boolean;
	/** Called after an element was shown, with what makes its new element anew. */
	shown(el: Element, pristine: () => Element): void;
	/** Whether an element can be moved without a loss. */
	movable(el: Element): boolean;
}

/**
 * Returns false if the page is not what the server thinks. Then the caller morphs the whole page,
 * which is right in any case.
 */
export function showDelta(root: Element, operations: DomOp[], ops: DomOps): boolean {
	const find = (id: string) => {
		const el = document.getElementById(id);
		return el && regionOf(el) === root ? el : undefined;
	};
	const edit = (el: Element, html: string) => {
		const make = () => parseElement(html)!;
		const theirs = make();
		if (!theirs || idOf(theirs) !== idOf(el) || localName(theirs) !== localName(el)) return false;
		if (!ops.morph(el, theirs, make)) return false;
		ops.shown(el, make);
		return true;
	};
	return operations.every((operation) => {
		const { kind, id } = operation;
		if (kind === "edit" && !id) {
			const make = () => parse(operation.html);
			ops.morph(root, make(), make);
			ops.shown(root, make);
			return true;
		}
		const el = find(id);
		const parent = el && parentElement(el);
		if (!parent) return false;
		if (closest(parent, `[${Keep}]`)) return true;
		if (kind === "edit") return edit(el, operation.html);
		if (!ops.willChange(parent)) return false;
		if (kind === "remove") {
			removeNode(el);
			return true;
		}
		let last: Element = el;
		return operation.items.every(({ id, html }) => {
			const item = id ? find(id) : parseElement(html!);
			if (!item) return false;
			if (id && !(ops.willChange(parentElement(item)!) && ops.movable(item))) return false;
			move(parent, item, operation.before ? el : nextSibling(last));
			last = item;
			if (!id) ops.shown(item, () => parseElement(html!)!);
			return !id || html === undefined || edit(item, html);
		});
	});
}

/**
 * The one element of a text. Undefined if the parser makes more or less than one element of
 * it.
 */
function parseElement(html: string): Element | undefined {
	const [only, ...more] = childNodes(parse(html));
	return only instanceof Element && !more.length ? only : undefined;
}

// Shows a delta: carries out its operations on the elements that they name.

import { Keep } from "../contract";
import type { DomOp } from "../delta/delta";
import { regionOf } from "../page/page";
import {
	attr,
	childNodes,
	closest,
	contains,
	document,
	idOf,
	is,
	isContentEditable,
	localName,
	nextSibling,
	parentElement,
	queryAll,
	removeNode,
	shadowRoot,
} from "../util/dom";
import { parse } from "../util/html";
import { scrolled } from "../util/scrollers";
import { isControl, isDirty, isEditable } from "./controls";
import { localChanges } from "./localChanges";
import { move } from "./move";

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
	//mutant:false TestOtherScripts/details_go_to_another: what goes to another element keeps its state
	if (operations.length > 1 && isTakenElsewhere(root, find, operations)) return false;
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
 * Whether something that a person did is in an element of one operation, and goes to that of
 * another. A morph of the whole page takes it there.
 */
function isTakenElsewhere(
	root: Element,
	find: (id: string) => Element | undefined,
	operations: DomOp[],
): boolean {
	const places = operations.map((operation) => {
		const { kind } = operation;
		const items: { id?: string; html?: string }[] =
			kind === "place" ? operation.items : [operation];
		return {
			kind,
			inside: items.map((item) => (item.id === "" ? root : find(item.id ?? ""))),
			html: items.map(({ html }) => html).join(""),
		};
	});
	const inside = places.flatMap((place) => place.inside).filter((el) => !!el);
	return inside.flatMap(usedIn).some((used) => {
		const name = attr(used, "name");
		const mark = idOf(used)
			? ` id="${idOf(used)}"`
			: name !== null
				? ` name="${name}"`
				: "<" + localName(used);
		const holds = ({ inside }: (typeof places)[0], el: Element) =>
			inside.some((place) => place && contains(place, el));
		return places.some(
			(from) =>
				holds(from, used) &&
				places.some(
					(to) =>
						to.html.includes(mark) &&
						(from.kind === "remove" || !holds(to, used)) &&
						(!from.html.includes(mark) || to.inside.some((place) => !place || holds(from, place))),
				),
		);
	});
}

/** What a person has changed, opened, or uses in this element. */
function usedIn(el: Element): Element[] {
	return [el, ...queryAll(el, "*")].filter(
		(inner) =>
			inner === document.activeElement ||
			scrolled.has(inner) ||
			(!!localChanges.size && isContentEditable(inner)) ||
			is(inner, ":is(dialog[open],:popover-open)") ||
			localChanges.get(inner)?.attributes.has("open") ||
			isChanged(inner) ||
			[...(shadowRoot(inner)?.querySelectorAll("*") ?? [])].some(isChanged),
	);
}

const isChanged = (el: Element) => isControl(el) && isEditable(el) && isDirty(el);

/**
 * The one element of a text. Undefined if the parser makes more or less than one element of
 * it.
 */
function parseElement(html: string): Element | undefined {
	const [only, ...more] = childNodes(parse(html));
	return only instanceof Element && !more.length ? only : undefined;
}

// A difference shown: only the elements that it names are looked at.

import { Keep } from "../contract";
import type { Touch } from "../delta/delta";
import { parse } from "../util/html";
import { regionOf } from "../page/page";
import { move } from "./reconcile";

export interface Hands {
	/** Makes an element what the server sends now; for the root only what is inside it counts. False where it cannot be the same element. */
	morph(el: Element, theirs: Element): boolean;
	/** Where something is taken out or put in. False where scripts have changed which children there are: then only a morph of the whole knows what to do. */
	enter(parent: Element): boolean;
	/** Whether an element can be moved, and loses nothing. */
	movable(el: Element): boolean;
}

/** False where the page is not what the server thinks: the caller then morphs the whole from the text, which is right in any case. */
export function showDelta(root: Element, touched: Touch[], hands: Hands): boolean {
	const find = (id: string) => {
		const el = document.getElementById(id);
		return el && regionOf(el) === root ? el : undefined;
	};
	const edit = (el: Element, html: string) => {
		const theirs = only(html);
		return theirs?.id === el.id && theirs.localName === el.localName && hands.morph(el, theirs);
	};
	return touched.every((touch) => {
		const { kind, id } = touch;
		if (kind === "edit" && !id) return hands.morph(root, parse(touch.html));
		const el = find(id);
		const parent = el?.parentElement;
		if (!parent) return false;
		if (parent.closest(`[${Keep}]`)) return true;
		if (kind === "edit") return edit(el, touch.html);
		if (!hands.enter(parent)) return false;
		if (kind === "remove") {
			el.remove();
			return true;
		}
		let last: Element = el;
		return touch.items.every(({ id, html }) => {
			const its = id ? find(id) : only(html!);
			if (!its || (id && !(hands.enter(its.parentElement!) && hands.movable(its)))) return false;
			move(parent, its, touch.before ? el : last.nextSibling);
			last = its;
			return !id || html === undefined || edit(its, html);
		});
	});
}

/** The one element of the text. Where a parser makes more of it, or less, the text is not what stands in the page. */
function only(html: string): Element | undefined {
	const { childNodes, firstElementChild } = parse(html);
	return childNodes.length === 1 && firstElementChild ? firstElementChild : undefined;
}

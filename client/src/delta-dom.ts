// A difference shown: only the elements that it names are looked at.

import { Keep } from "./contract";
import type { Touch } from "./delta";
import { parse } from "./html";

export interface Hands {
	/** Makes an element what the server sends now; for the root only what is inside it counts. */
	morph(el: Element, theirs: Element): void;
	/** Scripts have changed which children it has: then only a morph of the whole knows what to do. */
	changed(parent: Element): boolean;
}

/** False where the page is not what the server thinks: the caller then morphs the whole from the text, which is right in any case. */
export function showDelta(root: Element, touched: Touch[], hands: Hands): boolean {
	return touched.every((touch) => {
		if (!touch.id && "html" in touch) {
			hands.morph(root, parse(touch.html));
			return true;
		}
		const el = find(root, touch.id);
		const parent = el?.parentElement;
		if (!el || !parent) return false;
		if (parent.closest(`[${Keep}]`)) return true;
		if (touch.kind === "edit") return edit(el, touch.html, hands);
		if (hands.changed(parent)) return false;
		if (touch.kind === "remove") {
			el.remove();
			return true;
		}
		let last: Element = el;
		return touch.items.every(({ id, html }) => {
			const its = id ? find(root, id) : only(html!);
			if (!its || (id && hands.changed(its.parentElement!))) return false;
			move(parent, its, touch.before ? el : last.nextSibling);
			last = its;
			return !id || html === undefined || edit(its, html, hands);
		});
	});
}

function find(root: Element, id: string): Element | null {
	const el = document.getElementById(id);
	return el && el !== root && root.contains(el) ? el : null;
}

function edit(el: Element, html: string, hands: Hands): boolean {
	const theirs = only(html);
	if (theirs?.id !== el.id || theirs.localName !== el.localName) return false;
	hands.morph(el, theirs);
	return true;
}

/** The one element of the text. Where a parser makes more of it, or less, the text is not what stands in the page. */
function only(html: string): Element | undefined {
	const { childNodes, firstElementChild } = parse(html);
	return childNodes.length === 1 && firstElementChild ? firstElementChild : undefined;
}

/** Without losing focus, frames and running films, where the browser can. */
function move(parent: Element & { moveBefore?(node: Node, next: Node | null): void }, node: Element, next: Node | null): void {
	if (node.isConnected && parent.moveBefore) parent.moveBefore(node, next);
	else parent.insertBefore(node, next);
}

// Elements may change the page while it is patched: a custom element that writes its own children
// when it is connected. The observer cannot tell that from the patch. So after a patch with custom
// elements, what differs from the server's HTML is noted as a local change.

import { Keep } from "../contract";
import {
	attr,
	attributes,
	childNodes,
	hasAttr,
	idOf,
	is,
	isEqualNode,
	nodeName,
	nodeValue,
} from "../util/dom";
import { copy } from "../util/html";
import { regions } from "../util/own";
import { isDeferred } from "./fields";
import { changeOf, localChanges } from "./localChanges";

/** Whether this HTML may have custom elements. */
export const hasCustomElements = (html: string) => /<[a-z][^\s/>]*-/i.test(html);

/** Notes how an element, and everything inside, differs from what the server sent. */
export function adopt(el: Element, sent: Element, root = el): void {
	if (isEqualNode(el, sent)) return;
	if (el !== root) adoptAttributes(el, sent);
	if (is(el, `[${Keep}]`) || (el !== root && is(el, regions))) return;
	const next = [...childNodes(sent)];
	const known = localChanges.get(el)?.children;
	const nodes = known ? known.nodes : align([...childNodes(el)], next);
	if (nodes.length !== next.length) return;
	if (!known && differs(el, nodes, next)) changeOf(el).children = { nodes, base: next.map(copy) };
	nodes.forEach((node, i) => {
		const theirs = next[i];
		if (node !== theirs && node instanceof Element && theirs instanceof Element)
			adopt(node, theirs, root);
	});
}

function adoptAttributes(el: Element, sent: Element): void {
	const known = localChanges.get(el)?.attributes;
	const note = (name: string, value: string | null) => {
		if (!known?.has(name) && attr(el, name) !== value && !isDeferred(el, name))
			changeOf(el).attributes.set(name, value);
	};
	for (const { name, value } of attributes(sent)) note(name, value);
	for (const { name } of attributes(el)) if (!hasAttr(sent, name)) note(name, null);
}

/**
 * The children of an element for those that the server sent. One that is gone stands for
 * itself.
 */
function align(now: ChildNode[], next: ChildNode[]): Node[] {
	let at = 0;
	return next.map((theirs) => {
		const find = (fits: (node: ChildNode) => boolean) =>
			now.findIndex((n, i) => i >= at && fits(n));
		let found = find((node) => isEqualNode(node, theirs));
		if (found < 0) found = find((node) => sameKind(node, theirs));
		if (found < 0) return theirs;
		at = found + 1;
		return now[found]!;
	});
}

function sameKind(node: Node, other: Node): boolean {
	if (nodeName(node) !== nodeName(other)) return false;
	return !(node instanceof Element) || idOf(node) === idOf(other as Element);
}

function differs(el: Element, nodes: Node[], next: Node[]): boolean {
	const now = childNodes(el);
	return (
		now.length !== nodes.length ||
		nodes.some(
			(node, i) =>
				node !== now[i] || (!(node instanceof Element) && nodeValue(node) !== nodeValue(next[i]!)),
		)
	);
}

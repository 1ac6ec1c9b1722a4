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
import type { Placed } from "./placed";

/**
 * Notes how an element, and everything inside, differs from what the server sent. `placed` tells
 * what a patch has put there.
 */
export function adopt(el: Element, sent: Element, placed?: Placed, root = el): void {
	if (isEqualNode(el, sent)) return;
	if (el !== root) adoptAttributes(el, sent);
	if (is(el, `[${Keep}]`) || (el !== root && is(el, regions))) return;
	const next = [...childNodes(sent)];
	const known = localChanges.get(el)?.children;
	const nodes = known?.nodes ?? placed?.in(el) ?? align([...childNodes(el)], next);
	if (nodes.length !== next.length) return;
	if (!known && differs(el, nodes, next)) changeOf(el).children = { nodes, base: next.map(copy) };
	nodes.forEach((node, i) => {
		const theirs = next[i];
		if (node !== theirs && node instanceof Element && theirs instanceof Element)
			adopt(node, theirs, placed, root);
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
 * The children of an element for those that the server sent. One that is gone stands for itself.
 * Equal nodes are found first, then those that have got something, then those of the same kind.
 */
function align(now: ChildNode[], next: ChildNode[]): Node[] {
	const found: Node[] = [...next];
	const pair = (level: number, from: number, to: number, start: number, end: number): void => {
		const fits = fitting[level];
		if (!fits || from >= to) return;
		for (let i = start; i < end; i++) {
			const at = now.findIndex((node, n) => n >= from && n < to && fits(node, next[i]!));
			if (at < 0) continue;
			found[i] = now[at]!;
			pair(level + 1, from, at, start, i);
			from = at + 1;
			start = i + 1;
		}
		pair(level + 1, from, to, start, end);
	};
	pair(0, 0, now.length, 0, next.length);
	return found;
}

const fitting = [
	(node: Node, sent: Node) => isEqualNode(node, sent),
	(node: Node, sent: Node) => sameKind(node, sent) && hasAttributesOf(node, sent),
	sameKind,
];

/** Whether a node has all attributes that the server sent, such as one that has got a class. */
function hasAttributesOf(node: Node, sent: Node): boolean {
	return (
		!(node instanceof Element) ||
		[...attributes(sent as Element)].every(({ name, value }) => attr(node, name) === value)
	);
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

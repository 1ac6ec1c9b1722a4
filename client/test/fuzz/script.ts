// What scripts of the app and of browser extensions do to a page: they wrap, move, remove,
// translate and rewrite. They remove nothing that a person uses.

import { append, attr, call, children, contains, insertBefore, is, localName, parentElement, query, queryAll, removeNode, setAttr, setTextContent, textContent } from "../../src/util/dom";

/** Words whose place or presence is the script's business now. */
export interface Meddled {
	/** The script has removed or rewritten them. */
	gone: Set<string>;
	/** The script has put them elsewhere. */
	moved: Set<string>;
}

export const wordsIn = (node: Node): string[] => (textContent(node) ?? "").toLowerCase().match(/w\d+(?=;)/g) ?? [];

const used = "form,[name],details,summary,legend,#edit,#edit *,#scroll,#scroll *,#pop,#card";
/** What scripts have made is not moved by others: nobody could tell for which text it stands. */
const isMoved = (el: Element) => !isUsed(el) && !isFixed(el) && !query(parentElement(el)!, ":scope > font");
const isUsed = (el: Element) => is(el, used) || !!query(el, used);
const isFixed = (el: Element) => is(el, "option,optgroup,tbody,tr,td,li,legend,summary,svg *,#edit *");

function wrap(el: Element, first: boolean, name: string): void {
	const wrapper = document.createElement(name);
	if (first) insertBefore(parentElement(el)!, wrapper, el);
	else call(el, "replaceWith", wrapper);
	append(wrapper, el);
}

/** Two <font> in the place of each text, as a translator does it. */
function translate(el: Element): void {
	const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
	const texts: Text[] = [];
	while (walker.nextNode()) texts.push(walker.currentNode as Text);
	for (const text of texts) {
		const parent = text.parentElement;
		if (!text.nodeValue!.trim() || !parent || is(parent, "option,textarea,noscript,#edit *,svg *")) continue;
		const outer = document.createElement("font");
		const inner = document.createElement("font");
		inner.textContent = text.nodeValue!.toUpperCase();
		outer.append(inner);
		text.replaceWith(outer);
	}
}

const kinds: Record<string, (el: Element, more: number, root: Element, meddled: Meddled) => void> = {
	wrap: (el, more) => isFixed(el) || wrap(el, false, more % 2 ? "div" : "font"),
	"wrap in steps": (el, more) => isFixed(el) || wrap(el, true, more % 2 ? "div" : "span"),
	remove(el, _more, _root, { gone }) {
		if (isUsed(el) || is(el, "svg *")) return;
		wordsIn(el).forEach((word) => gone.add(word));
		removeNode(el);
	},
	add: (el) => is(el, "table,table *,select *,svg,svg *,ul,#edit *,template,textarea") || append(el, document.createElement("hr")),
	rewrite(el, _more, _root, { gone }) {
		if (isUsed(el) || is(el, "template,svg,svg *,table,table *,ul")) return;
		wordsIn(el).forEach((word) => gone.add(word));
		setTextContent(el, "mine");
	},
	"to the front"(el, _more, _root, { moved }) {
		if (!isMoved(el)) return;
		wordsIn(el).forEach((word) => moved.add(word));
		insertBefore(parentElement(el)!, el, children(parentElement(el)!)[0]!);
	},
	elsewhere(el, more, root, { moved }) {
		if (!isMoved(el)) return;
		const places = [...queryAll(root, "div:not(#edit,#scroll)")].filter((place) => !contains(el, place));
		if (!places.length) return;
		wordsIn(el).forEach((word) => moved.add(word));
		append(places[more % places.length]!, el);
	},
	attribute: (el, more) => setAttr(el, more % 2 ? "class" : "data-mine", "mine" + (more % 3)),
	translate,
	"text of a node"(el, _more, _root, { gone }) {
		const text = [...el.childNodes].find((node) => node instanceof Text);
		if (!text || is(el, "option,textarea,#edit *")) return;
		wordsIn(text).forEach((word) => gone.add(word));
		text.nodeValue = "written";
	},
	"split text"(el) {
		const text = [...Element.prototype.querySelectorAll.call(el, "p")][0]?.firstChild;
		if (text instanceof Text && text.length > 1) text.splitText(1);
	},
	normalize: (el) => el.normalize(),
};

export const scriptKinds = Object.keys(kinds);

/** A number that tells elements apart by what they are, not by where they stand. */
function rank(el: Element, seed: number): number {
	const signature = localName(el) + attr(el, "id") + attr(el, "name") + attr(el, "class") + wordsIn(el)[0];
	let n = seed;
	for (const char of signature) n = Math.imul(n ^ char.charCodeAt(0), 0x5bd1e995) ^ (n >>> 13);
	return n >>> 0;
}

/** The element is chosen so that a shorter sequence, without others, has the same one. */
export function meddle(root: Element, kind: string, at: number, more: number, meddled: Meddled): void {
	let el: Element | undefined;
	let least = Infinity;
	for (const other of queryAll(root, "*")) {
		const n = rank(other, at);
		if (n < least) [el, least] = [other, n];
	}
	if (el && localName(el) !== "optgroup") kinds[kind]!(el, more, root, meddled);
}

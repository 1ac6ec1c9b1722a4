// The summary of what is wrong with a refused form (data-gf-summary): lists the errors in the order
// of the fields, as links to them, and takes the focus. An error that its field does not show any
// more is removed from the list. Loaded if the page has one.

import { Error, EventPrefix, Summary as SummaryAttr } from "../contract";
import {
	attr,
	childNodes,
	closest,
	contains,
	document,
	elementsOf,
	focus,
	get,
	idOf,
	is,
	query,
	queryAll,
	removeNode,
	set,
	setTextContent,
	textContent,
} from "../util/dom";
import { isControl } from "../morph/controls";
import { own } from "../util/own";

/** Called when the page has changed. */
export type Summary = () => void;

const formsWith = () =>
	[...document.querySelectorAll<HTMLElement>(own(SummaryAttr))].flatMap((summary) => {
		const form = closest<HTMLFormElement>(summary, "form");
		return form ? [[summary, form] as const] : [];
	});

export function start(): Summary {
	/** What a link leads to. Those of a document lead to an id. */
	const targets = new WeakMap<Element, Element>();
	const observed = new WeakSet<Element>();
	const observer = new MutationObserver(() => formsWith().forEach(update));

	/** Removes the errors that no field shows any more. */
	function update([summary, form]: readonly [HTMLElement, HTMLFormElement]): void {
		const shown = new Set<string | null>();
		for (const place of queryAll<HTMLElement>(form, own(Error)))
			if (!get(place, "hidden")) shown.add(textContent(place));
		for (const item of queryAll(summary, "li"))
			//mutant:true TestErrorSummary: an error that is gone from its field is gone from the list
			if (!shown.has(textContent(query(item, "span") ?? item))) removeNode(item);
		const place = query(summary, own(Error));
		const empty = !query(summary, "li") && !(place && textContent(place));
		if (get(summary, "hidden") !== empty) set(summary, "hidden", empty);
	}

	function mount(): void {
		for (const pair of formsWith()) {
			const [summary, form] = pair;
			if (observed.has(form)) continue;
			observed.add(form);
			observer.observe(form, {
				subtree: true,
				childList: true,
				characterData: true,
				attributeFilter: ["hidden"],
			});
			if (!get(summary, "hidden")) update(pair);
		}
	}

	document.addEventListener(EventPrefix + "invalid", (event) => {
		const { target, detail } = event as CustomEvent<{ fields: Record<string, string> }>;
		const pair = formsWith().find(([, form]) => form === target);
		if (!pair) return;
		const [summary, form] = pair;
		const list = query<HTMLUListElement>(summary, "ul");
		if (!list) return;
		queryAll(list, "li").forEach(removeNode);
		const { fields } = detail;
		const done = new Set<string>();
		for (const el of elementsOf(form)) {
			const name = attr(el, "name") ?? "";
			const text = fields[name];
			if (!text || done.has(name) || is(el, "[type=hidden],[hidden]")) continue;
			if (!queryAll(form, own(Error, `"${CSS.escape(name)}"`)).length) continue; // in its own place
			done.add(name);
			list.append(itemFor(el, name, text));
		}
		update(pair);
		if (!get(summary, "hidden")) focus(summary);
	});

	/** A group is reached by its first control, and has the label of the group. */
	function itemFor(el: Element, name: string, text: string): Element {
		const isGroup = el instanceof HTMLFieldSetElement;
		const target = (isGroup && query(el, "input:not([type=hidden])")) || el;
		const label = isGroup ? query(el, "legend") : isControl(el) && el.labels?.[0];
		const item = document.createElement("li");
		const link = document.createElement("a");
		const sentence = document.createElement("span");
		link.href = "#" + (idOf(target) || name);
		setTextContent(sentence, text);
		if (label) link.append(ownText(label) + ": ");
		link.append(sentence);
		targets.set(link, target);
		item.append(link);
		return item;
	}

	document.addEventListener("click", (event) => {
		const link = closest<HTMLAnchorElement>(event.target, "a");
		if (!link || !formsWith().some(([summary]) => contains(summary, link))) return;
		const target = targets.get(link) ?? document.getElementById(link.hash.slice(1));
		if (!target) return;
		// The address bar holds the state of the page, and this is none of it.
		event.preventDefault();
		focus(target);
	});

	mount();
	return mount;
}

/** The text of a label without what is marked up in it, such as “(optional)”. */
function ownText(label: Element): string {
	const texts = [...childNodes(label)].filter((node) => node instanceof Text);
	return texts.map((node) => node.data.trim()).join(" ").trim();
}

// Claims: pairs of old and new elements that are the same for certain, wherever the new tree has
// them. They are found by id; form controls are found by form and name. Another build may wrap,
// rename and reorder what is around them. What a person typed must not be lost by that.

import { Keep, PageID } from "../contract";
import { regionOf } from "../page/page";
import {
	attr,
	closest,
	contains,
	document,
	idOf,
	is,
	localName,
	parentElement,
	query,
	queryAll,
	removeNode,
	textContent,
} from "../util/dom";
import { localChanges } from "./localChanges";
import { part } from "../util/own";

type MayMatch = (el: Element, next: Element) => boolean;

export class Claims {
	private readonly oldByNew = new Map<Element, Element>();
	private readonly newByOld = new Map<Element, Element>();
	/** Elements of both trees that have claimed elements in them. */
	private readonly holders = new Set<Element>();
	private readonly used = new Set<Element>();
	private readonly reserved = new Set<Element>();
	/** Old elements that are removed at the end: others may still be taken out of them. */
	private readonly doomed: ChildNode[] = [];

	constructor(root: Element, theirs: Element, region: Element, mayMatch: MayMatch) {
		const isOld = (el: Element) =>
			regionOf(el) === region && !closest(parentElement(el)!, `[${Keep}]`);
		const nested = `[${Keep}] *,${part} *,#${PageID} *`;
		/** The old elements by their ids, made only where another one outside has the id of one. */
		let byId: Map<string, Element> | undefined;
		const find = (id: string) => {
			const first = document.getElementById(id);
			if (!first || (first !== root && contains(root, first) && isOld(first))) return first;
			//mutant:delete TestSameIDOutside: an element is found although another one has its id
			byId ??= new Map([...queryAll(root, "[id]")].filter(isOld).toReversed().map((el) => [idOf(el), el]));
			return byId?.get(id);
		};
		for (const next of queryAll(theirs, "[id]")) {
			const el = find(idOf(next));
			if (!el || localName(el) !== localName(next) || inputKind(el) !== inputKind(next)) continue;
			if (mayMatch(el, next) && !is(next, nested)) this.add(el, next, root, theirs);
		}
		const { newByOld, oldByNew } = this;
		const pair = (find: Find) => {
			const old = find(root, newByOld, isOld);
			if (!old.size) return;
			for (const [key, next] of find(theirs, oldByNew, (el) => !is(el, nested))) {
				const same = old.get(key) ?? [];
				// If their number differs, rows have been added or removed. Which ones is unknown.
				if (same.length !== next.length) continue;
				same.forEach((el, i) => mayMatch(el, next[i]!) && this.add(el, next[i]!, root, theirs));
			}
		};
		pair(controlsByKey);
		// What a person has opened or closed.
		//mutant:false TestOtherScripts/details_without_an_id: open details are found wherever they go
		if ([...localChanges].some(([el, { attributes }]) => attributes.has("open") && !idOf(el))) {
			pair(openableBySummary);
			pair(openableByRow);
		}
	}

	private add(el: Element, next: Element, root: Element, theirs: Element): void {
		if (this.newByOld.has(el) || this.oldByNew.has(next)) return;
		this.oldByNew.set(next, el);
		this.newByOld.set(el, next);
		this.addHolders(el, root);
		this.addHolders(next, theirs);
	}

	private addHolders(el: Element, top: Element): void {
		const { holders } = this;
		let holder = parentElement(el);
		for (; holder && holder !== top && !holders.has(holder); holder = parentElement(holder))
			holders.add(holder);
	}

	newFor(el: Element): Element | undefined {
		return this.newByOld.get(el);
	}

	/** The old element of a new one that is about to be put into the parent. */
	take(next: Node, parent: Node): Element | undefined {
		const el = this.oldByNew.get(next as Element);
		if (!el || this.used.has(el) || contains(el, parent)) return undefined;
		this.used.add(el);
		return el;
	}

	isTaken(el: Node): boolean {
		return this.used.has(el as Element);
	}

	/** Whether an old child is claimed by another parent than this new one. */
	isReserved(child: Node, theirs: Node): boolean {
		const next = this.newByOld.get(child as Element);
		if (!next || parentElement(next) === theirs) return false;
		if (!this.used.has(child as Element)) this.reserved.add(child as Element);
		return true;
	}

	/** Whether claimed elements are in this node. */
	holds(el: Node): boolean {
		return this.holders.has(el as Element);
	}

	remove(child: ChildNode): void {
		if (this.holds(child)) this.doomed.push(child);
		else removeNode(child);
	}

	/**
	 * Removes at the end what was left in place for its claimed elements, and what was not
	 * taken.
	 */
	finish(): void {
		for (const child of this.doomed) removeNode(child);
		for (const el of this.reserved) if (!this.used.has(el)) removeNode(el);
	}
}

const notEdited = /^(hidden|submit|button|reset|image)$/;
const distinct = /^(checkbox|radio|file|password)$/;

/** The type of an input, if an input of another type cannot continue it without a loss. */
function inputKind(el: Element): string {
	if (localName(el) !== "input") return "";
	const type = (attr(el, "type") ?? "text").toLowerCase();
	return notEdited.test(type) || distinct.test(type) ? type : "";
}

type Find = (
	root: Element,
	claimed: Map<Element, Element>,
	want: (el: Element) => boolean,
) => Map<string, Element[]>;

/**
 * Controls without a claim, by form, kind, name, and the nearest claimed element around them (such
 * as a row).
 */
const controlsByKey = byKey("input[name],textarea[name],select[name]", (el) => {
	const kind = inputKind(el);
	const form = closest(el, "form");
	return (
		!notEdited.test(kind) && [
			attr(el, "form") ?? attr(form, "id") ?? attr(form, "action") ?? "",
			localName(el),
			kind,
			attr(el, "name"),
			/^(checkbox|radio)$/.test(kind) ? attr(el, "value") : "",
		]
	);
});

/** Details and dialogs without an id, by what is written on them. Numbers in it may change. */
const openableBySummary = byKey("details:not([id]),dialog:not([id])", (el) => [
	localName(el),
	textContent(query(el, "summary,h1,h2,h3") ?? el)!.toLowerCase().replace(/\d+/g, "0"),
]);
const openableByRow = byKey("details:not([id]),dialog:not([id])", (el) => [localName(el)]);

/** Finds elements without a claim, by a key and the nearest claimed element around them. */
function byKey(selector: string, keyOf: (el: Element) => unknown[] | false): Find {
	return (root, claimed, want) => {
		const found = new Map<string, Element[]>();
		for (const el of queryAll(root, selector)) {
			const parts = !claimed.has(el) && want(el) && keyOf(el);
			if (!parts) continue;
			let row = parentElement(el);
			while (row && row !== root && (!claimed.has(row) || localName(row) === "form"))
				row = parentElement(row);
			const key = [row && row !== root ? attr(row, "id") : "", ...parts].join("\n");
			const same = found.get(key);
			if (same) same.push(el);
			else found.set(key, [el]);
		}
		return found;
	};
}

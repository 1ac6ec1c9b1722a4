// Elements that are the same for certain, wherever the new tree has them: by id, and form controls by form and name. Another build may wrap, rename and reorder what is around them; what a person typed must not be lost by that.

import { Keep, PageID, PartURL } from "../contract";
import { regionOf } from "../page/page";

export class Claims {
	/** New element → the old one that it continues. */
	private readonly byNew = new Map<Element, Element>();
	private readonly byOld = new Map<Element, Element>();
	/** Elements of the new and of the old tree that have such elements in them. */
	private readonly holders = new Set<Element>();
	private readonly used = new Set<Element>();
	private readonly held = new Set<Element>();
	/** Old elements that are removed at the end, since others may still be taken out of them. */
	private readonly doomed: ChildNode[] = [];

	constructor(root: Element, theirs: Element, region: Element, fits: (el: Element, its: Element) => boolean) {
		const mine = (el: Element) => regionOf(el) === region && !el.parentElement!.closest(`[${Keep}]`);
		const nested = `[${Keep}] *,[${PartURL}] *,#${PageID} *`;
		const byId = new Map<string, Element>();
		for (const el of root.querySelectorAll("[id]")) if (!byId.has(el.id) && mine(el)) byId.set(el.id, el);
		for (const its of theirs.querySelectorAll("[id]")) {
			const el = byId.get(its.getAttribute("id")!);
			if (el && el.localName === its.localName && kind(el) === kind(its) && fits(el, its) && !its.matches(nested)) this.add(el, its, root, theirs);
		}
		const before = controls(root, (el) => mine(el) && !this.byOld.has(el), (el) => this.byOld.has(el));
		if (!before.size) return;
		for (const [key, theirControls] of controls(theirs, (el) => !this.byNew.has(el) && !el.matches(nested), (el) => this.byNew.has(el))) {
			const ours = before.get(key) ?? [];
			// Where their number differs, rows have come or gone: nobody knows which is which.
			if (ours.length === theirControls.length) ours.forEach((el, i) => fits(el, theirControls[i]!) && this.add(el, theirControls[i]!, root, theirs));
		}
	}

	private add(el: Element, its: Element, root: Element, theirs: Element): void {
		if (this.byOld.has(el) || this.byNew.has(its)) return;
		this.byNew.set(its, el);
		this.byOld.set(el, its);
		for (const [node, top] of [[el, root], [its, theirs]] as const)
			for (let holder = node.parentElement; holder && holder !== top && !this.holders.has(holder); holder = holder.parentElement) this.holders.add(holder);
	}

	counterpart(el: Element): Element | undefined {
		return this.byOld.get(el);
	}

	/** The old element of a new one that is about to be placed in a parent. */
	take(its: Node, parent: Element): Element | undefined {
		const el = this.byNew.get(its as Element);
		if (!el || this.used.has(el) || el.contains(parent)) return undefined;
		this.used.add(el);
		return el;
	}

	/** Whether an old child waits to be taken into another parent than the one that becomes `its`. */
	isReserved(child: Node, its: Element): boolean {
		const theirs = this.byOld.get(child as Element);
		if (!theirs || theirs.parentElement === its) return false;
		if (!this.used.has(child as Element)) this.held.add(child as Element);
		return true;
	}

	/** Whether elements to be taken are in this one. */
	holds(el: Node): boolean {
		return this.holders.has(el as Element);
	}

	remove(child: ChildNode): void {
		if (this.holds(child)) this.doomed.push(child);
		else child.remove();
	}

	/** At the end: removes what was left for others to be taken out of it, and what nobody took. */
	finish(): void {
		for (const child of this.doomed) child.remove();
		for (const el of this.held) if (!this.used.has(el)) el.remove();
	}
}

/** The type of a control, as far as one cannot become the other without losing what is in it. */
function kind(el: Element): string {
	const type = el.localName === "input" ? (el.getAttribute("type") ?? "text").toLowerCase() : "";
	return /^(checkbox|radio|file|hidden|submit|button|reset|image|password)$/.test(type) ? type : "";
}

/** Controls by what names them: the form, the nearest element around them that both trees have, kind and name. */
function controls(root: Element, want: (el: Element) => boolean, known: (el: Element) => boolean): Map<string, Element[]> {
	const found = new Map<string, Element[]>();
	for (const el of root.querySelectorAll("input[name],textarea[name],select[name]")) {
		const its = kind(el);
		if (/^(hidden|submit|button|reset|image)$/.test(its) || !want(el)) continue;
		const form = el.getAttribute("form") ?? el.closest("form")?.getAttribute("id") ?? actionOf(el.closest("form"));
		let around = el.parentElement;
		while (around && around !== root && !known(around)) around = around.parentElement;
		const row = around && around !== root ? around.getAttribute("id") : "";
		const key = [form, row, el.localName, its, el.getAttribute("name"), /^(checkbox|radio)$/.test(its) ? el.getAttribute("value") : ""].join("\n");
		found.set(key, [...(found.get(key) ?? []), el]);
	}
	return found;
}

function actionOf(form: Element | null): string {
	return form?.getAttribute("action") ?? "";
}

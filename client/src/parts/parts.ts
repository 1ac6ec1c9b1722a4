// Parts: pages inside the page, each a region with a version of its own, brought by the page's answers and its stream. Loaded where a page has one.

import * as name from "../contract";
import type { PartAnswer } from "../contract";
import type { Core } from "../lazy/lazy";
import type { Fitted, Held } from "../page/resolve";
import type { Region } from "../page/page";

const most = 16; // of one page

interface Part extends Region {
	/** The URL that the page around it gives it; inside it the person may have gone on. */
	declared: string;
	/** Whether it is there for the person: a lazy one once it has been seen. */
	shown: boolean;
	/** Has to be asked for. */
	due: boolean;
}

/** Of each part where the person has gone on: its declared URL and its own, by the id of the element. */
type State = Record<string, [declared: string, url: string]>;

export const of = CLIENT_FINGERPRINT;
declare const CLIENT_FINGERPRINT: string;

export function startParts({ page, apply, ask, emit, fit, openStream, parse, sorry, takeTurn, textOf, unnoted }: Core) {
	const parts = new Map<Element, Part>();
	const sight = new IntersectionObserver((entries) => {
		for (const { target, isIntersecting } of entries) {
			const part = isIntersecting && parts.get(target);
			if (!part) continue;
			sight.unobserve(target);
			part.shown = true;
			void load(part);
		}
	});

	const absolute = (url: string) => new URL(url, document.baseURI).href;
	const path = (url: string) => new URL(url, location.href).pathname;
	const among = (url: string) => [...parts.values()].filter((part) => part.url === url);

	/** Where the person had gone in this part, in the history entry that the address bar is on. */
	function gone({ element, declared }: Part): string {
		const known = (history.state as { parts?: State } | null)?.parts?.[element.id];
		return known?.[0] === declared ? known[1] : declared;
	}

	function drop(part: Part): void {
		sight.unobserve(part.element);
		takeTurn("", part);
	}

	/** A part that has just appeared, or is to show another page. A document has put its content there, with the placeholder and the version before it. */
	function read(element: HTMLElement, declared: string): Part {
		const part: Part = { element, declared, url: declared, version: "", title: "", body: "", shown: !element.hasAttribute(name.Lazy), due: true };
		const template = element.querySelector<HTMLTemplateElement>(`:scope>template[${name.Version}]`);
		if (template) {
			unnoted(() => template.remove());
			part.version = template.getAttribute(name.Version)!;
			part.title = template.getAttribute(name.Title) ?? "";
			part.body = textOf(element);
			part.due = false; // also where it says that it failed
		}
		const url = gone(part);
		if (url !== declared) {
			part.url = url;
			part.shown = part.due = true;
		}
		if (!part.shown) sight.observe(element);
		return part;
	}

	function mount(said: PartAnswer[] = []): void {
		const changed = new Map<Element, Part>();
		const known = new Map([...parts.values()].filter((part) => part.version).map((part) => [part.url, part]));
		for (const [element, part] of parts) {
			if (element.isConnected && element.getAttribute(name.PartURL) === part.declared) continue;
			drop(part);
			parts.delete(element);
			changed.set(element, part);
		}
		for (const element of page.element.querySelectorAll<HTMLElement>(`[${name.PartURL}]`)) {
			if (parts.has(element)) continue;
			const part = read(element, element.getAttribute(name.PartURL)!);
			const before = changed.get(element);
			parts.set(element, part);
			if (before && path(before.url) !== path(part.url)) apply({ body: placeholder(element) }, { reason: "push", fresh: true }, part); // nothing of it stays
			const held = part.due && part.shown && known.get(part.url);
			if (held) show(part, held); // in another element, of which the answer need not speak
		}
		for (const its of said) receive(its);
		queueMicrotask(() => {
			for (const part of parts.values()) if (part.shown && part.due) void load(part);
		});
	}

	function show(part: Part, { url, version, title, body }: Fitted): void {
		part.due = false;
		apply({ url, version, title, body }, { reason: "push" }, part);
	}

	/** What an answer or an event says of a part; an answer has been fitted already. */
	function receive(its: PartAnswer & Partial<Fitted>): void {
		for (const part of among(its.url)) {
			const { version, say } = its;
			if (say) fail(part, say);
			else if (!version || version === part.version) fresh(part);
			else {
				const patch = its.touched || its.body !== undefined ? its : fit(its, part);
				part.due = !patch;
				if (patch) apply(patch, { reason: "push" }, part);
				else void load(part, part.url, true);
			}
		}
	}

	/** What is held of the parts, at this moment: a header, and what makes the answer to it whole. */
	function hold(whole: boolean) {
		const held = new Map<string, Held>();
		for (const { shown, url, version, title, body } of parts.values()) if (shown && held.size < most) held.set(url, { version: whole ? "" : version, title, body });
		return {
			header: [...held].map(([url, { version }]) => url + " " + (version || "-")).join(" "),
			/** What does not fit stays as it is: it will not fit later either, and is asked for whole. */
			fit: (said?: PartAnswer[]) => said?.map((its) => ({ ...((held.has(its.url) && fit(its, held.get(its.url)!)) || its), url: its.url })),
		};
	}

	async function load(part: Part, url = part.url, whole?: boolean): Promise<void> {
		const { element } = part;
		const turn = takeTurn(url, part);
		part.due = false;
		element.setAttribute("aria-busy", "true");
		try {
			const { status, patch } = await ask(url, { signal: turn.abort.signal, redirect: "manual" }, "", part, whole);
			if (part.turn !== turn) return;
			element.removeAttribute("aria-busy");
			if (status === 200 && patch && !patch.location) {
				if (patch.version === part.version) fresh(part);
				apply(patch, { reason: "visit", fresh: path(patch.url ?? url) !== path(part.url) }, part);
			} else {
				if (part.url !== url) Object.assign(part, { url, version: "" });
				fail(part, patch?.say ?? sorry(!status));
			}
			openStream();
		} catch (err) {
			if (!turn.abort.signal.aborted) throw err;
		} finally {
			if (part.turn === turn) part.turn = undefined;
		}
	}

	/** What is shown stays, and is marked; where nothing is, the sentence stands beside the placeholder. */
	function fail(part: Part, say: string): void {
		const { element, url } = part;
		part.due = false;
		if (part.version) {
			element.setAttribute(name.Stale, "");
			emit(element, "stream", { state: "stale", url, say });
			return;
		}
		const alert = document.createElement("p");
		alert.setAttribute("role", "alert");
		alert.textContent = say;
		apply({ url, title: "", body: placeholder(element) + alert.outerHTML }, { reason: "push" }, part);
	}

	function fresh({ element, url }: Part): void {
		if (!element.hasAttribute(name.Stale)) return;
		element.removeAttribute(name.Stale);
		emit(element, "stream", { state: "fresh", url });
	}

	/** As the page around it was sent. */
	function placeholder(element: Element): string {
		const around = parts.get(element.parentElement!.closest(`[${name.PartURL}]`)!) ?? page;
		return parse(around.body).querySelector("#" + CSS.escape(element.id))?.innerHTML ?? "";
	}

	return {
		mount,
		hold,
		receive,
		/** For the history entry. */
		state(): State | undefined {
			const gone = [...parts.values()].filter((part) => part.url !== part.declared);
			return gone.length ? Object.fromEntries(gone.map(({ element, declared, url }) => [element.id, [declared, url]])) : undefined;
		},
		/** The person has gone through the history, to an entry of the same page. */
		restore(): void {
			for (const part of parts.values()) {
				const url = gone(part);
				if (url !== part.url) void load(part, url);
			}
		},
		/** The part that an answer goes into: where the link or form says so, and where a link to the part itself stands for it. */
		target(el: Element, url: string): Region | undefined {
			const part = parts.get(el.closest(`[${name.PartURL}]`)!);
			const into = el.closest(`[${name.Patch}]`)?.getAttribute(name.Patch) === "part";
			return part && (into || (!part.version && url === absolute(part.url))) ? part : undefined;
		},
	};
}

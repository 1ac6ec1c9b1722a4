// Fetches the document of the page, and morphs what surrounds the page.

import * as name from "../contract";
import type { addedChildren, withoutRecording } from "../morph/localChanges";
import type { mayChange, morph } from "../morph/morph";
import type { updateAttributes } from "../morph/reconcile";
import type { Region, setAttribute } from "../page/page";
import type { emit } from "../util/events";
import type { copy, parse, parseDocument } from "../util/html";
import type { acceptsShell, setShell } from "./fingerprints";
import { isStylesheet, startStyles } from "./styles";

/** What this module needs of the start-up file. */
export interface ShellDeps {
	page: Region;
	root: HTMLElement;
	dom: {
		copy: typeof copy;
		emit: typeof emit;
		parse: typeof parse;
		parseDocument: typeof parseDocument;
		setAttribute: typeof setAttribute;
	};
	local: {
		addedChildren: typeof addedChildren;
		mayChange: typeof mayChange;
		withoutRecording: typeof withoutRecording;
	};
	morph: typeof morph;
	updateAttributes: typeof updateAttributes;
	fingerprints: { acceptsShell: typeof acceptsShell; setShell: typeof setShell };
	/** The server has not answered with a document of this page. */
	pageDoubted(): void;
	/** Elements of the shell have changed. */
	shellChanged(): void;
}

/** Attributes of the root element that are the client's state, not markup. */
const clientState = [name.Fingerprints, name.Stream, name.Stale, name.Offline, "aria-busy"];

/** Elements of the head that belong to the page, or that only a document can bring. */
const notShell = "title,script,base,meta[http-equiv],meta[name=description],meta[name=robots],link[rel=canonical],link[rel=alternate][hreflang]";

export function startShell(deps: ShellDeps) {
	const { page, root } = deps;
	const { copy, emit, parse, parseDocument, setAttribute } = deps.dom;
	const { mayChange, withoutRecording } = deps.local;

	/**
	 * Elements of the head that came with a fetched shell: a script has inserted them, but for the
	 * server.
	 */
	const fetched = new WeakSet<Element>();

	/** Those of these elements of the head that the server has sent. */
	function sentByServer<T extends Element>(els: Iterable<T>): T[] {
		const added = deps.local.addedChildren(document.head);
		return [...els].filter((el) => fetched.has(el) || !added.includes(el));
	}

	const loadStyles = startStyles({ fetched, sentByServer, withoutRecording });

	/**
	 * Fetches the document at a URL and shows its shell. `forced` shows it even if this tab has left
	 * it. Does nothing if there is no document; the caller tries again.
	 */
	async function renewShell(url: string, forced: boolean): Promise<void> {
		const html = await fetchDocument(url);
		if (!html) return;
		const next = parseDocument(html);
		const nextRoot = next.documentElement;
		const [, , shell = "", viewer = ""] =
			nextRoot.getAttribute(name.Fingerprints)?.split(".") ?? [];
		if (!shell || !next.getElementById(name.PageID)) return;
		if (!deps.fingerprints.acceptsShell(shell, viewer, forced)) return;
		const swapStyles = await loadStyles(next);
		show(nextRoot);
		withoutRecording(swapStyles);
		deps.fingerprints.setShell(shell, viewer, forced);
		deps.shellChanged();
		emit(null, "shell", { shell, viewer });
	}

	/** Undefined if there is no document, or no server. */
	async function fetchDocument(url: string): Promise<string | undefined> {
		const headers = { Accept: "text/html", [name.FromHeader]: url };
		try {
			const response = await fetch(url, { headers, cache: "no-store", redirect: "manual" });
			const isHTML = response.headers.get("Content-Type")?.startsWith("text/html");
			if (isHTML && response.ok) return await response.text();
			const elsewhere = response.type === "opaqueredirect" || [401, 403].includes(response.status);
			if (elsewhere && url === page.url) deps.pageDoubted();
		} catch {
			// The server is down, or the answer was cut off.
		}
		return undefined;
	}

	/** Morphs everything but the page. What the server did not change stays as ours. */
	function show(nextRoot: HTMLElement): void {
		const { head, body } = nextRoot.ownerDocument;
		for (const attribute of clientState)
			setAttribute(nextRoot, attribute, root.getAttribute(attribute));
		withoutRecording(() => {
			deps.updateAttributes(root, nextRoot, mayChange);
			deps.updateAttributes(document.body, body, mayChange);
			showHead(head);
		});
		// Scripts run once, with their document: those that are here stay, new ones wait for a document.
		for (const script of body.querySelectorAll("script")) script.remove();
		body.querySelector("#" + name.PageID)!.replaceWith(copy(page.element.cloneNode(false)));
		keepMessages(body);
		const holder = parse("");
		holder.append(...body.childNodes);
		deps.morph(document.body, holder);
	}

	/** The messages that are shown stay. */
	function keepMessages(body: HTMLElement): void {
		for (const place of [name.Flash, name.Notice]) {
			const shown = document.querySelector(`[${place}]`);
			if (!shown) continue;
			for (const theirs of body.querySelectorAll(`[${place}]`)) {
				theirs.textContent = shown.textContent;
				setAttribute(theirs, "hidden", shown.getAttribute("hidden"));
			}
		}
	}

	const isShell = (el: Element) => !el.matches(notShell) && !isStylesheet(el);

	const keyed = ["name", "property", "rel", "href", "charset", "media", "sizes"];
	const keyOf = (el: Element) => el.localName + keyed.map((a) => el.getAttribute(a)).join("\n");

	function showHead(theirs: HTMLHeadElement): void {
		const old = new Set(sentByServer(document.head.children).filter(isShell));
		for (const next of [...theirs.children].filter(isShell)) {
			const el = [...old].find((el) => keyOf(el) === keyOf(next));
			if (el) {
				old.delete(el);
				deps.updateAttributes(el, next, mayChange);
				if (el.textContent !== next.textContent) el.textContent = next.textContent;
			} else {
				const added = document.importNode(next, true);
				fetched.add(added);
				document.head.append(added);
			}
		}
		for (const el of old) el.remove();
	}

	return renewShell;
}

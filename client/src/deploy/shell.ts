// Fetches the document of the page, and morphs what surrounds the page.

import * as name from "../contract";
import { withoutRecording } from "../morph/localChanges";
import { mayChange, morph } from "../morph/morph";
import { updateAttributes } from "../morph/reconcile";
import { page, root, setAttribute } from "../page/page";
import { released } from "../page/press";
import { pageDoubted } from "../page/signals";
import {
	append,
	attr,
	call,
	childNodes,
	children,
	document,
	is,
	localName,
	query,
	queryAll,
	removeNode,
	setTextContent,
	textContent,
	type SafeDocument,
} from "../util/dom";
import { copy, parse, parseDocument } from "../util/html";
import { own } from "../util/own";
import { absolute } from "../util/url";
import { fetched, isStylesheet, loadStyles, sentByServer } from "./styles";

/** Milliseconds. */
const fetchTimeout = 10_000;

/** Attributes of the root element that are the client's state, not markup. */
const clientState = [name.Fingerprints, name.Stream, name.Stale, name.Offline, name.Delayed, "aria-busy"];

/** Elements of the head that belong to the page, or that only a document can bring. */
const notShell = "title,script,base,meta[http-equiv],meta[name=description],meta[name=robots],link[rel=canonical],link[rel=alternate][hreflang]";

/**
 * Fetches the document at a URL and shows its shell, if that is accepted. Returns its fingerprints.
 * Does nothing if there is no document; the caller tries again.
 */
export async function showShell(
	url: string,
	accepts: (shell: string, viewer: string) => boolean,
): Promise<[shell: string, viewer: string] | undefined> {
	const html = await fetchDocument(url);
	if (!html) return;
	const next = parseDocument(html);
	const nextRoot = next.documentElement;
	const [, , shell = "", viewer = ""] = attr(nextRoot, name.Fingerprints)?.split(".") ?? [];
	if (!shell || !next.getElementById(name.PageID)) return;
	if (!accepts(shell, viewer)) return;
	const swapStyles = await loadStyles(next);
	await released();
	show(next);
	withoutRecording(swapStyles);
	return [shell, viewer];
}

/** Undefined if there is no document, or no server. */
async function fetchDocument(url: string): Promise<string | undefined> {
	const headers = { Accept: "text/html", [name.FromHeader]: url };
	try {
		const init: RequestInit = {
			headers,
			cache: "no-store",
			mode: "same-origin",
			redirect: "manual",
			signal: AbortSignal.timeout(fetchTimeout), // answers wait for the shell
		};
		const response = await fetch(absolute(url), init);
		const isHTML = response.headers.get("Content-Type")?.startsWith("text/html");
		if (isHTML && response.ok) return await response.text();
		const elsewhere = response.type === "opaqueredirect" || [401, 403].includes(response.status);
		if (elsewhere && url === page.url) pageDoubted.send();
	} catch {
		// The server is down, or the answer was cut off.
	}
	return undefined;
}

/** Morphs everything but the page. What the server did not change stays as ours. */
function show(next: SafeDocument): void {
	const nextRoot = next.documentElement;
	const { head, body } = next;
	for (const attribute of clientState) setAttribute(nextRoot, attribute, attr(root, attribute));
	withoutRecording(() => {
		updateAttributes(root, nextRoot, mayChange);
		updateAttributes(document.body, body, mayChange);
		showHead(head);
	});
	// Scripts run once, with their document: those that are here stay, new ones wait for a
	// document.
	for (const script of queryAll(body, "script")) removeNode(script);
	call(
		query(body, "#" + name.PageID)!,
		"replaceWith",
		copy(call(page.element, "cloneNode", false)),
	);
	keepMessages(body);
	const holder = parse("");
	append(holder, ...childNodes(body));
	morph(document.body, holder);
}

/** The messages that are shown stay. */
function keepMessages(body: HTMLElement): void {
	for (const place of [name.Flash, name.Notice]) {
		const shown = document.querySelector(own(place));
		if (!shown) continue;
		for (const theirs of queryAll(body, own(place))) {
			setTextContent(theirs, textContent(shown));
			setAttribute(theirs, "hidden", attr(shown, "hidden"));
		}
	}
}

const isShell = (el: Element) => !is(el, notShell) && !isStylesheet(el);

const keyed = ["name", "property", "rel", "href", "charset", "media", "sizes"];
const keyOf = (el: Element) => localName(el) + keyed.map((a) => attr(el, a)).join("\n");

function showHead(theirs: HTMLHeadElement): void {
	const old = new Set(sentByServer(children(document.head)).filter(isShell));
	for (const next of [...children(theirs)].filter(isShell)) {
		const el = [...old].find((el) => keyOf(el) === keyOf(next));
		if (el) {
			old.delete(el);
			updateAttributes(el, next, mayChange);
			if (textContent(el) !== textContent(next)) setTextContent(el, textContent(next));
		} else {
			const added = document.importNode(next, true);
			fetched.add(added);
			append(document.head, added);
		}
	}
	for (const el of old) removeNode(el);
}

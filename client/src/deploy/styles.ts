// Stylesheets of another shell: a new one replaces an old one after it has loaded.

import { addedChildren, withoutRecording } from "../morph/localChanges";
import { append, call, document, is, queryAll, type SafeDocument } from "../util/dom";

const selector = "link[rel~=stylesheet]";
const loadTimeout = 10_000;
const maxRetries = 5;

export const isStylesheet = (el: Element) => is(el, selector);

const stylesheets = () => queryAll<HTMLLinkElement>(document.head, selector);

interface NewStyle {
	link: HTMLLinkElement;
	media: string | null;
	loaded: Promise<boolean>;
}

/**
 * Elements of the head that came with a fetched shell: a script has inserted them, but for the
 * server.
 */
export const fetched = new WeakSet<Element>();

/** Those of these elements of the head that the server has sent. */
export function sentByServer<T extends Element>(els: Iterable<T>): T[] {
	const added = addedChildren(document.head);
	return [...els].filter((el) => fetched.has(el) || !added.includes(el));
}

/**
 * Loads the stylesheets of a document that are not here yet; they have no effect at first. The
 * function that it returns replaces the old ones. If one cannot be loaded, the old ones stay.
 */
export async function loadStyles(next: SafeDocument): Promise<() => void> {
	const old = sentByServer(stylesheets());
	const unused = new Set(old);
	const added: NewStyle[] = [];
	let previous: Element | undefined;
	withoutRecording(() => {
		for (const theirs of next.querySelectorAll<HTMLLinkElement>("head " + selector)) {
			const href = new URL(theirs.getAttribute("href") ?? "", location.href).href;
			const known = [...unused].find((el) => el.href === href);
			if (known) {
				unused.delete(known);
				previous = known;
				continue;
			}
			const style = insert(theirs, (link) => {
				if (previous) call(previous, "after", link);
				else if (old[0]) old[0].before(link);
				else append(document.head, link);
			});
			added.push(style);
			previous = style.link;
		}
	});
	const all = (await Promise.all(added.map(({ loaded }) => loaded))).every(Boolean);
	return () => {
		for (const { link, media } of added) {
			//mutant:false TestShellMorph/a_stylesheet_that_cannot: the old stylesheet stays if the new one cannot be loaded
			if (!all) link.remove();
			else if (media === null) link.removeAttribute("media");
			else link.setAttribute("media", media);
		}
		if (all) for (const link of unused) link.remove();
	};
}

/** Inserts a copy of a stylesheet that has no effect yet. */
function insert(theirs: HTMLLinkElement, place: (link: HTMLLinkElement) => void): NewStyle {
	const link = document.importNode(theirs, true);
	const media = link.getAttribute("media");
	link.setAttribute("media", "not all");
	fetched.add(link);
	const loaded = new Promise<boolean>((done) => {
		link.onload = () => done(true);
		link.onerror = () => done(false);
		setTimeout(done, loadTimeout, false);
	});
	place(link);
	return { link, media, loaded };
}

/** Loads again the stylesheets of the document that another build could not serve. */
export function retryFailed(retries = 0): void {
	for (const old of stylesheets()) {
		if (old.sheet || old.media === "not all") continue;
		const link = document.importNode(old, true);
		link.href = old.href.split("?")[0] + "?again=" + retries;
		link.onload = () => withoutRecording(() => old.remove());
		link.onerror = () => {
			withoutRecording(() => link.remove());
			if (retries < maxRetries) setTimeout(retryFailed, 1000 * 2 ** retries, retries + 1);
		};
		fetched.add(link);
		withoutRecording(() => old.after(link));
	}
}

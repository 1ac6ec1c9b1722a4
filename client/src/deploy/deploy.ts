// What another build, or another viewer, asks of an open tab: the shell is fetched and morphed around the page; a document that is due is
// loaded when nobody can lose anything by it. Loaded soon after the start, since the build that serves it may be gone when it is needed.

import * as name from "../contract";
import type { Core } from "../lazy/lazy";
import type { Control } from "../morph/fields";

export const of = CLIENT_FINGERPRINT;
declare const CLIENT_FINGERPRINT: string;

const styleWithin = 10_000;
const idleFor = 300_000;

/** Attributes of the root element that are the client's own: state, not markup. */
const state = [name.Fingerprints, name.Stream, name.Stale, name.Offline, "aria-busy"];

export function startDeploy(core: Core) {
	const { page, root, morph, parse, emit, fingerprints } = core;

	/** Fetches a document and shows its shell. Forced: also one that this tab has left. */
	async function renewShell(url: string, forced: boolean): Promise<void> {
		const html = await fetchDocument(url);
		if (!html) return; // it is tried again
		const next = core.parseDocument(html);
		const its = next.documentElement;
		const [, , shell = "", viewer = ""] = its.getAttribute(name.Fingerprints)?.split(".") ?? [];
		const body = next.getElementById(name.PageID);
		if (!shell || !body || !fingerprints.welcomes(shell, viewer, forced)) return;
		const swapStyles = await loadStyles(next);
		show(its);
		core.unnoted(swapStyles);
		fingerprints.setShell(shell, viewer, forced);
		core.refreshHooks(new Set());
		core.mountTriggers();
		core.mountParts();
		emit(null, "shell", { shell, viewer });
	}

	/** Undefined where there is no document, or no server. */
	async function fetchDocument(url: string): Promise<string | undefined> {
		try {
			const response = await fetch(url, { headers: { Accept: "text/html", [name.FromHeader]: url }, cache: "no-store", redirect: "manual" });
			if (response.headers.get("Content-Type")?.startsWith("text/html") && response.ok) return await response.text();
			if (url === page.url && (response.type === "opaqueredirect" || [401, 403].includes(response.status))) void core.recheck();
		} catch {
			// The server is down, or was before the end.
		}
		return undefined;
	}

	/** Everything but the page: what the server did not change stays as the person, and other scripts, have it. */
	function show(its: HTMLElement): void {
		const { head, body } = its.ownerDocument;
		for (const attribute of state) copyAttribute(attribute, root, its);
		core.unnoted(() => {
			setAttributes(root, its);
			setAttributes(document.body, body);
			showHead(head);
		});
		// Scripts run once, with their document: those that are here stay, and new ones wait for a new document.
		for (const script of body.querySelectorAll("script")) script.remove();
		body.querySelector("#" + name.PageID)!.replaceWith(core.copy(page.element.cloneNode(false)));
		for (const place of [name.Flash, name.Notice]) {
			const said = document.querySelector(`[${place}]`);
			for (const theirs of said ? body.querySelectorAll(`[${place}]`) : []) {
				theirs.textContent = said!.textContent;
				copyAttribute("hidden", said!, theirs);
			}
		}
		const holder = parse("");
		holder.append(...body.childNodes);
		morph(document.body, holder);
	}

	function copyAttribute(attribute: string, from: Element, to: Element): void {
		const value = from.getAttribute(attribute);
		if (value === null) to.removeAttribute(attribute);
		else to.setAttribute(attribute, value);
	}

	function setAttributes(el: Element, its: Element): void {
		for (const { name, value } of its.attributes) if (el.getAttribute(name) !== value && core.mayChange(el, name, value)) el.setAttribute(name, value);
		for (const { name } of [...el.attributes]) if (!its.hasAttribute(name) && core.mayChange(el, name, null)) el.removeAttribute(name);
	}

	/** What the page says of itself is not the shell's: its title, its description, its canonical address. */
	const own = "title,script,base,meta[http-equiv],meta[name=description],link[rel=canonical]";
	const isStyle = (el: Element) => el.matches("link[rel~=stylesheet]");

	const keyOf = (el: Element) => el.localName + ["name", "property", "rel", "href", "charset", "media", "sizes"].map((a) => el.getAttribute(a)).join("\n");

	/** What came with a shell that was fetched: the server's, though it was put here by a script. */
	const fetched = new WeakSet<Element>();
	const fromServer = (els: Iterable<Element>) => {
		const added = core.addedTo(document.head);
		return [...els].filter((el) => fetched.has(el) || !added.includes(el));
	};

	function showHead(theirs: HTMLHeadElement): void {
		const free = new Set(fromServer(document.head.children).filter((el) => !el.matches(own) && !isStyle(el)));
		for (const its of theirs.children) {
			if (its.matches(own) || isStyle(its)) continue;
			const known = [...free].find((el) => keyOf(el) === keyOf(its));
			if (known) {
				free.delete(known);
				setAttributes(known, its);
				if (known.textContent !== its.textContent) known.textContent = its.textContent;
			} else {
				const el = document.importNode(its, true);
				fetched.add(el);
				document.head.append(el);
			}
		}
		for (const el of free) el.remove();
	}

	/** Loads the stylesheets that are not here yet, without an effect. What is returned puts them in the place of the old ones; if one of them cannot be loaded, the old ones stay. */
	async function loadStyles(next: Document): Promise<() => void> {
		const old = fromServer(document.head.querySelectorAll("link[rel~=stylesheet]")) as HTMLLinkElement[];
		const unused = new Set(old);
		const added: [link: HTMLLinkElement, media: string | null, loaded: Promise<boolean>][] = [];
		let before: Element | undefined;
		core.unnoted(() => {
			for (const its of next.querySelectorAll<HTMLLinkElement>("head link[rel~=stylesheet]")) {
				const href = new URL(its.getAttribute("href") ?? "", location.href).href;
				const known = [...unused].find((el) => el.href === href);
				if (known) {
					unused.delete(known);
					before = known;
					continue;
				}
				const link = document.importNode(its, true);
				const media = link.getAttribute("media");
				link.setAttribute("media", "not all");
				fetched.add(link);
				const loaded = new Promise<boolean>((done) => {
					link.onload = () => done(true);
					link.onerror = () => done(false);
					setTimeout(done, styleWithin, false);
				});
				added.push([link, media, loaded]);
				if (before) before.after(link);
				else if (old[0]) old[0].before(link);
				else document.head.append(link);
				before = link;
			}
		});
		const all = (await Promise.all(added.map(([, , loaded]) => loaded))).every(Boolean);
		return () => {
			for (const [link, media] of added) {
				if (!all) link.remove();
				else if (media === null) link.removeAttribute("media");
				else link.setAttribute("media", media);
			}
			if (all) for (const link of unused) link.remove();
		};
	}

	/** A stylesheet that another build could not serve, which does not have it: asked for again, a few times. */
	function retryStyles(tries = 0): void {
		for (const old of document.head.querySelectorAll<HTMLLinkElement>("link[rel~=stylesheet]")) {
			if (old.sheet || old.media === "not all") continue;
			const link = document.importNode(old, true);
			link.href = old.href.split("?")[0] + "?again=" + tries;
			link.onload = () => core.unnoted(() => old.remove());
			link.onerror = () => {
				core.unnoted(() => link.remove());
				if (tries < 5) setTimeout(retryStyles, 1000 * 2 ** tries, tries + 1);
			};
			fetched.add(link);
			core.unnoted(() => old.after(link));
		}
	}
	retryStyles();

	/** Whether somebody could lose something by another document. */
	function changed(): boolean {
		const dirty = [...document.querySelectorAll<Control>("input,textarea,select")].some((el) => core.editable(el) && core.isDirty(el));
		const edited = [...core.ours].some(([el, { children }]) => children && (el as HTMLElement).isContentEditable);
		const open = document.querySelector("dialog[open],:popover-open");
		return dirty || edited || !!open || !!document.activeElement?.closest(`[${name.Keep}]`) || core.submitting() || !core.draftsAreSafe();
	}

	/** Whether the app answers for this page, and a document would still bring what is due. */
	async function answers(): Promise<boolean> {
		const { status, patch } = await core.ask(page.url, { redirect: "manual" }, "");
		return status === 200 && !!patch && core.isHere(patch) && fingerprints.documentDue();
	}

	let touched = Date.now();
	let considering = false;

	/** Loads the document that is due: twice within a few seconds the app must have answered, since a new build may die with its first answer. */
	async function consider(): Promise<void> {
		const ready = () => fingerprints.documentDue() && !changed() && (document.hidden || Date.now() - touched > idleFor);
		if (considering || !ready()) return;
		considering = true;
		try {
			if (!(await answers())) return;
			await new Promise((done) => setTimeout(done, 3000));
			if ((await answers()) && ready() && fingerprints.seekDocument()) location.reload();
		} finally {
			considering = false;
		}
	}

	for (const type of ["keydown", "pointerdown", "wheel", "touchstart"]) addEventListener(type, () => (touched = Date.now()), { capture: true, passive: true });
	document.addEventListener("visibilitychange", () => document.hidden && setTimeout(consider, 5000 + Math.random() * 25_000));
	setInterval(consider, 60_000 * (0.5 + Math.random()));

	return { renewShell, changed };
}

// The page's one stream: opened with the version held, read until the page is left, opened again for as long as it takes.

import { backoff } from "./backoff";
import * as name from "../contract";
import { anchored, deploy, draftsAreSafe, mounted, mountParts, needSoon, parts } from "../lazy/lazy";
import { emit } from "../util/events";
import { compare, doubtBuild, renewShell } from "../deploy/fingerprints";
import { fit } from "../page/resolve";
import { reload } from "../navigation/document";
import { sayPassing, unsayPassing, words } from "../util/messages";
import { ask, type Answer } from "../page/fetchPatch";
import { page, root } from "../page/page";
import { apply } from "../page/patch";
import { readStream, type StreamEvent } from "./sse";
import { isHere, visit } from "../navigation/visit";

type State = "connecting" | "live" | "waiting" | "polling" | "hidden" | "off";

const quiet = 150; // after a navigation: quick successive ones open one stream, not one each
const hiddenAfter = 5000;
const goodLife = 10_000; // a stream that lived this long was a good one: the next failure starts from the first span

// Where no stream gets through, the page is asked for from time to time, and the stream every now and then.
const helloWithin = 10_000;
const pollEvery = 20_000;
const streamEvery = 300_000;

let current: AbortController | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let hiding: ReturnType<typeof setTimeout> | undefined;
let tries = 0;
let silence = 50_000;
let heard = 0;
let unheard = 0; // streams in a row that said nothing
let polling = 0; // until when the page is asked for instead
let crowded = false; // other tabs of the site leave this one no connection
let whole = false; // the whole page is asked for, and has not come yet

function state(now: State): void {
	if (root.getAttribute(name.Stream) === now) return;
	root.setAttribute(name.Stream, now);
	emit(null, "stream", { state: now });
}

function drop(): void {
	clearTimeout(timer);
	current?.abort();
	current = undefined;
}

function closeStream(as: State = "off"): void {
	drop();
	state(as);
}

/** For a page that has just been shown. */
export function openStream(delay = quiet, afresh = false): void {
	drop();
	tries = 0;
	whole = afresh;
	if (!page.version) state("off");
	else if (document.hidden && !liveWhileHidden()) state("hidden");
	else {
		const polls = begin();
		timer = setTimeout(connect, delay && polls ? pollEvery : delay);
	}
}

function begin(): boolean {
	const polls = crowded || Date.now() < polling;
	state(polls ? "polling" : "connecting");
	return polls;
}

function liveWhileHidden(): boolean {
	return !!document.querySelector(`[${name.Live}=hidden]`);
}

async function connect(): Promise<void> {
	const mine = (current = new AbortController());
	let since = 0;
	let after = 0;
	let watchdog: ReturnType<typeof setTimeout> | undefined;
	const sign = () => {
		heard = Date.now();
		clearTimeout(watchdog);
		watchdog = setTimeout(() => mine.abort(), since || polls ? silence : helloWithin);
	};
	const polls = begin();
	let why = "";
	sign();
	try {
		await mounted; // what the page has to say of its parts
		await anchored;
		if (polls) return void (await look(mine.signal));
		const held = parts?.hold(false).header;
		const response = await fetch(page.url, {
			headers: { Accept: name.StreamType, ...(!whole && { [name.VersionHeader]: page.version }), ...(held && { [name.PartsHeader]: held }) },
			signal: mine.signal,
			cache: "no-store",
			redirect: "manual",
		});
		if (mine !== current) return;
		root.removeAttribute(name.Offline);
		if (response.type === "opaqueredirect" || [401, 403, 404].includes(response.status)) {
			if (await askAgain(mine.signal)) return;
			if (refusedBefore) after = 3000;
			else tries = 9;
		} else if (response.ok && response.body && response.headers.get("Content-Type")?.startsWith(name.StreamType)) {
			await readStream(response.body, sign, (event) => {
				if (mine !== current) return; // for a page that has been left
				try {
					receive(event);
					if (event.event === name.Hello) {
						since = Date.now();
						sign();
					}
				} catch (err) {
					reportError(err);
					afresh();
				}
			});
		} else {
			after = Math.min(60, +(response.headers.get("Retry-After") ?? 0) || 0) * 1000;
			if (response.status === 501) why = await response.text();
			else void response.body?.cancel();
		}
	} catch {
		if (mine === current && !mine.signal.aborted && !since) root.setAttribute(name.Offline, "");
	} finally {
		clearTimeout(watchdog);
		if (mine === current) {
			doubtBuild();
			unheard = since ? 0 : unheard + +mine.signal.aborted;
			mine.abort();
			current = undefined;
			if (since && Date.now() - since >= goodLife) tries = 0;
			if (why || unheard > 1) {
				if (!polling) console.warn("goldfish: no stream gets through, so this page looks for news every 20 seconds. " + why);
				polling = Date.now() + streamEvery;
			}
			if (crowded || Date.now() < polling) {
				state("polling");
				timer = setTimeout(connect, pollEvery * (0.75 + Math.random() / 2));
			} else {
				state("waiting");
				timer = setTimeout(connect, after + backoff(tries++));
			}
		}
	}
}

/** Asks for the page, as a push would bring it. */
async function look(signal: AbortSignal): Promise<void> {
	const answer = await ask(page.url, { signal, redirect: "manual" }, "");
	if (!signal.aborted) await arrive(answer);
}

/** Shows what has come of asking for the page. False where it cannot be shown: then the document has been loaded, or the page stays as it is. */
async function arrive({ status, patch }: Answer): Promise<boolean> {
	if (status === 200 && patch && isHere(patch)) {
		if (patch.version !== page.version || !patch.version) apply(patch, { reason: "push" });
		else mountParts(patch.parts);
		root.removeAttribute(name.Stale);
		refusedBefore = false;
		unsayPassing();
		return true;
	}
	if (!status || status >= 500) return false;
	const { url } = page;
	await needSoon();
	if (page.url !== url) return false;
	const unchanged = !!deploy && !deploy.changed() && draftsAreSafe();
	const shown = patch?.body !== undefined && status !== 401 && status !== 403;
	if (unchanged && status === 200 && patch && !patch.location) {
		void visit(page.url, { history: "replace" }); // another page of the app
	} else if (unchanged && status >= 400 && shown) {
		apply({ ...patch, url, version: "" }, { reason: "push", fresh: true });
		closeStream();
	} else if (unchanged && !refusedBefore) {
		refusedBefore = true; // a build may die with its first answer: only the second one is a reason for a document
	} else if (!unchanged || !reload()) {
		refusedBefore = false;
		if (!root.hasAttribute(name.Stale)) sayPassing(patch?.say ?? words.ended);
		root.setAttribute(name.Stale, "");
	}
	return false;
}
let refusedBefore = false;

/** The page may have gone, or may not be for this viewer any more. */
export async function recheck(): Promise<void> {
	drop();
	state("waiting");
	const mine = (current = new AbortController());
	const shown = await askAgain(mine.signal).catch(() => false);
	if (mine !== current || !page.version) return;
	current = undefined;
	const often = Date.now() - rechecked < goodLife; // a server that says so again and again
	rechecked = Date.now();
	if (shown && !often) openStream(0);
	else timer = setTimeout(refusedBefore ? recheck : connect, refusedBefore ? 3000 : goodLife + backoff(tries++));
}
let rechecked = 0;

/** Whether the page can be shown. */
async function askAgain(signal: AbortSignal): Promise<boolean> {
	const answer = await ask(page.url, { signal, redirect: "manual" }, "");
	return !signal.aborted && arrive(answer);
}

function receive({ event, id, data }: StreamEvent): void {
	const its = JSON.parse(data);
	switch (event) {
		case name.Hello:
			silence = 2500 * ((its as name.HelloData).heartbeat || 20);
			void compare((its as name.HelloData).fingerprints);
			state("live");
			unsayPassing();
			break;
		case name.StaleEvent:
			root.setAttribute(name.Stale, "");
			emit(null, "stream", { state: "stale", say: its.say });
			break;
		case name.FreshEvent:
			root.removeAttribute(name.Stale);
			emit(null, "stream", { state: "fresh" });
			break;
		case name.ShellEvent:
			void renewShell(undefined, true);
			break;
		case name.RecheckEvent:
			void recheck();
			break;
		case name.PartEvent:
			parts?.receive({ ...its, version: its.body === undefined && !its.delta ? undefined : id });
			break;
		case "message": {
			if (id === page.version) return root.removeAttribute(name.Stale);
			const patch = fit({ ...(Array.isArray(its) ? { delta: its } : its), version: id }, page);
			if (!patch) return afresh();
			apply(patch, { reason: "push" });
			whole = false;
		}
	}
}

/** Lets go, and does not come back at once. */
function retreat(): void {
	tries = Math.max(tries, 3);
	current?.abort();
}

/** What came does not fit what is held: opens the stream again for the whole. At once, but not in a circle. */
function afresh(): void {
	if (whole) retreat();
	else openStream(0, true);
}

/** Another tab of the site has opened its stream, or let go of it. */
export function crowd(full: boolean): void {
	if (document.hidden && !liveWhileHidden()) {
		if (current) closeStream("hidden");
	} else if (full !== crowded && page.version) {
		crowded = full;
		openStream(+full);
	}
}

/** At once: the network or the person has come back. */
function wake(): void {
	crowded = false;
	if (page.version) openStream(0);
}

export function startStream(): void {
	document.addEventListener("visibilitychange", () => {
		clearTimeout(hiding);
		if (!document.hidden) {
			if (!current || Date.now() - heard > silence) wake();
		} else if (page.version) {
			hiding = setTimeout(() => liveWhileHidden() || closeStream("hidden"), hiddenAfter);
		}
	});
	addEventListener("online", wake);
	addEventListener("offline", () => root.setAttribute(name.Offline, ""));
	addEventListener("pagehide", () => closeStream());
	addEventListener("pageshow", (event) => event.persisted && wake());
	openStream(0);
}

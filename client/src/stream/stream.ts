// The stream of the page: opened with the version that the client has, and opened again whenever it
// ends, for as long as the page is open.

import * as name from "../contract";
import { compareFingerprints, doubtBuild, renewShell } from "../deploy/fingerprints";
import { lazy } from "../lazy/lazy";
import { anchorReady } from "../page/loadAnchor";
import { page, root } from "../page/page";
import { apply } from "../page/patch";
import { resolve } from "../page/resolve";
import { answerShown, pageDoubted } from "../page/signals";
import { partsReady } from "../parts/load";
import { emit } from "../util/events";
import { clearServerMessage } from "../util/messages";
import { backoff } from "./backoff";
import { refresh, refusedOnce } from "./refresh";
import { readStream, type StreamEvent } from "./sse";

/**
 * What the tab does about its stream; also the value of data-gf-stream.
 *
 * - off: nothing. The page is not live, or is being left.
 * - hidden: nothing, since the tab is hidden.
 * - connecting: a request is sent, or will be in a moment.
 * - live: the server has said hello.
 * - waiting: the stream has ended; a timer opens the next one. Or the page is fetched again.
 * - polling: no stream is possible; a timer fetches the page.
 *
 *	any ── open ──▶ connecting, polling, hidden or off
 *	connecting ── hello ──▶ live
 *	connecting, live, polling ── end ──▶ waiting or polling ── timer ──▶ connecting or polling
 *	any ── check ──▶ waiting ──▶ connecting, or off if the page is gone
 *	any ── close ──▶ hidden or off
 */
type State = "off" | "hidden" | "connecting" | "live" | "waiting" | "polling";

/** Milliseconds. Quick navigations open one stream, not one each. */
const debounceMs = 150;
const hiddenAfter = 5000;
/** A stream that lived so long was healthy: the back-off starts again. */
const healthyAfter = 10_000;
const helloTimeout = 10_000;
const pollInterval = 20_000;
/** While it polls, the tab tries the stream again after so long. */
const pollFor = 300_000;
const refusedRetry = 3000;
const backoffOfErrors = 3;
const backoffOfRefusals = 9;

/** A request under way: the stream, or the page. */
interface Attempt {
	controller: AbortController;
	/** When the server said hello; 0 before that. */
	helloAt: number;
	/** What the server demands before the next attempt. */
	retryAfter: number;
	/** Why the server cannot stream; empty if it can. */
	blocked: string;
}

let state: State | undefined;
let attempt: Attempt | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let failures = 0;
let idleTimeout = 50_000;
let lastActivity = 0;
/** Streams in a row on which nothing arrived. */
let silentStreams = 0;
let pollUntil = 0;
/** Other tabs of the site leave no connection for this one. */
let overTabLimit = false;
/** The stream is opened for the full page, which has not arrived yet. */
let full = false;

function setState(next: State): void {
	if (state === next) return;
	state = next;
	root.setAttribute(name.Stream, state);
	emit(null, "stream", { state });
}

/** Ends what is under way and enters a state. With a delay, `then` is called after it. */
function enter(next: State, delay?: number, then: () => void = connect): void {
	clearTimeout(timer);
	attempt?.controller.abort();
	attempt = undefined;
	setState(next);
	if (delay !== undefined) timer = setTimeout(then, delay);
}

function begin(): Attempt {
	const controller = new AbortController();
	return (attempt = { controller, helloAt: 0, retryAfter: 0, blocked: "" });
}

function mustPoll(): boolean {
	return overTabLimit || Date.now() < pollUntil;
}

function mayStream(): boolean {
	return !document.hidden || !!document.querySelector(`[${name.Live}=hidden]`);
}

/** Opens the stream for the page as it is now. `inFull` asks for the whole body. */
function open(delay: number, inFull = false): void {
	failures = 0;
	full = inFull;
	if (!page.version) enter("off");
	else if (!mayStream()) enter("hidden");
	else if (mustPoll()) enter("polling", delay && pollInterval);
	else enter("connecting", delay);
}

/** Opens the stream at once: the network or the person is back. */
function resume(): void {
	overTabLimit = false;
	if (page.version) open(0);
}

async function connect(): Promise<void> {
	const polls = mustPoll();
	enter(polls ? "polling" : "connecting");
	const current = begin();
	const { controller } = current;
	let watchdog: ReturnType<typeof setTimeout> | undefined;
	const onActivity = () => {
		lastActivity = Date.now();
		clearTimeout(watchdog);
		const timeout = current.helloAt || polls ? idleTimeout : helloTimeout;
		watchdog = setTimeout(() => controller.abort(), timeout);
	};
	onActivity();
	try {
		await partsReady;
		await anchorReady;
		if (polls) await check(controller.signal);
		else await stream(current, onActivity);
	} catch {
		if (attempt === current && !controller.signal.aborted && !current.helloAt)
			root.setAttribute(name.Offline, "");
	} finally {
		clearTimeout(watchdog);
		if (attempt === current) end(current);
	}
}

/** Sends the request and reads the stream until it ends. */
async function stream(current: Attempt, onActivity: () => void): Promise<void> {
	const { signal } = current.controller;
	const headers: Record<string, string> = { Accept: name.StreamType };
	if (!full) headers[name.VersionHeader] = page.version;
	const parts = lazy.parts?.versions(false).header;
	if (parts) headers[name.PartsHeader] = parts;
	const init: RequestInit = { headers, signal, cache: "no-store", redirect: "manual" };
	const response = await fetch(page.url, init);
	if (attempt !== current) return;
	root.removeAttribute(name.Offline);
	const { body, status } = response;
	if (response.type === "opaqueredirect" || [401, 403, 404].includes(status)) {
		if (await check(signal)) return;
		if (refusedOnce) current.retryAfter = refusedRetry;
		else failures = backoffOfRefusals;
		return;
	}
	const isStream = response.headers.get("Content-Type")?.startsWith(name.StreamType);
	if (!response.ok || !body || !isStream) {
		current.retryAfter = Math.min(60, +(response.headers.get("Retry-After") ?? 0) || 0) * 1000;
		if (status === 501) current.blocked = await response.text();
		else void body?.cancel();
		return;
	}
	await readStream(body, onActivity, (event) => {
		if (attempt !== current) return; // the stream of a page that has been left
		try {
			receive(event);
			if (event.event !== name.Hello) return;
			current.helloAt = Date.now();
			onActivity();
		} catch (err) {
			reportError(err);
			reopenFull();
		}
	});
}

/** The attempt has ended by itself: the next one follows. */
function end({ controller, helloAt, retryAfter, blocked }: Attempt): void {
	const now = Date.now();
	doubtBuild();
	silentStreams = helloAt ? 0 : silentStreams + Number(controller.signal.aborted);
	if (helloAt && now - helloAt >= healthyAfter) failures = 0;
	if (blocked || silentStreams > 1) {
		if (!pollUntil)
			console.warn(
				"goldfish: no stream gets through, so this page looks for news every 20 seconds. " +
					blocked,
			);
		pollUntil = now + pollFor;
	}
	if (mustPoll()) enter("polling", pollInterval * (0.75 + Math.random() / 2));
	else enter("waiting", retryAfter + backoff(failures++));
}

/** Fetches the page. Returns whether it is up to date. If it is gone, the stream is closed. */
async function check(signal: AbortSignal): Promise<boolean> {
	const result = await refresh(signal);
	if (result === "gone") enter("off");
	return result === "shown";
}

let lastRecheck = 0;

/** The page may be gone, or may not be for this viewer any more. */
async function recheck(): Promise<void> {
	enter("waiting");
	const current = begin();
	const shown = await check(current.controller.signal).catch(() => false);
	if (attempt !== current || !page.version) return;
	// A server may say so again and again.
	const often = Date.now() - lastRecheck < healthyAfter;
	lastRecheck = Date.now();
	if (shown && !often) open(0);
	else if (refusedOnce) enter("waiting", refusedRetry, recheck);
	else enter("waiting", healthyAfter + backoff(failures++));
}

function receive({ event, id, data: json }: StreamEvent): void {
	const data = JSON.parse(json);
	switch (event) {
		case name.Hello: {
			const { fingerprints, heartbeat } = data as name.HelloData;
			idleTimeout = 2500 * (heartbeat || 20);
			void compareFingerprints(fingerprints);
			setState("live");
			clearServerMessage();
			break;
		}
		case name.StaleEvent:
			root.setAttribute(name.Stale, "");
			emit(null, "stream", { state: "stale", message: data.message });
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
		case name.PartEvent: {
			const hasContent = data.body !== undefined || data.delta;
			lazy.parts?.receive({ ...data, version: hasContent ? id : undefined });
			break;
		}
		case "message": {
			if (id === page.version) return root.removeAttribute(name.Stale);
			const answer = Array.isArray(data) ? { delta: data } : data;
			const patch = resolve({ ...answer, version: id }, page);
			if (!patch) return reopenFull();
			apply(patch, { reason: "push" });
			full = false;
		}
	}
}

/**
 * An event does not fit. Opens the stream for the full page at once; if it does not fit either,
 * backs off.
 */
function reopenFull(): void {
	if (!full) return open(0, true);
	failures = Math.max(failures, backoffOfErrors);
	attempt?.controller.abort();
}

/** Other tabs of the site have taken the last connection, or have left one. */
export function setOverLimit(over: boolean): void {
	if (!mayStream()) {
		if (attempt) enter("hidden");
	} else if (over !== overTabLimit && page.version) {
		overTabLimit = over;
		open(over ? debounceMs : 0);
	}
}

export function startStream(): void {
	let hiding: ReturnType<typeof setTimeout> | undefined;
	document.addEventListener("visibilitychange", () => {
		clearTimeout(hiding);
		if (!document.hidden) {
			if (!attempt || Date.now() - lastActivity > idleTimeout) resume();
		} else if (page.version) {
			hiding = setTimeout(() => mayStream() || enter("hidden"), hiddenAfter);
		}
	});
	addEventListener("online", resume);
	addEventListener("offline", () => root.setAttribute(name.Offline, ""));
	addEventListener("pagehide", () => enter("off"));
	addEventListener("pageshow", (event) => event.persisted && resume());
	answerShown.listen(() => open(debounceMs));
	pageDoubted.listen(() => void recheck());
	open(0);
}

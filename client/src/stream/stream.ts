// The stream of the page: opened with the version that the client has, and opened again whenever it
// ends, for as long as the page is open. phases.ts decides what comes next; this file does it.

import * as name from "../contract";
import { doubtBuild } from "../deploy/fingerprints";
import { ready } from "../lazy/lazy";
import { page, root } from "../page/page";
import { released } from "../page/press";
import { answerShown, pageDoubted, serverStops } from "../page/signals";
import { document, removeAttr, setAttr } from "../util/dom";
import { emit } from "../util/events";
import { now } from "../util/now";
import { own } from "../util/own";
import { pauseAfter, secondsOfRetryAfter } from "../util/retryAfter";
import { Attempt, isSilent } from "./attempt";
import { backoff } from "./backoff";
import { receive, type Received } from "./events";
import { debounce, initialState, transition, type Action, type End, type Input } from "./phases";
import { refresh, refusedOnce } from "./refresh";
import { refusesPage, requestStream, streamOf } from "./request";
import { readStream, type StreamEvent } from "./sse";
import { inTurn } from "./turns";

/** A tab that is hidden for a moment keeps its stream. Milliseconds. */
const hiddenAfter = 5000;

const state = initialState();
/** What is under way. What another attempt brings is not looked at. */
let attempt: Attempt | undefined;
/** The attempt that replaces the stream when it brings its first event. */
let successor: Attempt | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
/** Streams in a row that somebody refused. */
let refusals = 0;

function mayStream(): boolean {
	return !document.hidden || !!document.querySelector(own(name.Live, "hidden"));
}

function dispatch(input: Input): void {
	const { phase, pollUntil } = state;
	const action = transition(state, input, {
		now: now(),
		random: Math.random(),
		isLive: !!page.version,
		mayStream: mayStream(),
	});
	if (action) endCurrent();
	if (state.phase !== phase) {
		setAttr(root, name.Stream, state.phase!);
		emit(null, "stream", { state: state.phase });
	}
	if (action) perform(action);
	if (input.type === "end" && !pollUntil && state.pollUntil)
		console.warn(
			"goldfish: no stream gets through, so this page looks for news every 20 seconds. " +
				(input.end.blocked ?? ""),
		);
}

function endCurrent(): void {
	clearTimeout(timer);
	attempt?.abort();
	successor?.abort();
	attempt = successor = undefined;
}

function perform({ send, wait, then }: Action): void {
	if (then) timer = setTimeout(dispatch, wait, then);
	else if (send === "check") void check();
	else if (send) void connect(send);
}

/** Opens the stream, or fetches the page in place of it. */
async function connect(send: "stream" | "page"): Promise<void> {
	const current = (attempt = new Attempt(send === "stream"));
	const { signal } = current;
	let end: Partial<End> = {};
	try {
		await ready.base;
		await ready.parts;
		await ready.anchor;
		if (send === "stream") end = await stream(current);
		else await isCurrent(signal);
	} catch {
		if (attempt === current && !signal.aborted && !current.helloAt)
			setAttr(root, name.Offline, "");
	}
	finish(current, end);
}

/** An attempt has ended by itself. */
function finish(current: Attempt, end: Partial<End> = {}): void {
	current.end();
	if (successor === current) successor = undefined;
	if (attempt !== current) return;
	if (successor) {
		attempt = successor;
		successor = undefined;
		return;
	}
	doubtBuild();
	const silent = current.signal.aborted;
	dispatch({ type: "end", end: { ...end, lived: current.lived(), silent } });
}

/** Sends the request and reads the stream until it ends. */
async function stream(current: Attempt): Promise<Partial<End>> {
	const { signal } = current;
	const response = await requestStream(state.full, signal);
	if (attempt !== current) return {};
	removeAttr(root, name.Offline);
	if (refusesPage(response)) {
		if (await isCurrent(signal)) return { blocked: refusedAgain(response) };
		return { refused: refusedOnce() ? "once" : "again" };
	}
	const body = streamOf(response);
	if (!body) {
		const retryAfter = pauseAfter(secondsOfRetryAfter(response));
		if (response.status === 501) return { retryAfter, blocked: await response.text() };
		void response.body?.cancel();
		const stops = response.status === 503; // the app, and pages are still answered
		if (stops || !(await isCurrent(signal))) return { retryAfter };
		return { retryAfter, blocked: refusedAgain(response) };
	}
	await read(current, body);
	return {};
}

function read(current: Attempt, body: ReadableStream<Uint8Array>): Promise<void> {
	return readStream(
		body,
		() => current.active(),
		released,
		(event) => {
			if (successor === current) {
				//mutant:delete TestByeOpensTheNextStreamFirst/the_stream_stays: the old stream is closed then
				attempt?.abort();
				attempt = current;
				successor = undefined;
			}
			//mutant:true TestStreamReconnectAndHeartbeat/events_for_an_older_page: an event of a page that was left is not shown
			if (attempt === current) onEvent(current, event);
		},
	);
}

/**
 * The server is about to stop. Opens the next stream, and keeps this one until the server says
 * hello on the next one. If this one ends before that, the tab reconnects as usual.
 */
async function replaceStream(current: Attempt): Promise<void> {
	serverStops.send();
	for (let tries = 0; attempt === current; tries++) {
		if (tries) await new Promise((resolve) => setTimeout(resolve, backoff(tries - 1)));
		await inTurn(() => openSuccessor(current));
	}
}

/** Returns when the next stream has replaced this one, or could not be opened. */
async function openSuccessor(current: Attempt): Promise<void> {
	if (attempt !== current) return;
	const next = (successor = new Attempt(true));
	await new Promise<void>((settle) => {
		next.onHello = settle;
		void requestStream(false, next.signal)
			.then((response) => {
				const body = streamOf(response);
				if (body) return read(next, body);
				return response.body?.cancel(); // the old stream is still there
			})
			.catch(() => {})
			.then(() => finish(next))
			.then(settle);
	});
}

/** A proxy may refuse streams, and let patches through. Then the tab has to poll. */
function refusedAgain({ status }: Response): string | undefined {
	return ++refusals > 1 ? `The stream's status is ${status}.` : undefined;
}

function onEvent(current: Attempt, event: StreamEvent): void {
	let received: Received;
	try {
		received = receive(event);
	} catch (err) {
		reportError(err);
		received = { type: "misfit" };
	}
	if (received?.type === "hello") {
		refusals = 0;
		current.hello(received.heartbeat);
	}
	//mutant:false TestByeOpensTheNextStreamFirst/the_stream_stays: at bye the next stream is opened
	if (received?.type === "bye") void replaceStream(current);
	else if (received) dispatch(received);
}

/** Fetches the page. Returns whether it is up to date. If it is gone, the stream is closed. */
async function isCurrent(signal: AbortSignal): Promise<boolean> {
	const result = await refresh(signal);
	if (result === "gone") dispatch({ type: "close", phase: "off" });
	return result === "shown";
}

/** The page may be gone, or may not be for this viewer any more. */
async function check(): Promise<void> {
	const current = (attempt = new Attempt(false));
	const shown = await isCurrent(current.signal).catch(() => false);
	current.end();
	if (attempt === current) dispatch({ type: "checked", shown, refusedOnce: refusedOnce() });
}

/** Other tabs of the site have taken the last connection, or have left one. */
export function setOverLimit(over: boolean): void {
	dispatch({ type: "limit", over });
}

export function startStream(): void {
	const resume = () => dispatch({ type: "resume" });
	const close = (phase: "off" | "hidden") => dispatch({ type: "close", phase });
	let hiding: ReturnType<typeof setTimeout> | undefined;
	let reopened = false;
	document.addEventListener("visibilitychange", () => {
		clearTimeout(hiding);
		if (document.hidden) {
			if (page.version)
				hiding = setTimeout(() => {
					// The next stream says that the tab is hidden.
					if (mayStream()) reopened = true, resume();
					else close("hidden");
				}, hiddenAfter);
		} else if (!attempt || reopened || isSilent()) {
			reopened = false;
			resume();
		}
	});
	// The person is back at a machine that slept, and the stream may have died meanwhile.
	//mutant:delete TestSleepAndClock/a_machine_that_slept: a stream that has died is replaced at once
	addEventListener("focus", () => isSilent() && resume());
	addEventListener("online", resume);
	addEventListener("offline", () => setAttr(root, name.Offline, ""));
	addEventListener("pagehide", () => close("off"));
	addEventListener("pageshow", (event) => event.persisted && resume());
	answerShown.listen(() => dispatch({ type: "open", delay: debounce }));
	pageDoubted.listen(() => dispatch({ type: "check" }));
	dispatch({ type: "open", delay: 0 });
}

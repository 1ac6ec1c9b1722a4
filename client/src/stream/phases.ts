// The state machine of the stream: which phase follows what happens, and what the tab does then.
// It knows nothing of the page and of requests.

import { backoff } from "./backoff";

/**
 * What the tab does about its stream; also the value of data-gf-stream.
 *
 * - off: nothing. The page is not live, or is being left.
 * - hidden: nothing, since the tab is hidden.
 * - connecting: a request is sent, or will be in a moment.
 * - live: the server has said hello.
 * - waiting: the stream has ended, and a timer opens the next one. Or the page is checked.
 * - polling: no stream is possible, and a timer fetches the page.
 */
export type Phase = "off" | "hidden" | "connecting" | "live" | "waiting" | "polling";

export interface State {
	phase?: Phase;
	/** Attempts in a row that have failed. */
	failures: number;
	/** Streams in a row on which nothing arrived. */
	silentStreams: number;
	/** Until when the tab polls; 0 if a stream has always got through. */
	pollUntil: number;
	/** Other tabs of the site leave no connection for this one. */
	overTabLimit: boolean;
	/** The stream is opened for the full page, which has not arrived yet. */
	full: boolean;
	/** When the page was last checked; NaN before that. */
	checkedAt: number;
}

/** What happens. Times are in milliseconds. */
export type Input =
	/** The page shows another version, or the tab has a reason to try at once. */
	| { type: "open"; delay: number }
	/** The person or the network is back. */
	| { type: "resume" }
	/** The wait is over. */
	| { type: "connect" }
	| { type: "hello" }
	/** The body of an event is shown. */
	| { type: "shown" }
	/** An event does not fit what the page shows. */
	| { type: "misfit" }
	| { type: "end"; end: End }
	/** The page may be gone, or may not be for this viewer any more. */
	| { type: "check" }
	/** The page was checked: is it up to date, or refused for the first time? */
	| { type: "checked"; shown: boolean; refusedOnce: boolean }
	/** Other tabs have taken the last connection, or have left one. */
	| { type: "limit"; over: boolean }
	| { type: "close"; phase: "off" | "hidden" };

/** How an attempt has ended by itself. */
export interface End {
	/** For how long the stream was live; 0 if it never was. */
	lived: number;
	/** Nothing arrived for too long. */
	silent: boolean;
	/** What the server demands before the next attempt. */
	retryAfter?: number;
	/** The server refuses the page: once, or again. */
	refused?: "once" | "again" | undefined;
	/** Why the server cannot stream; empty if it can. */
	blocked?: string | undefined;
}

/** What the transition depends on beside the state. */
export interface Conditions {
	now: number;
	/** From 0 to 1. */
	random: number;
	/** The page has a version. */
	isLive: boolean;
	/** The tab is visible, or streams while it is hidden. */
	mayStream: boolean;
}

/** What replaces what is under way: a request, or a wait for the next input, or nothing. */
export interface Action {
	send?: "stream" | "page" | "check";
	/** Milliseconds. */
	wait?: number;
	then?: Input;
}

/** Milliseconds. */
export const debounce = 150;
/** A stream that lived so long was healthy: the back-off starts again. */
const healthyAfter = 10_000;
const pollInterval = 20_000;
/** While it polls, the tab tries the stream again after so long. */
const pollFor = 300_000;
const refusedRetry = 3000;
const failuresOfMisfit = 3;
const failuresOfRefusal = 9;

export const initialState = (): State => ({
	failures: 0,
	silentStreams: 0,
	pollUntil: 0,
	overTabLimit: false,
	full: false,
	checkedAt: NaN,
});

/** Changes the state. Returns undefined if what is under way goes on. */
export function transition(state: State, input: Input, at: Conditions): Action | undefined {
	const { now, random } = at;
	const mustPoll = () => state.overTabLimit || now < state.pollUntil;

	function enter(phase: Phase, action: Action = {}): Action {
		state.phase = phase;
		return action;
	}

	function connect(): Action {
		if (mustPoll()) return enter("polling", { send: "page" });
		return enter("connecting", { send: "stream" });
	}

	function connectAfter(phase: Phase, wait: number): Action {
		return enter(phase, { wait, then: { type: "connect" } });
	}

	function open(delay: number): Action {
		state.failures = 0;
		if (!at.isLive) return enter("off");
		if (!at.mayStream) return enter("hidden");
		if (!delay) return connect();
		return mustPoll() ? connectAfter("polling", pollInterval) : connectAfter("connecting", delay);
	}

	function retry(atLeast = 0): Action {
		if (mustPoll()) return connectAfter("polling", pollInterval * (0.75 + random / 2));
		return connectAfter("waiting", atLeast + backoff(state.failures++, random));
	}

	switch (input.type) {
		case "open":
			state.full = false;
			return open(input.delay);
		case "resume":
			state.overTabLimit = state.full = false;
			return at.isLive ? open(0) : undefined;
		case "connect":
			return connect();
		case "hello":
			state.phase = "live";
			return undefined;
		case "shown":
			state.full = false;
			return undefined;
		case "misfit":
			if (!state.full) {
				state.full = true;
				return open(0);
			}
			state.failures = Math.max(state.failures, failuresOfMisfit);
			return retry();
		case "end": {
			const { lived, silent, retryAfter = 0, refused, blocked } = input.end;
			state.silentStreams = lived ? 0 : state.silentStreams + Number(silent);
			//mutant:false TestStreamReconnectAndHeartbeat/back-off: a good stream starts the back-off again
			if (lived >= healthyAfter) state.failures = 0;
			if (refused === "again") state.failures = failuresOfRefusal;
			//mutant:true(2.1) TestMorphChecks: polling ends, although its requests say no hello
			if (blocked || (silent && state.silentStreams > 1)) state.pollUntil = now + pollFor;
			return retry(refused === "once" ? refusedRetry : retryAfter);
		}
		case "check":
			return enter("waiting", { send: "check" });
		case "checked": {
			// A server may ask for it again and again.
			const often = now - state.checkedAt < healthyAfter;
			state.checkedAt = now;
			if (!at.isLive) return undefined;
			//mutant:true(2) TestStreamReconnectAndHeartbeat/recheck: a server that always says recheck makes no loop
			if (input.shown && !often) return open(0);
			if (input.refusedOnce) return enter("waiting", { wait: refusedRetry, then: { type: "check" } });
			return connectAfter("waiting", healthyAfter + backoff(state.failures++, random));
		}
		case "limit":
			if (!at.isLive || (at.mayStream && input.over === state.overTabLimit)) return undefined;
			state.overTabLimit = input.over;
			return open(input.over ? debounce : 0);
		case "close":
			return enter(input.phase);
	}
}

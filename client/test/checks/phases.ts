// The state machine of the stream: each row is a state, what happens, and what follows.

import { initialState, transition, type Input, type State } from "../../src/stream/phases";
import { check, same } from "../harness";

const kind = "phases";
const now = 1_000_000;
/** The back-off is half of the longest wait. */
const usual = { now, random: 0.5, isLive: true, mayStream: true };
const polls = { pollUntil: now + 1 };
const live: Partial<State> = { phase: "live" };
const ended = { lived: 0, silent: false };
const silent: Input = { type: "end", end: { lived: 0, silent: true } };

const rows: [name: string, before: Partial<State>, input: Input, follows: string, at?: object][] = [
	["a page opens its stream", {}, { type: "open", delay: 0 }, "connecting, send stream"],
	["a page that is not live has none", {}, { type: "open", delay: 0 }, "off", { isLive: false }],
	["a hidden tab has none", {}, { type: "open", delay: 0 }, "hidden", { mayStream: false }],
	["where none gets through, it polls", polls, { type: "open", delay: 150 }, "polling, connect in 20000"],
	["the time has come", {}, { type: "connect" }, "connecting, send stream"],
	["the time to poll has come", polls, { type: "connect" }, "polling, send page"],
	["the time of polling is over", { pollUntil: now }, { type: "connect" }, "connecting, send stream"],
	["hello changes nothing that is under way", { phase: "connecting" }, { type: "hello" }, "live, goes on"],
	["the first retry is soon", live, { type: "end", end: ended }, "waiting, connect in 500"],
	["a later one is not", { failures: 3 }, { type: "end", end: ended }, "waiting, connect in 5000"],
	["a healthy stream starts the back-off again", { failures: 9 }, { type: "end", end: { ...ended, lived: 10_000 } }, "waiting, connect in 500"],
	["a short stream does not", { failures: 9 }, { type: "end", end: { ...ended, lived: 9999 } }, "waiting, connect in 15000"],
	["Retry-After is kept", {}, { type: "end", end: { ...ended, retryAfter: 7000 } }, "waiting, connect in 7500"],
	["a first refusal", {}, { type: "end", end: { ...ended, refused: "once" } }, "waiting, connect in 3500"],
	["a second refusal", {}, { type: "end", end: { ...ended, refused: "again" } }, "waiting, connect in 15000"],
	["one silent stream", {}, silent, "waiting, connect in 500"],
	["two silent streams in a row", { silentStreams: 1 }, silent, "polling, connect in 20000"],
	["a request of polling is no silent stream", { silentStreams: 2, pollUntil: now }, { type: "end", end: ended }, "waiting, connect in 500"],
	["a server that cannot stream", {}, { type: "end", end: { ...ended, blocked: "no" } }, "polling, connect in 20000"],
	["a misfit asks for the full page at once", { ...live, failures: 5 }, { type: "misfit" }, "connecting, send stream"],
	["a misfit of the full page backs off", { ...live, full: true }, { type: "misfit" }, "waiting, connect in 5000"],
	["the page may be gone", live, { type: "check" }, "waiting, send check"],
	["it is there", { phase: "waiting" }, { type: "checked", shown: true, refusedOnce: false }, "connecting, send stream"],
	["it is there, but the server says so again", { phase: "waiting", checkedAt: now - 1 }, { type: "checked", shown: true, refusedOnce: false }, "waiting, connect in 10500"],
	["it is refused", { phase: "waiting" }, { type: "checked", shown: false, refusedOnce: true }, "waiting, check in 3000"],
	["it is gone", { phase: "off" }, { type: "checked", shown: false, refusedOnce: false }, "off, goes on", { isLive: false }],
	["other tabs take the last connection", live, { type: "limit", over: true }, "polling, connect in 20000"],
	["they leave one", { phase: "polling", overTabLimit: true }, { type: "limit", over: false }, "connecting, send stream"],
	["they say what is known", live, { type: "limit", over: false }, "live, goes on"],
	["a hidden tab gives its connection away", live, { type: "limit", over: true }, "hidden", { mayStream: false }],
	["the person is back", { phase: "hidden", overTabLimit: true }, { type: "resume" }, "connecting, send stream"],
	["back on a page that is not live", { phase: "off" }, { type: "resume" }, "off, goes on", { isLive: false }],
	["the tab is hidden", live, { type: "close", phase: "hidden" }, "hidden"],
];

for (const [name, before, input, follows, at] of rows) {
	check(kind, name, () => {
		const state = { ...initialState(), ...before };
		const action = transition(state, input, { ...usual, ...at });
		const { send, wait, then } = action ?? {};
		const next = send ? `, send ${send}` : then ? `, ${then.type} in ${wait}` : "";
		same(state.phase + (action ? next : ", goes on"), follows, "what follows");
	});
}

check(kind, "the full page is asked for until it is shown", () => {
	const state = { ...initialState(), ...live };
	transition(state, { type: "misfit" }, usual);
	transition(state, { type: "end", end: ended }, usual);
	same(state.full, true, "full");
	transition(state, { type: "shown" }, usual);
	same(state.full, false, "full");
});

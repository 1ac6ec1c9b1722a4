// Over HTTP/1.1 a browser has six connections to a site, for all its tabs. So at most four tabs
// have a stream: those that opened theirs last. The other two connections are for pages, posts and
// files. Loaded where the document came over HTTP/1.

import { EventPrefix, Stream } from "../contract";
import { root } from "../page/page";
import { attr } from "../util/dom";
import { setOverLimit } from "./stream";

const maxStreams = 4;
const tabID = Math.random();
/** Tabs that have opened a stream after this one, and still have it. */
const newerTabs = new Set<number>();

/**
 * Tells the site's other tabs of this tab's stream. Tells this tab whether others leave it a
 * connection.
 */
export function start(): void {
	let channel: BroadcastChannel | undefined;
	let open = false;
	const broadcast = () => {
		const opens = /connecting|live/.test(attr(root, Stream)!);
		if (opens) newerTabs.clear();
		if (opens || open) (channel ??= listen()).postMessage([tabID, opens]);
		open = opens;
	};
	broadcast();
	addEventListener(EventPrefix + "stream", (event) => {
		const { state } = (event as CustomEvent<{ state: string }>).detail;
		// Live follows connecting, which has been broadcast already.
		if (!/live|stale|fresh/.test(state)) broadcast();
	});
	// A message would throw the page out of the browser's back/forward cache.
	addEventListener("pagehide", () => {
		//mutant:delete TestBackForwardCache: a page in the cache is sent nothing
		channel?.close();
		channel = undefined;
	});
	addEventListener("pageshow", ({ persisted }) => {
		if (!persisted) return;
		channel ??= listen();
		newerTabs.clear(); // it has not heard of them
		setOverLimit(false);
	});
	addEventListener("focus", () => setOverLimit(false));
}

function listen(): BroadcastChannel {
	const channel = new BroadcastChannel("goldfish");
	channel.onmessage = ({ data: [tab, opens] }) => {
		newerTabs.delete(tab);
		if (opens) newerTabs.add(tab);
		setOverLimit(newerTabs.size >= maxStreams);
	};
	return channel;
}

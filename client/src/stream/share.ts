// Over HTTP/1.1 a browser has six connections to a site, for all its tabs together. So at most four tabs hold a stream: those that opened
// theirs last. A tab that is hidden lets go as soon as another wants one. The other two are for pages, posts and files.

import { EventPrefix, Stream } from "../contract";

export const of = CLIENT_FINGERPRINT;
declare const CLIENT_FINGERPRINT: string;

const most = 4;
const me = Math.random();
/** Tabs that opened a stream after this one, and hold it. */
const later = new Set<number>();

/** Hears of the site's other tabs: crowd is told whether they leave this one no place. */
export function startSharing(crowd: (full: boolean) => void): void {
	const channel = new BroadcastChannel("goldfish");
	const tell = () => {
		const opens = /connecting|live/.test(document.documentElement.getAttribute(Stream)!);
		if (opens) later.clear();
		if (opens || open) channel.postMessage([me, (open = opens)]);
	};
	let open = false;
	tell();
	document.addEventListener(EventPrefix + "stream", (event) => {
		// Live comes after connecting, and is no news.
		if (!/live|stale|fresh/.test((event as CustomEvent).detail.state)) tell();
	});
	channel.onmessage = ({ data: [who, opens] }) => {
		later.delete(who);
		if (opens) later.add(who);
		crowd(later.size >= most);
	};
	addEventListener("focus", () => crowd(false));
}

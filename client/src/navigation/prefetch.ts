// Asking before the click: when a pointer rests on a link or a finger touches it. One at a time, good for two seconds.

import { Prefetch } from "../contract";
import { target } from "../lazy/lazy";
import { ask, type Answer } from "../page/fetchPatch";
import { page } from "../page/page";

const rest = 80;
const goodFor = 2000;

interface Held {
	url: string;
	/** The page and version it was asked from: the answer fits no other. */
	from: string;
	at: number;
	answer: Promise<Answer | undefined>;
	abort: AbortController;
}

let held: Held | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

const from = () => page.url + " " + page.version;

function saveData(): boolean {
	return !!(navigator as { connection?: { saveData?: boolean } }).connection?.saveData;
}

export function dropPrefetched(): void {
	clearTimeout(timer);
	held?.abort.abort();
	held = undefined;
}

export async function takePrefetched(url: string): Promise<Answer | undefined> {
	clearTimeout(timer);
	const mine = held;
	held = undefined;
	if (mine?.url === url && mine.from === from() && Date.now() - mine.at < goodFor) return mine.answer;
	mine?.abort.abort();
	return undefined;
}

function prefetch(url: string): void {
	if (held?.url === url && Date.now() - held.at < goodFor) return;
	dropPrefetched();
	const abort = new AbortController();
	const answer = ask(url, { signal: abort.signal, redirect: "manual", priority: "low" }).then(
		(its) => (its.status === 200 && its.patch ? its : undefined),
		() => undefined,
	);
	held = { url, from: from(), at: Date.now(), answer, abort };
}

export function startPrefetch(linkOf: (event: Event) => HTMLAnchorElement | undefined): void {
	const wanted = (event: Event) => {
		const link = saveData() ? undefined : linkOf(event);
		return link && !link.closest(`[${Prefetch}=off]`) && link.href !== location.href && target(link, link.href) === page ? link : undefined;
	};
	document.addEventListener("mouseover", (event) => {
		clearTimeout(timer);
		const link = wanted(event);
		if (link) timer = setTimeout(() => prefetch(link.href), rest);
	});
	document.addEventListener("mouseout", () => clearTimeout(timer));
	document.addEventListener(
		"touchstart",
		(event) => {
			const link = wanted(event);
			if (link) prefetch(link.href);
		},
		{ passive: true },
	);
}

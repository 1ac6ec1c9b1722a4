// Prefetch: requests a page when the pointer stays on a link or a finger touches it. One at a time.

import { Prefetch } from "../contract";
import { fetchPatch, type Result } from "../page/fetchPatch";
import { page } from "../page/page";
import { targetRegion } from "../parts/load";
import { document } from "../util/dom";
import { now } from "../util/now";
import { mayRequest } from "./beforeVisit";

const hoverDelay = 80;
const ttl = 2000;

interface Prefetched {
	url: string;
	/** The page and version that the request was made from. The answer fits no other. */
	from: string;
	at: number;
	result: Promise<Result | undefined>;
	abort: AbortController;
}

let prefetched: Prefetched | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

const currentPage = () => page.url + " " + page.version;

function savesData(): boolean {
	return !!(navigator as { connection?: { saveData?: boolean } }).connection?.saveData;
}

export function dropPrefetched(): void {
	clearTimeout(timer);
	prefetched?.abort.abort();
	prefetched = undefined;
}

/** The prefetched answer for this URL, if it is still good. */
export async function takePrefetched(url: string): Promise<Result | undefined> {
	clearTimeout(timer);
	const taken = prefetched;
	prefetched = undefined;
	if (taken?.url === url && taken.from === currentPage() && now() - taken.at < ttl)
		return taken.result;
	taken?.abort.abort();
	return undefined;
}

function prefetch(link: HTMLAnchorElement): void {
	const url = link.href;
	if (prefetched?.url === url && now() - prefetched.at < ttl) return;
	//mutant:false TestVisitAndPrefetch/app_scripts_are_asked: a script may refuse a prefetch
	if (!mayRequest("prefetch", url, { element: link })) return;
	dropPrefetched();
	const abort = new AbortController();
	const init: RequestInit = { signal: abort.signal, redirect: "manual", priority: "low" };
	const result = fetchPatch(url, init).then(
		(result) => (result.status === 200 && result.patch ? result : undefined),
		() => undefined,
	);
	prefetched = { url, from: currentPage(), at: now(), result, abort };
}

export function startPrefetch(linkOf: (event: Event) => HTMLAnchorElement | undefined): void {
	const linkToPrefetch = (event: Event) => {
		const link = savesData() ? undefined : linkOf(event);
		if (!link || link.closest(`[${Prefetch}=off]`) || link.href === location.href) return undefined;
		// A name with an ending is that of a file, which may be large, or a download.
		if (/\.\w+$/.test(link.pathname)) return undefined;
		return targetRegion(link, link.href) === page ? link : undefined;
	};
	document.addEventListener("mouseover", (event) => {
		clearTimeout(timer);
		const link = linkToPrefetch(event);
		if (link) timer = setTimeout(() => prefetch(link), hoverDelay);
	});
	document.addEventListener("mouseout", () => clearTimeout(timer));
	const onTouch = (event: Event) => {
		const link = linkToPrefetch(event);
		if (link) prefetch(link);
	};
	document.addEventListener("touchstart", onTouch, { passive: true });
}

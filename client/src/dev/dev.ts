// The overlay of development mode: what each patch changed and cost, and what the server warns of.
// Loaded in development mode only.

import { EventPrefix, PageID, PartURL, Version, type PatchAnswer } from "../contract";
import { attr, closest, document, parentElement } from "../util/dom";
import { warned, warnings } from "../util/warn";
import { changesOf } from "./changes";
import { flash } from "./flash";
import { isHidden, openPanel, type Warning } from "./panel";

/** The detail of the events before-patch and patch. */
interface PatchDetail {
	reason: string;
	url: string;
	version: string;
	patch: PatchAnswer;
}

export function start(): void {
	if (isHidden()) return;
	const panel = openPanel();
	/** Observers of what is being patched: the page, and inside its patch its parts. */
	const observers = new Map<Element, MutationObserver>();
	/** Log entries that wait for the server's reason, by version. */
	const waiting = new Map<string, (why: string) => void>();
	let timer: ReturnType<typeof setTimeout> | undefined;
	/** The last version of the page and of each part. */
	const versions = new WeakMap<Element, string>();
	for (const part of document.querySelectorAll(`[${PartURL}]`))
		versions.set(part, "that of the document");
	const page = document.getElementById(PageID)!;
	versions.set(page, attr(page, Version) ?? "");

	let fromServer: Warning[] = [];
	function showWarnings(): void {
		const own = [...warnings].map((message) => ({ kind: "client", page: location.pathname, message }));
		panel.warn([...fromServer, ...own]);
	}
	warned.listen(showWarnings);

	async function fetchWarnings(): Promise<void> {
		const entries = [...waiting];
		waiting.clear();
		try {
			const answer = await fetch(new URL("dev", import.meta.url), { cache: "no-store" });
			if (!answer.ok) return;
			const { warnings: received, whole = {} } = (await answer.json()) as {
				warnings: Warning[];
				whole?: Record<string, string>;
			};
			fromServer = received;
			showWarnings();
			for (const [version, tell] of entries)
				tell(whole[version] ?? "The server did not know what was versions.");
		} catch {
			// The server is down. The next patch asks again.
		}
	}
	function fetchWarningsSoon(): void {
		clearTimeout(timer);
		timer = setTimeout(fetchWarnings, 200);
	}

	addEventListener(EventPrefix + "before-patch", (event) => {
		const region = event.target as Element;
		// The observer is called later only if a script has cancelled the patch.
		const observer = new MutationObserver(() => observer.disconnect());
		observer.observe(region, {
			subtree: true,
			childList: true,
			attributes: true,
			characterData: true,
		});
		observers.set(region, observer);
	});
	addEventListener(EventPrefix + "patch", (event) => {
		const region = event.target as Element;
		const observer = observers.get(region);
		const records = observer?.takeRecords() ?? [];
		observer?.disconnect();
		observers.delete(region);
		const { reason, url, version, patch } = (event as CustomEvent<PatchDetail>).detail;
		const changes = changesOf(records.filter((record) => regionOf(record) === region));
		const sent = patch.delta ?? patch.body;
		const before = versions.get(region) ?? "";
		const whole = sent === undefined || version === before ? undefined : !patch.delta;
		versions.set(region, version);
		const tell = panel.log({
			reason,
			url,
			whole,
			why: whole && !before ? "Nothing was held that a difference could start from." : "",
			bytes: sent === undefined ? 0 : new TextEncoder().encode(JSON.stringify(sent)).length,
			changes,
		});
		if (whole && before) waiting.set(version, tell);
		if (panel.flashes()) flash(changes);
		fetchWarningsSoon();
	});
	void fetchWarnings();
}

/**
 * The page or part to which a change belongs. The attributes of a part belong to what surrounds it.
 */
function regionOf({ type, target }: MutationRecord): Element | null | undefined {
	const el = target instanceof Element && type !== "attributes" ? target : parentElement(target);
	return closest(el, `[${PartURL}],#${PageID}`);
}

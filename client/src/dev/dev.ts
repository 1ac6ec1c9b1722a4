// The overlay of development mode, loaded on demand: what each patch changed and cost, and what the server warns of.

import { EventPrefix, PageID, PartURL, Version, type PatchAnswer } from "../contract";
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

if (!isHidden()) start();

function start(): void {
	const panel = openPanel();
	const observers = new Map<Element, MutationObserver>(); // of what is being patched: a page, and inside its patch its parts
	const waiting = new Map<string, (why: string) => void>(); // by version: entries that wait for the server's reason
	let asking: ReturnType<typeof setTimeout> | undefined;
	const held = new WeakMap<Element, string>(); // the version that the page and each part showed last
	for (const part of document.querySelectorAll(`[${PartURL}]`)) held.set(part, "that of the document");
	const page = document.getElementById(PageID)!;
	held.set(page, page.getAttribute(Version) ?? "");

	async function ask(): Promise<void> {
		const asked = [...waiting];
		waiting.clear();
		try {
			const answer = await fetch(new URL("dev", import.meta.url), { cache: "no-store" });
			if (!answer.ok) return;
			const { warnings, whole = {} } = (await answer.json()) as { warnings: Warning[]; whole?: Record<string, string> };
			panel.warn(warnings);
			for (const [version, tell] of asked) tell(whole[version] ?? "The server did not know what was held.");
		} catch {
			// The server is down: it will be asked again after the next patch.
		}
	}
	function askSoon(): void {
		clearTimeout(asking);
		asking = setTimeout(ask, 200);
	}

	addEventListener(EventPrefix + "before-patch", (event) => {
		const region = event.target as Element;
		const observer = new MutationObserver(() => observer.disconnect()); // the patch has been cancelled
		observer.observe(region, { subtree: true, childList: true, attributes: true, characterData: true });
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
		const before = held.get(region) ?? "";
		const whole = sent === undefined || version === before ? undefined : !patch.delta;
		held.set(region, version);
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
		askSoon();
	});
	void ask();
}

/** The page or part to which a change belongs: the attributes of a part are what stands around it says of it. */
function regionOf({ type, target }: MutationRecord): Element | null | undefined {
	const el = target instanceof Element && type !== "attributes" ? target : target.parentElement;
	return el?.closest(`[${PartURL}],#${PageID}`);
}

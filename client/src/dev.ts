// The overlay of development mode, loaded on demand: what each patch changed and cost, and what the server warns of.

import { EventPrefix, PageID, Version, type PatchAnswer } from "./contract";
import { changesOf } from "./dev/changes";
import { flash } from "./dev/flash";
import { isHidden, openPanel, type Warning } from "./dev/panel";

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
	const observer = new MutationObserver(() => observer.disconnect()); // a patch that was cancelled
	const waiting = new Map<string, (why: string) => void>(); // by version: entries that wait for the server's reason
	let asking: ReturnType<typeof setTimeout> | undefined;
	const held = new WeakMap<Element, string>(); // what each page and part showed last
	const page = document.getElementById(PageID)!;
	held.set(page, page.getAttribute(Version) ?? "");

	async function ask(): Promise<void> {
		try {
			const answer = await fetch(new URL("dev", import.meta.url), { cache: "no-store" });
			if (!answer.ok) return;
			const { warnings, whole = {} } = (await answer.json()) as { warnings: Warning[]; whole?: Record<string, string> };
			panel.warn(warnings);
			for (const [version, tell] of waiting) if (whole[version]) tell(whole[version]);
		} catch {
			// The server is down: it will be asked again after the next patch.
		}
		waiting.clear();
	}
	function askSoon(): void {
		clearTimeout(asking);
		asking = setTimeout(ask, 200);
	}

	addEventListener(EventPrefix + "before-patch", (event) => {
		observer.disconnect();
		observer.observe(event.target as Element, { subtree: true, childList: true, attributes: true, characterData: true });
	});
	addEventListener(EventPrefix + "patch", (event) => {
		const region = event.target as Element;
		const records = observer.takeRecords();
		observer.disconnect();
		const { reason, url, version, patch } = (event as CustomEvent<PatchDetail>).detail;
		const changes = changesOf(records.filter(({ type, target }) => type !== "attributes" || target !== region));
		const sent = patch.delta ?? patch.body;
		const before = held.get(region);
		const whole = sent === undefined || version === before ? undefined : !patch.delta;
		held.set(region, version);
		const tell = panel.log({
			reason,
			url,
			whole,
			why: whole ? (before === "" ? "Nothing was held that a difference could start from." : "The server did not know what was held.") : "",
			bytes: sent === undefined ? 0 : new TextEncoder().encode(JSON.stringify(sent)).length,
			changes,
		});
		if (whole && before !== "") waiting.set(version, tell);
		if (panel.flashes()) flash(changes);
		askSoon();
	});
	void ask();
}

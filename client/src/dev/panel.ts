// The overlay: a button in the corner, and the panel that it opens. The tab remembers what is open.

import {
	append,
	call,
	contains,
	document,
	get,
	removeNode,
	set,
	setTextContent,
} from "../util/dom";
import type { Change } from "./changes";
import { button, bytes, el } from "./dom";
import { flash } from "./flash";
import { style } from "./style";

export interface Warning {
	kind: string;
	page: string;
	at?: string;
	message: string;
}

export interface Entry {
	reason: string;
	url: string;
	bytes: number;
	/** Whether the answer was the full page; undefined if nothing changed. */
	whole?: boolean;
	/** Why the full page was sent. */
	why: string;
	changes: Change[];
}

const storageKey = "goldfish-dev";
const maxEntries = 50;

const memory = {
	get: (): string[] => (sessionStorage.getItem(storageKey) ?? "").split(" "),
	set(word: string, on: boolean) {
		const words = new Set(memory.get());
		words[on ? "add" : "delete"](word);
		sessionStorage.setItem(storageKey, [...words].join(" ").trim());
	},
	has: (word: string) => memory.get().includes(word),
};

export function openPanel() {
	const warnings = el("ol");
	const patches = el("ol");
	const warned = el(
		"details",
		{ class: "warnings", hidden: "" },
		el("summary", {}, "Warnings"),
		warnings,
	);
	warned.open = !memory.has("folded");
	warned.addEventListener("toggle", () => memory.set("folded", !warned.open));
	const nothing = el("p", { class: "soft" }, "No patch yet.");
	const count = el("span", {}, "0 patches");
	const alarm = el("b", { role: "status" });
	const panel = el(
		"section",
		{ class: "panel", id: "panel", role: "region", "aria-label": "Goldfish, development" },
		el(
			"header",
			{},
			el("h2", {}, "Goldfish"),
			toggle("Flash", "still"),
			button("Clear", () => {
				patches.replaceChildren();
				nothing.hidden = false;
			}),
			button("Hide", () => hide(), {
				title: "Nothing of this is shown until another tab is opened",
			}),
			button("Close", () => open(false)),
		),
		el(
			"div",
			{ class: "body", tabindex: "-1" },
			warned,
			el("section", { class: "patches" }, el("h3", {}, "Patches"), nothing, patches),
		),
	);
	const pill = el(
		"button",
		{ class: "pill", type: "button", "aria-expanded": "false", "aria-controls": "panel" },
		el("i"),
		count,
		alarm,
	);
	const host = el("div", { "data-goldfish-dev": "" });
	const shadow = host.attachShadow({ mode: "open" });
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(style);
	shadow.adoptedStyleSheets = [sheet];
	shadow.append(el("div", { class: "dev" }, panel, pill));

	function open(on: boolean): void {
		const within = contains(panel, shadow.activeElement);
		set(panel, "hidden", !on);
		pill.setAttribute("aria-expanded", String(on));
		memory.set("open", on);
		if (!on && within) pill.focus();
	}
	function hide(): void {
		memory.set("hidden", true);
		host.remove();
	}
	pill.addEventListener("click", () => open(get(panel, "hidden")));
	call(panel, "addEventListener", "keydown", (event: Event) => {
		if ((event as KeyboardEvent).key !== "Escape") return;
		event.stopPropagation();
		open(false);
	});
	open(memory.has("open"));
	append(document.documentElement, host);

	let total = 0;
	return {
		flashes: () => !memory.has("still"),
		warn(found: Warning[]): void {
			warned.hidden = !found.length;
			setTextContent(
				alarm,
				found.length ? `${found.length} warning${found.length > 1 ? "s" : ""}` : "",
			);
			warnings.replaceChildren(
				...found
					.toReversed()
					.map(({ at, message, page }) =>
						el(
							"li",
							{},
							at && el("code", {}, at),
							at && el("br"),
							message,
							el("br"),
							el("small", {}, "seen on ", page),
						),
					),
			);
		},
		/** Logs a patch. The function that it returns adds why the full page was sent. */
		log(entry: Entry): (why: string) => void {
			setTextContent(count, `${++total} patch${total > 1 ? "es" : ""}`);
			nothing.hidden = true;
			const why = el("span", { class: "why" }, entry.why);
			patches.prepend(line(entry, why));
			while (patches.children.length > maxEntries) removeNode(patches.lastElementChild!);
			return (text) => setTextContent(why, text);
		},
	};
}

function toggle(text: string, off: string): HTMLButtonElement {
	const made = button(
		text,
		() => {
			memory.set(off, !memory.has(off));
			made.setAttribute("aria-pressed", String(!memory.has(off)));
		},
		{ "aria-pressed": String(!memory.has(off)) },
	);
	return made;
}

function line({ reason, url, whole, changes, ...entry }: Entry, why: Node): HTMLElement {
	const size =
		whole === undefined ? "nothing new" : `${bytes(entry.bytes)} ${whole ? "whole" : "difference"}`;
	const groups = grouped(changes);
	const shown = groups.slice(0, 12);
	return el(
		"li",
		{},
		el(
			"div",
			{ class: "head" },
			el("time", {}, new Date().toTimeString().slice(0, 8)),
			el("span", { class: "tag " + reason }, reason),
			el("span", { class: "size" }, size),
			el("span", { class: "soft" }, url),
		),
		why,
		el(
			"ol",
			{ class: "changes" },
			...shown.map(groupLine),
			groups.length > shown.length &&
				el("li", { class: "soft" }, `and ${groups.length - shown.length} more`),
		),
	);
}

function grouped(changes: Change[]): Change[][] {
	const groups = new Map<string, Change[]>();
	for (const change of changes) {
		const key = [change.kind, change.name, change.what].join();
		groups.set(key, [...(groups.get(key) ?? []), change]);
	}
	return [...groups.values()];
}

/** One change of several elements, such as the text of a cell in each row. */
function groupLine(group: Change[]): HTMLElement {
	const { kind, name, what } = group[0]!;
	const times = group.length > 1 && ` \u00d7${group.length}`;
	const text = [
		el("span", { class: "kind" }, kind),
		" ",
		el("code", {}, name),
		times,
		what && el("span", { class: "soft" }, " " + what),
	];
	const places = group.filter(({ element }) => element?.deref());
	if (!places.length) return el("li", {}, ...text);
	const show = el("button", { type: "button", title: "Show it in the page" }, ...text);
	show.addEventListener("click", () => {
		const first = places[0]!.element!.deref();
		if (first) call(first, "scrollIntoView", { block: "nearest" });
		flash(places);
	});
	return el("li", {}, show);
}

/** Whether the person has hidden the overlay in this tab. */
export const isHidden = () => memory.has("hidden");

// Showing the answer to a visit or a submit: the address, the page, its messages, the scroll position, the focus, the stream.

import * as name from "../contract";
import { anchored, drafts, parts, restoreDrafts } from "../lazy/lazy";
import { emit } from "../util/events";
import type { Sent } from "../morph/fields";
import { guardFocus } from "./focus";
import type { Fitted } from "../page/resolve";
import { commit, entry } from "./history";
import { announce, message } from "../util/messages";
import { page, pathOf } from "../page/page";
import { apply } from "../page/patch";
import { restoreScroll, scrollAfter } from "./scroll";
import { openStream } from "../stream/stream";
import { transition } from "./transition";
import { holdsTurn, type Turn } from "./navigation";

export interface How {
	turn: Turn;
	reason: "visit" | "submit";
	/** What was set off: its attributes say how. */
	element?: Element | null | undefined;
	history?: "push" | "replace" | undefined;
	/** The person went through the history; the address is already there. */
	pop?: boolean | undefined;
	sent?: Sent | undefined;
	/** Set off by a timer or by typing. */
	auto?: boolean | undefined;
}

export async function show(patch: Fitted, how: How): Promise<void> {
	await anchored;
	await transition(how.element, () => {
		if (holdsTurn(how.turn)) showNow(patch, how);
	});
}

function showNow(patch: Fitted, { element, ...how }: How): void {
	const { region } = how.turn;
	const own = region === page;
	const [url, place] = (patch.url ?? region.url).split("#") as [string, string?];
	const hash = place ? "#" + place : how.pop ? location.hash : new URL(how.turn.url, location.href).hash;
	const fresh = pathOf(url) !== pathOf(region.url);
	const titled = own && patch.title !== undefined && patch.title !== document.title;
	const active = document.activeElement;
	// Whoever types in the form that asked goes on typing; a form that was sent is done with.
	const inUse = how.reason === "visit" && active?.matches("input,textarea,select") && element?.contains(active) ? active : null;
	const moveFocus = guardFocus(region.element, element, fresh, inUse);
	const scroll = element?.closest(`[${name.Scroll}]`)?.getAttribute(name.Scroll);
	const mode = how.pop ? "replace" : (how.history ?? attributeMode(element) ?? patch.history ?? "push");

	if (own && fresh) drafts?.save(); // of the page that is left
	const shown = apply({ ...patch, url }, {
		reason: how.reason,
		fresh,
		inUse,
		sent: how.sent,
		commit: () => commit(own ? url + hash : location.href, mode, !own),
	}, region);
	if (!shown) return;
	if (own) head(url, patch.description);
	if (how.pop) parts?.restore();
	message(name.Flash, patch.flash ?? patch.say);
	message(name.Notice, patch.notice);
	if (!how.pop || !restoreScroll(entry)) scrollAfter(hash, scroll === "top" || (own && fresh && scroll !== "keep"));
	moveFocus();
	if (own && fresh) void restoreDrafts(how.pop ? "history" : "visit");
	if ((own && fresh) || titled) announce(document.title);
	openStream();
	if (!how.auto) closeAround(element, how.reason);
	emit(region.element, "visit", { url: region.url, history: how.pop ? "pop" : mode });
}

/** What documents say of themselves, for whoever saves, shares or prints this one. */
function head(url: string, description = ""): void {
	document.querySelector("link[rel=canonical]")?.setAttribute("href", url);
	document.querySelector("meta[name=description]")?.setAttribute("content", description);
}

/** A menu has done its work when one of its items has; a dialog when its form has. */
function closeAround(element: Element | null | undefined, reason: How["reason"]): void {
	element?.closest<HTMLElement>(":popover-open")?.hidePopover();
	if (reason === "submit") element?.closest<HTMLDialogElement>("dialog:modal")?.close();
}

function attributeMode(element: Element | null | undefined): "push" | "replace" | undefined {
	const mode = element?.closest(`[${name.History}]`)?.getAttribute(name.History);
	return mode === "push" || mode === "replace" ? mode : undefined;
}

// Shows the answer to a visit or a submit: address, page, messages, scroll position, focus, stream.

import * as name from "../contract";
import { restoreDrafts } from "../drafts/load";
import { lazy, ready } from "../lazy/lazy";
import type { SentValues } from "../morph/fields";
import { page, pathOf } from "../page/page";
import { apply } from "../page/patch";
import { released } from "../page/press";
import type { ResolvedPatch } from "../page/resolve";
import { answerShown } from "../page/signals";
import { call, closest, document, formOf, is, query, setAttr } from "../util/dom";
import { emit } from "../util/events";
import { announce, setMessage } from "../util/messages";
import { inherited } from "../util/own";
import { historyMode, type HistoryMode } from "./beforeVisit";
import { manageFocus } from "./focus";
import { commit, currentEntry } from "./history";
import { isCurrent, type Navigation } from "./navigation";
import { restoreScroll, scrollAfterVisit } from "./scroll";
import { transition } from "./transition";

export interface ShowOptions {
	navigation: Navigation;
	reason: "visit" | "submit";
	/** The link, form or button that started it: its attributes say how to show the answer. */
	element?: Element | null | undefined;
	history?: HistoryMode | undefined;
	/** The person went through the history: the address is already there. */
	pop?: boolean | undefined;
	sent?: SentValues | undefined;
	/** A timer or typing started it. */
	auto?: boolean | undefined;
}

/** Shows a patch, if its navigation is still the current one. Returns whether it is. */
export async function show(patch: ResolvedPatch, options: ShowOptions): Promise<boolean> {
	await ready.anchor;
	// The person may press something else by now. A link's answer waits for nothing.
	//mutant:false TestAnswersWaitForAPress: a press on another control is not lost
	if (options.auto || options.reason === "submit") await released();
	let shown = false;
	await transition(options.element, () => {
		//mutant:true TestVisitAndPrefetch/a_view_transition_that_starts_late: an older answer does not undo a newer visit
		if (isCurrent(options.navigation)) {
			shown = true;
			showNow(patch, options);
		}
	});
	return shown;
}

function showNow(patch: ResolvedPatch, options: ShowOptions): void {
	const { element, reason, pop, sent, navigation } = options;
	const { region } = navigation;
	const isMain = region === page;
	const [url, fragment] = (patch.url ?? region.url).split("#") as [string, string?];
	const hash = fragment
		? "#" + fragment
		: (pop ? location : new URL(navigation.url, location.href)).hash;
	const fresh = pathOf(url) !== pathOf(region.url);
	const anotherPage = isMain && fresh;
	const titleChanges = isMain && patch.title !== undefined && patch.title !== document.title;
	const inUse = reason === "visit" ? fieldInUse(element) : null;
	const moveFocus = manageFocus(region.element, element, fresh, inUse);
	const scroll = inherited(element, name.Scroll);
	const mode = pop
		? "replace"
		: (options.history ?? historyMode(element) ?? patch.history ?? "push");
	const address = isMain ? url + hash : location.href;

	if (anotherPage) lazy.drafts?.save();
	const shown = apply(
		{ ...patch, url },
		{ reason, fresh, inUse, sent, form: reason === "submit" && formOf(element!), commit: () => commit(address, mode, !isMain) },
		region,
	);
	if (!shown) return;
	answerShown.send(); // first: what comes now may throw
	if (isMain) updateHead(url, patch.description);
	if (pop) lazy.parts?.restore();
	setMessage(name.Flash, patch.flash ?? patch.message);
	setMessage(name.Notice, patch.notice);
	if (!pop || !restoreScroll(currentEntry()))
		scrollAfterVisit(hash, scroll === "top" || (anotherPage && scroll !== "keep"));
	moveFocus();
	if (anotherPage) void restoreDrafts(pop ? "history" : "visit");
	if (anotherPage || titleChanges) announce(document.title);
	if (!options.auto) dismissContainer(element, reason);
	emit(region.element, "visit", { url: region.url, history: pop ? "pop" : mode });
}

/** The field that the person types in, if the form that asked for the page holds it. */
function fieldInUse(form: Element | null | undefined): Element | null {
	const { activeElement } = document;
	const isField = is(activeElement, "input,textarea,select") && formOf(activeElement) === form;
	return isField ? activeElement : null;
}

/** Updates canonical URL and description, which programs that save or share the page read. */
function updateHead(url: string, description = ""): void {
	const canonical = query(document.head, "link[rel=canonical]");
	const meta = query(document.head, "meta[name=description]");
	if (canonical) setAttr(canonical, "href", url);
	if (meta) setAttr(meta, "content", description);
}

/** Closes the menu that a link was chosen from, or the dialog that a form was submitted in. */
function dismissContainer(
	element: Element | null | undefined,
	reason: ShowOptions["reason"],
): void {
	const popover = closest<HTMLElement>(element, ":popover-open");
	if (popover) call(popover, "hidePopover");
	if (reason === "submit") closest<HTMLDialogElement>(element, "dialog:modal")?.close();
}

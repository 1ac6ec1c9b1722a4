// Triggers: data-gf-on names events that submit a form or visit a link. Loaded after forms.ts if
// the page has such an element. What is typed before that is held: see load.ts.

import { On } from "../contract";
import { lazy } from "../lazy/lazy";
import { visit } from "../navigation/visit";
import { contentChanged, serverStops } from "../page/signals";
import {
	attr,
	call,
	closest,
	document,
	focus,
	formOf,
	is,
	isConnected,
	queryAll,
} from "../util/dom";
import { now } from "../util/now";
import { own, setting } from "../util/own";
import { isOwn } from "../util/url";
import { heldEdits } from "./load";

export interface Trigger {
	/** submit, input, change, visible, every or key */
	event: string;
	/** The time of `every`, the key of `key`. */
	argument: string;
	/** Milliseconds. */
	delay: number;
	throttle: number;
}

/** "5s", "300ms" or "300" as milliseconds. */
export function milliseconds(text: string): number {
	const [, number, unit = "ms"] = /^([\d.]+)(ms|s|m)?$/.exec(text) ?? [];
	return number ? +number * { ms: 1, s: 1000, m: 60_000 }[unit as "ms" | "s" | "m"] : 0;
}

export function parseTriggers(text: string): Trigger[] {
	return text
		.split(/,(?=\s*[a-z])/)
		.map((part) => part.trim().split(/\s+/))
		.filter(([head]) => head)
		.map(([head, ...options]) => {
			const [event, ...argument] = head!.split(":");
			const option = (key: string) =>
				milliseconds(options.find((o) => o.startsWith(key + ":"))?.slice(key.length + 1) ?? "");
			return {
				event: event!,
				argument: argument.join(":"),
				delay: option("delay"),
				throttle: option("throttle"),
			};
		});
}

function triggersOf(el: Element, event: string): Trigger[] {
	return parseTriggers(setting(el, On) ?? "").filter((trigger) => trigger.event === event);
}

function intervalOf(el: Element): number {
	return milliseconds(triggersOf(el, "every")[0]?.argument ?? "");
}

/** Ends the timers of a form. */
export type Triggers = (form: Element) => void;

export function start(): Triggers {
	const timers = new Map<Element, ReturnType<typeof setTimeout>>();
	const lastFired = new WeakMap<Element, number>();

	function cancel(el: Element): void {
		clearTimeout(timers.get(el));
		timers.delete(el);
	}

	/**
	 * Fires after the delay (debounce), or at the end of the throttle's interval; never during the
	 * event. The browser ignores requestSubmit during the submit event of a form. And a field that
	 * a patch takes out sends `change` while the form is half of each build.
	 */
	function schedule(el: Element, { delay, throttle }: Trigger): void {
		const elapsed = now() - lastFired.get(el)!; // NaN, and no wait, if it has not fired yet
		const wait = throttle ? Math.max(0, throttle - elapsed) : delay;
		cancel(el);
		timers.set(el, setTimeout(fire, wait, el));
	}

	function fire(el: Element): void {
		cancel(el);
		if (!isConnected(el) || !is(el, own(On))) return;
		lastFired.set(el, now());
		const form = formOf(el);
		if (el instanceof HTMLAnchorElement) {
			if (isOwn(el)) void visit(el.href, { element: el, auto: true });
		} else if (form) lazy.forms!.submitQuietly(form);
	}

	function onEdit(event: Event): void {
		// Half a character: an input method sends another event at the end of the composition.
		if ((event as InputEvent).isComposing) return;
		const { target } = event;
		const type = event.type === "compositionend" ? "input" : event.type;
		for (const el of new Set([target, formOf(target)])) {
			if (!(el instanceof Element)) continue;
			for (const trigger of triggersOf(el, type)) schedule(el, trigger);
		}
	}

	function onKey(event: KeyboardEvent): void {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		if (event.defaultPrevented || event.isComposing) return;
		const fields = "input,textarea,select,[contenteditable]";
		const typing = closest(event.target, fields);
		if (typing && event.key !== "Escape") return;
		const el = shortcuts().find((el) =>
			triggersOf(el, "key").some((trigger) => trigger.argument === event.key),
		);
		if (!el) return;
		event.preventDefault();
		if (is(el, "input,textarea,select")) focus(el);
		else if (el instanceof HTMLFormElement) call(el, "requestSubmit");
		else call(el, "click");
	}

	/**
	 * Elements with keys, the last one first. While a dialog or menu is open, only those inside it.
	 */
	function shortcuts(): HTMLElement[] {
		const open = "dialog:modal,dialog[open][aria-modal=true],:popover-open";
		const top = [...document.querySelectorAll(open)].at(-1) ?? document.documentElement;
		return [...queryAll<HTMLElement>(top, own(On))].reverse();
	}

	const observer = new IntersectionObserver((entries) => {
		for (const { target, isIntersecting } of entries) {
			if (!isIntersecting) continue;
			for (const trigger of triggersOf(target, "visible")) schedule(target, trigger);
		}
	});
	/**
	 * Observed elements and their address. With another address an element may be in sight already.
	 */
	const observed = new WeakMap<Element, string | null>();
	const intervals = new Map<Element, { every: number; timer: ReturnType<typeof setInterval> }>();

	/** Starts and ends observers and intervals. */
	function mountTriggers(): void {
		for (const [el, interval] of intervals) {
			if (isConnected(el) && intervalOf(el) === interval.every) continue;
			clearInterval(interval.timer);
			intervals.delete(el);
		}
		for (const el of document.querySelectorAll(own(On))) {
			const every = intervalOf(el);
			if (every && !intervals.has(el)) {
				const timer = setInterval(() => document.hidden || fire(el), every);
				intervals.set(el, { every, timer });
			}
			const href = attr(el, "href");
			if (observed.get(el) !== href && triggersOf(el, "visible").length) {
				observed.set(el, href);
				observer.unobserve(el);
				observer.observe(el);
			}
		}
	}

	for (const type of ["input", "change", "compositionend"]) document.addEventListener(type, onEdit);
	document.addEventListener("keydown", onKey);
	contentChanged.listen(mountTriggers);
	serverStops.listen(() => [...timers.keys()].forEach((el) => fire(el)));
	mountTriggers();
	//mutant:delete TestTriggersThatArriveLate: what was typed before the file was here counts
	heldEdits.forEach(onEdit);
	heldEdits.clear();
	return (form) => {
		for (const el of timers.keys()) if (formOf(el) === form) cancel(el);
	};
}

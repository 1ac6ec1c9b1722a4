// data-on: what sets a form or link off beside its own submit or click.

import { On } from "../contract";
import { submitQuietly } from "./forms";
import { visit } from "../navigation/visit";

export interface Trigger {
	/** submit, input, change, visible, every, key */
	event: string;
	/** Milliseconds for every, the key for key. */
	argument: string;
	delay: number;
	throttle: number;
}

/** "5s", "300ms" or "300" as milliseconds. */
export function milliseconds(text: string): number {
	const found = /^([\d.]+)(ms|s|m)?$/.exec(text);
	return found ? +found[1]! * { ms: 1, s: 1000, m: 60_000 }[(found[2] ?? "ms") as "ms" | "s" | "m"] : 0;
}

export function parseTriggers(text: string): Trigger[] {
	return text
		.split(/,(?=\s*[a-z])/)
		.map((part) => part.trim().split(/\s+/))
		.filter(([head]) => head)
		.map(([head, ...rest]) => {
			const [event, ...argument] = head!.split(":");
			const option = (key: string) => milliseconds(rest.find((word) => word.startsWith(key + ":"))?.slice(key.length + 1) ?? "");
			return { event: event!, argument: argument.join(":"), delay: option("delay"), throttle: option("throttle") };
		});
}

function triggersOf(el: Element, event: string): Trigger[] {
	return parseTriggers(el.getAttribute(On) ?? "").filter((trigger) => trigger.event === event);
}

const timers = new Map<Element, ReturnType<typeof setTimeout>>();
const fired = new WeakMap<Element, number>();

function cancel(el: Element): void {
	clearTimeout(timers.get(el));
	timers.delete(el);
}

/** Sets it off now, after the delay, or at the end of the throttle's span. */
function schedule(el: Element, { delay, throttle }: Trigger): void {
	const wait = throttle ? Math.max(0, (fired.get(el) ?? 0) + throttle - Date.now()) : delay;
	cancel(el);
	if (wait) timers.set(el, setTimeout(setOff, wait, el));
	else setOff(el);
}

function formOf(el: Element): HTMLFormElement | null {
	return el instanceof HTMLFormElement ? el : ((el as HTMLInputElement).form ?? el.closest("form"));
}

function setOff(el: Element): void {
	cancel(el);
	if (!el.isConnected) return;
	fired.set(el, Date.now());
	const form = formOf(el);
	if (el instanceof HTMLAnchorElement) void visit(el.href, { element: el, auto: true });
	else if (form) submitQuietly(form);
}

function onEdit(event: Event): void {
	if ((event as InputEvent).isComposing) return; // half a character: the end of the composition comes as an input too
	const field = event.target as HTMLInputElement;
	const type = event.type === "compositionend" ? "input" : event.type;
	for (const el of [field, field.form]) if (el instanceof Element) for (const trigger of triggersOf(el, type)) schedule(el, trigger);
}

function onKey(event: KeyboardEvent): void {
	if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return;
	const typing = (event.target as Element).closest?.("input,textarea,select,[contenteditable]");
	if (typing && event.key !== "Escape") return;
	// What came last lies on top; under an open menu or dialog nothing hears.
	const top = [...document.querySelectorAll("dialog:modal,dialog[open][aria-modal=true],:popover-open")].at(-1) ?? document;
	for (const el of [...top.querySelectorAll<HTMLElement>(`[${On}*="key:"]`)].reverse()) {
		if (!triggersOf(el, "key").some((trigger) => trigger.argument === event.key)) continue;
		event.preventDefault();
		if (el.matches("input,textarea,select")) el.focus();
		else if (el instanceof HTMLFormElement) el.requestSubmit();
		else el.click();
		return;
	}
}

const sight = new IntersectionObserver((entries) => {
	for (const { target, isIntersecting } of entries) {
		if (isIntersecting) for (const trigger of triggersOf(target, "visible")) schedule(target, trigger);
	}
});
/** What is watched, and where it leads: with another address it is new, and may be in sight already. */
const watched = new WeakMap<Element, string | null>();
const clocks = new Map<Element, { every: number; timer: ReturnType<typeof setInterval> }>();

/** After every patch: elements to watch for sight, and clocks. */
export function mountTriggers(): void {
	for (const [el, clock] of clocks) {
		if (el.isConnected && everyOf(el) === clock.every) continue;
		clearInterval(clock.timer);
		clocks.delete(el);
	}
	for (const el of document.querySelectorAll(`[${On}]`)) {
		const every = everyOf(el);
		if (every && !clocks.has(el)) clocks.set(el, { every, timer: setInterval(() => document.hidden || setOff(el), every) });
		const href = el.getAttribute("href");
		if (watched.get(el) !== href && triggersOf(el, "visible").length) {
			watched.set(el, href);
			sight.unobserve(el);
			sight.observe(el);
		}
	}
}

function everyOf(el: Element): number {
	return milliseconds(triggersOf(el, "every")[0]?.argument ?? "");
}

export function startTriggers(): void {
	for (const type of ["input", "change", "compositionend"]) document.addEventListener(type, onEdit);
	document.addEventListener("keydown", onKey);
	document.addEventListener("submit", (event) => {
		const form = event.target as HTMLFormElement;
		for (const el of timers.keys()) if (formOf(el) === form) cancel(el);
	});
	mountTriggers();
}

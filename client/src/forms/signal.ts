// Signals (data-gf-signal): while a person edits inside such an element, the client posts to the
// address of an action, once in two seconds. A script sends a value by the event goldfish:signal,
// such as where the pointer is; then the latest is sent, four times a second. The answer has no
// page, and failures say nothing: the next signal comes soon. Loaded if the page has such an
// element.

import { AcceptPatch, EventPrefix, Signal, SignalHeader } from "../contract";
import { attr, closest, document } from "../util/dom";
import { now } from "../util/now";
import { own } from "../util/own";
import { absolute, isOwnAddress } from "../util/url";

/** Milliseconds between two requests of one element. */
const whileEditing = 2000;
const ofScripts = 250;

export type Signals = () => void;

export function start(): Signals {
	const sentAt = new WeakMap<Element, number>();
	const waiting = new WeakMap<Element, string>();

	function send(el: Element, value: string): void {
		const url = absolute(attr(el, Signal) ?? "").href;
		if (!isOwnAddress(url)) return;
		sentAt.set(el, now());
		void fetch(url, {
			method: "POST",
			body: new URLSearchParams({ value }),
			headers: { Accept: AcceptPatch, [SignalHeader]: "1" },
			mode: "same-origin",
		}).catch(() => {});
	}

	const elapsed = (el: Element) => now() - (sentAt.get(el) ?? -1e9);

	document.addEventListener("input", ({ target }) => {
		const el = closest(target, own(Signal));
		if (el && elapsed(el) >= whileEditing) send(el, "");
	});

	// Captured: an event that does not bubble is meant as well.
	const onSignal = (event: Event) => {
		const el = closest(event.target, own(Signal));
		if (!el) return;
		const pending = waiting.has(el);
		waiting.set(el, String((event as CustomEvent<unknown>).detail ?? ""));
		if (pending) return;
		setTimeout(() => {
			send(el, waiting.get(el)!);
			waiting.delete(el);
		}, Math.max(0, ofScripts - elapsed(el)));
	};
	document.addEventListener(EventPrefix + "signal", onSignal, true);

	return () => {};
}

// Times in the person's time zone and the page's language: <time datetime data-gf-time>. Relative
// ones and countdowns move on by themselves. The server sends UTC, and the same to everybody.
// Loaded if the page has a time.
//
// The text is a local change, as a translator makes it. A patch that does not change a time leaves
// it; one that does shows the server's text, and `show` is called before it is painted.

import { Keep, Time as TimeAttr } from "../contract";
import { attr, closest, document } from "../util/dom";

/** Shows all times of the page as they are now. */
export type Time = () => void;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** A time that is further away is shown as a date. */
const maxRelative = 7 * day;

interface Formats {
	exact: Intl.DateTimeFormat;
	full: Intl.DateTimeFormat;
	relative: Intl.RelativeTimeFormat;
}

const formats = new Map<string, Formats>();

function formatsOf(el: HTMLTimeElement): Formats {
	const language = attr(closest(el, "[lang]"), "lang") ?? "";
	let known = formats.get(language);
	if (!known) {
		const make = (tag?: string): Formats => ({
			exact: new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short" }),
			full: new Intl.DateTimeFormat(tag, { dateStyle: "full", timeStyle: "long" }),
			relative: new Intl.RelativeTimeFormat(tag, { numeric: "auto" }),
		});
		try {
			known = make(language);
		} catch {
			known = make(); // no such language: the browser's
		}
		formats.set(language, known);
	}
	return known;
}

const startOfDay = (at: number) => new Date(at).setHours(0, 0, 0, 0);

/** The text of a time, and in how many milliseconds it is another one. */
function relative(at: number, now: number, format: Formats["relative"]): [string, number] {
	const past = now - at;
	const distance = Math.abs(past);
	// Yesterday is a day of the calendar, not 24 hours.
	if (distance >= day)
		return [format.format(Math.round((startOfDay(at) - startOfDay(now)) / day), "day"), hour];
	const [unit, size] = distance >= hour ? (["hour", hour] as const) : (["minute", minute] as const);
	const n = Math.floor(distance / size);
	// What has just happened may be a little in the future, by another clock.
	if (!n) return [format.format(0, "second"), minute - past];
	const next = past > 0 ? (n + 1) * size - distance : distance - n * size;
	return [format.format(past > 0 ? -n : n, unit), next];
}

/** The time until then as 1:02:03 or 2:03, and in how many milliseconds it is another one. */
function countdown(at: number, now: number): [string, number] {
	const left = Math.max(0, at - now);
	const seconds = Math.ceil(left / 1000);
	const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
	if (left > hour) parts.unshift(Math.floor(seconds / 3600));
	const text = parts.map((n, i) => (i ? String(n).padStart(2, "0") : n)).join(":");
	return [text, left ? left % 1000 || 1000 : Infinity];
}

export function start(): Time {
	let timer: ReturnType<typeof setTimeout> | undefined;

	function show(): void {
		clearTimeout(timer);
		const now = Date.now();
		let delay = Infinity;
		for (const el of document.querySelectorAll<HTMLTimeElement>(`time[${TimeAttr}]`)) {
			const at = new Date(el.dateTime);
			const node = el.firstChild;
			if (isNaN(+at) || !(node instanceof Text) || el.closest(`[${Keep}]`)) continue;
			const { exact, full, relative: format } = formatsOf(el);
			const kind = el.getAttribute(TimeAttr);
			let text = exact.format(at);
			let next = Infinity;
			if (kind === "countdown") [text, next] = countdown(+at, now);
			else if (kind === "relative" && Math.abs(now - +at) < maxRelative)
				[text, next] = relative(+at, now, format);
			delay = Math.min(delay, next);
			if (node.data !== text) node.data = text;
			if (el.title !== full.format(at)) el.title = full.format(at);
		}
		if (delay < Infinity) timer = setTimeout(show, delay + 1);
	}

	// A hidden tab's timer may be late.
	document.addEventListener("visibilitychange", () => document.hidden || show());
	show();
	return show;
}

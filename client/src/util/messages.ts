// Messages to the person: in the shell's two message places, and in a polite live region.

import { Flash } from "../contract";
import {
	append,
	document,
	get,
	isConnected,
	set,
	setAttr,
	setTextContent,
	textContent,
} from "./dom";
import { own } from "./own";
import { text } from "./texts";

/**
 * Fills every element with this attribute, and hides it if the message is empty. Returns whether
 * there is one.
 */
export function setMessage(attribute: string, message = ""): boolean {
	const places = document.querySelectorAll<HTMLElement>(own(attribute));
	for (const el of places) {
		setTextContent(el, message);
		set(el, "hidden", !message);
	}
	return places.length > 0;
}

/** Shows a sentence in the flash, or announces it if the shell has no place for a flash. */
export function showMessage(message: string): void {
	if (!setMessage(Flash, message)) announce(message);
}

/** The message about the server that is shown now. It will become untrue. */
let serverMessage = "";

/** Shows a message about the server, until clearServerMessage is called. */
export function showServerMessage(message: string): void {
	serverMessage = message;
	showMessage(message);
}

/** Clears the message about the server: the server has answered. */
export function clearServerMessage(): void {
	if (!serverMessage) return;
	for (const el of document.querySelectorAll(own(Flash))) {
		if (textContent(el) === serverMessage) setMessage(Flash);
	}
	if (liveRegion && textContent(liveRegion) === serverMessage) setTextContent(liveRegion, "");
	serverMessage = "";
}

/**
 * The sentence for a failed request. Status 0 means that no server answered. `retryAfter` is in
 * seconds.
 */
export function errorText({ status, retryAfter }: Failure): string {
	if (!status) return text("down", "The server cannot be reached just now.");
	if (!retryAfter) return text("failed", "That did not work. Please try again.");
	const minutes = retryAfter > 90;
	const format: Intl.NumberFormatOptions = {
		style: "unit",
		unit: minutes ? "minute" : "second",
		unitDisplay: "long",
	};
	const language = document.documentElement.lang || undefined;
	const wait = minutes ? Math.ceil(retryAfter / 60) : retryAfter;
	const later = text("later", "That did not work. Please try again in {time}.");
	return later.replace("{time}", new Intl.NumberFormat(language, format).format(wait));
}

export interface Failure {
	status: number;
	retryAfter?: number | undefined;
}

let liveRegion: HTMLElement | undefined;

/** Speaks to a screen reader. Nothing changes on the screen. */
export function announce(message: string): void {
	if (!liveRegion || !isConnected(liveRegion)) {
		liveRegion = document.createElement("div");
		setAttr(liveRegion, "aria-live", "polite");
		get(liveRegion, "style").cssText =
			"position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
		append(document.body, liveRegion);
	}
	setTextContent(liveRegion, message);
}

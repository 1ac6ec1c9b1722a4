// The two message places of the shell, and a polite live region for what has no place.

import * as name from "./contract";

export const words = {
	down: "The server cannot be reached just now.",
	failed: "That did not work. Please try again.",
	ended: "You are not signed in any more. What you have entered is still here.",
	draft: "You have entered something here before, and not sent it.",
	restore: "Put it back",
	discard: "Discard it",
	changed: "“%1” was changed meanwhile. It is now: %2",
	take: "Use this",
	keep: "Keep mine",
	unplaced: "These fields are not here any more. What you had entered:",
	close: "Close",
};

/** Fills every place that has this attribute; an empty one is hidden. Says whether there was one. */
export function message(place: string, text = ""): boolean {
	const places = document.querySelectorAll<HTMLElement>(`[${place}]`);
	for (const el of places) {
		el.textContent = text;
		el.hidden = !text;
	}
	return places.length > 0;
}

/** An error's sentence, where the person will see it. */
export function say(text: string): void {
	if (!message(name.Flash, text)) announce(text);
}

/** Something about the server that will not stay true. */
let passing = "";

/** Says something about the server, until it is not true any more. */
export function sayPassing(text: string): void {
	say((passing = text));
}

/** The server is there again: what was said about it is not true any more. */
export function unsayPassing(): void {
	if (!passing) return;
	for (const el of document.querySelectorAll<HTMLElement>(`[${name.Flash}]`)) if (el.textContent === passing) message(name.Flash);
	if (region?.textContent === passing) region.textContent = "";
	passing = "";
}

export function sorry(down: boolean): string {
	return down ? words.down : words.failed;
}

let region: HTMLElement | undefined;

/** Speaks to a screen reader without moving anything on the screen. */
export function announce(text: string): void {
	if (!region?.isConnected) {
		region = document.createElement("div");
		region.setAttribute("aria-live", "polite");
		region.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
		document.body.append(region);
	}
	region.textContent = text;
}

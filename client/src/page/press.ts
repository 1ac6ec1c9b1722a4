// A press: a key or a pointer button is down on a control. The browser acts when it is released. If
// a patch moved or replaced the control in between, the press would be lost. So a patch that the
// person has not asked for waits until just after the release.

import { isContentEditable } from "../util/dom";
/** A stuck key holds patches no longer than this, in milliseconds. */
const maxPress = 3000;
/** After a touch, the browser sends its click in a later task. */
const clickAfterTouch = 300;

let pressed: Promise<void> | undefined;
let end = () => {};
let timer: ReturnType<typeof setTimeout> | undefined;

/** Resolves when nothing is pressed. Undefined if nothing is. */
export function released(): Promise<void> | undefined {
	return pressed;
}

function begin(): void {
	clearTimeout(timer);
	if (pressed) return;
	pressed = new Promise((resolve) => {
		const limit = setTimeout(() => end(), maxPress);
		end = () => {
			clearTimeout(limit);
			clearTimeout(timer);
			pressed = undefined;
			resolve();
		};
	});
}

/** Ends the press in a task of its own, after what the browser does at the release. */
function endAfter(delay: number): void {
	clearTimeout(timer);
	if (pressed) timer = setTimeout(end, delay);
}

const actsOnRelease = /^(checkbox|radio|button|submit|reset|image|file|color)$/;

/**
 * Whether the browser or a script may act when this key is released. A key that types or moves the
 * caret acts at once, and again and again while it is held: nothing is lost then.
 */
function isPress({ key, repeat, target }: KeyboardEvent): boolean {
	if (repeat || (key !== " " && key !== "Enter")) return false;
	if (target instanceof HTMLInputElement) return actsOnRelease.test(target.type);
	const types = target instanceof HTMLTextAreaElement || isContentEditable(target as HTMLElement);
	return !types && !(target instanceof HTMLBodyElement);
}

const options = { capture: true, passive: true };
addEventListener("keydown", (event) => isPress(event) && begin(), options);
addEventListener("pointerdown", ({ button }) => button || begin(), options);
for (const type of ["keyup", "pointerup", "click"])
	addEventListener(
		type,
		(event) => {
			const touch = type === "pointerup" && (event as PointerEvent).pointerType === "touch";
			endAfter(touch ? clickAfterTouch : 0);
		},
		options,
	);
for (const type of ["pointercancel", "contextmenu", "visibilitychange"])
	addEventListener(type, () => end(), options);
addEventListener("blur", ({ target }) => target === window && end(), options);

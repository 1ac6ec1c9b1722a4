// Hooks: functions of the app that are called when an element with data-gf-hook is mounted, patched
// or removed.

import { Hook } from "../contract";
import { document, isConnected } from "../util/dom";
import { emit } from "../util/events";
import { own, setting } from "../util/own";
import { contentChanged } from "./signals";

export interface Hooks {
	mounted?(el: HTMLElement): void;
	patched?(el: HTMLElement): void;
	removed?(el: HTMLElement): void;
}

const hooks = new Map<string, Hooks>();
const mounted = new Map<HTMLElement, string>();

/**
 * Registers the hooks of this name. Elements that are mounted already are mounted again for them.
 */
export function hook(name: string, functions: Hooks): void {
	hooks.set(name, functions);
	for (const [el, of] of mounted) if (of === name) run(functions.mounted, el);
}

export function startHooks(): void {
	contentChanged.listen(refreshHooks);
}

/** Compares the elements with hooks before and after a change. */
function refreshHooks(visited: Set<Element>): void {
	for (const [el, name] of mounted) {
		if (isConnected(el) && setting(el, Hook) === name) continue;
		mounted.delete(el);
		call("removed", name, el);
	}
	for (const el of document.querySelectorAll<HTMLElement>(own(Hook))) {
		const name = setting(el, Hook)!;
		if (!mounted.has(el)) {
			mounted.set(el, name);
			call("mounted", name, el);
		} else if (visited.has(el)) {
			call("patched", name, el);
		}
	}
}

function call(event: keyof Hooks, name: string, el: HTMLElement): void {
	run(hooks.get(name)?.[event], el);
	emit(el, event, { hook: name, element: el });
}

/** A hook that throws does not stop the others. */
function run(fn: ((el: HTMLElement) => void) | undefined, el: HTMLElement): void {
	try {
		fn?.(el);
	} catch (err) {
		reportError(err);
	}
}

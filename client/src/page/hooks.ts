// Hooks: the app's own scripts, told when an element with data-hook is mounted, patched, removed.

import { Hook } from "../contract";
import { emit } from "../util/events";

export interface Hooks {
	mounted?(el: HTMLElement): void;
	patched?(el: HTMLElement): void;
	removed?(el: HTMLElement): void;
}

const hooks = new Map<string, Hooks>();
const mounted = new Map<HTMLElement, string>();

export function hook(name: string, its: Hooks): void {
	hooks.set(name, its);
	for (const [el, of] of mounted) if (of === name) run(its.mounted, el);
}

/** After a patch: compares what is there with what was. */
export function refreshHooks(touched: Set<Element>): void {
	for (const [el, name] of mounted) {
		if (el.isConnected && el.getAttribute(Hook) === name) continue;
		mounted.delete(el);
		tell("removed", name, el);
	}
	for (const el of document.querySelectorAll<HTMLElement>(`[${Hook}]`)) {
		const name = el.getAttribute(Hook)!;
		if (!mounted.has(el)) {
			mounted.set(el, name);
			tell("mounted", name, el);
		} else if (touched.has(el)) {
			tell("patched", name, el);
		}
	}
}

function tell(what: keyof Hooks, name: string, el: HTMLElement): void {
	run(hooks.get(name)?.[what], el);
	emit(el, what, { hook: name, element: el });
}

/** A hook that throws must not stop the others. */
function run(fn: ((el: HTMLElement) => void) | undefined, el: HTMLElement): void {
	try {
		fn?.(el);
	} catch (err) {
		reportError(err);
	}
}

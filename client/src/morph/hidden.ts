// What is inside an element and not among its children: the content of a template, and the shadow
// root that the server has sent with an element. isEqualNode does not look there.

import { call, innerHTML, isEqualNode, queryAll, shadowRoot } from "../util/dom";
import { hasTemplates } from "../util/html";
import { sentShadows } from "./sent";

function hasShadowOf(el: Element, theirs: Element): boolean {
	const next = shadowRoot(theirs);
	return !next || (sentShadows.get(el) ?? shadowRoot(el)?.innerHTML) === next.innerHTML;
}

/** Whether two elements are equal, with what is hidden in them. */
export function isEqual(el: Element, next: Element): boolean {
	if (!isEqualNode(el, next)) return false;
	if (!hasTemplates()) return true;
	const all = queryAll(next, "*");
	const ours = [el, ...queryAll(el, "*")];
	return [next, ...all].every(
		(theirs, i) =>
			hasShadowOf(ours[i]!, theirs) &&
			!(theirs instanceof HTMLTemplateElement && innerHTML(ours[i]!) !== innerHTML(theirs)),
	);
}

export function updateHidden(
	el: Element,
	next: Element,
	reconcile: (el: ShadowRoot, next: ShadowRoot) => void,
): void {
	if (el instanceof HTMLTemplateElement && next instanceof HTMLTemplateElement) {
		if (el.innerHTML !== next.innerHTML) el.content.replaceChildren(...next.content.childNodes);
	}
	const theirs = shadowRoot(next);
	if (!theirs || hasShadowOf(el, next)) return;
	const html = theirs.innerHTML;
	const { mode, delegatesFocus } = theirs;
	reconcile(shadowRoot(el) ?? call(el, "attachShadow", { mode, delegatesFocus }), theirs);
	sentShadows.set(el, html);
}

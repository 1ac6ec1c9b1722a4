// Properties of elements and of the document, read in a way that no page can break. A field called
// "id" is what `form.id` returns, and an image called "body" is `document.body` (HTML standard,
// LegacyOverrideBuiltIns). The getters and methods of the prototypes cannot be hidden so. The build
// fails where another module reads a property of what may be a form, or of the document (lint.mjs).

type Method = (...args: any[]) => any;

/** A method of a prototype as a function whose first argument is the element. */
/* @__NO_SIDE_EFFECTS__ */
function method<F extends Method>(prototype: object, name: string): F {
	return bind((prototype as Record<string, Method>)[name]!) as F;
}

const bind = (of: Method) => Function.prototype.call.bind(of);

/* @__NO_SIDE_EFFECTS__ */
function getter<T extends object, K extends keyof T>(prototype: T, property: K): (el: T) => T[K] {
	return bind(Object.getOwnPropertyDescriptor(prototype, property)!.get!);
}

/* @__NO_SIDE_EFFECTS__ */
function setter<T extends object, K extends keyof T>(prototype: T, property: K) {
	const { set } = Object.getOwnPropertyDescriptor(prototype, property)!;
	return bind(set!) as (el: T, value: T[K]) => void;
}

/** Any property of an object. Slower than the functions below. */
export function get<T extends object, K extends keyof T>(of: T, property: K): T[K] {
	return Reflect.get(Reflect.getPrototypeOf(of)!, property, of);
}
export function set<T extends object, K extends keyof T>(of: T, property: K, value: T[K]): void {
	Reflect.set(Reflect.getPrototypeOf(of)!, property, value, of);
}
export function call<T extends object, K extends keyof T>(
	of: T,
	name: K,
	...args: T[K] extends (...args: infer A) => any ? A : never
): T[K] extends (...args: any[]) => infer R ? R : never {
	return (get(of, name) as Method).apply(of, args);
}

/** A document whose properties are safe to read. */
export type SafeDocument = Document & {
	readonly safe?: true;
	readonly documentElement: HTMLHtmlElement;
	readonly body: HTMLBodyElement;
};

export function safe(doc: Document): SafeDocument {
	const proxy = new Proxy(doc, {
		get(of, property) {
			const value = get(of, property as keyof Document);
			return typeof value === "function" ? value.bind(of) : value;
		},
		set: (of, property, value) => (set(of, property as keyof Document, value), true),
	});
	return proxy as SafeDocument;
}

/** The document. Every module that uses it imports it from here. */
const safeDocument = /* @__PURE__ */ safe(document);
export { safeDocument as document };

const ofNode = Node.prototype;
export const baseURI = getter(ofNode, "baseURI");
export const childNodes = getter(ofNode, "childNodes") as (node: Node) => NodeListOf<ChildNode>;
export const isConnected = getter(ofNode, "isConnected");
const next = getter(ofNode, "nextSibling");
export const nodeName = getter(ofNode, "nodeName");
export const nodeValue = getter(ofNode, "nodeValue");
export const parentElement = getter(ofNode, "parentElement");
export const parentNode = getter(ofNode, "parentNode");
const previous = getter(ofNode, "previousSibling");
export const textContent = getter(ofNode, "textContent");
export const setNodeValue = setter(ofNode, "nodeValue");
export const setTextContent = setter(ofNode, "textContent");
export const contains = method<(node: Node, other: Node | null) => boolean>(ofNode, "contains");
export const insertBefore = method<(parent: Node, node: Node, before: Node | null) => void>(
	ofNode,
	"insertBefore",
);
export const isEqualNode = method<(node: Node, other: Node | null) => boolean>(
	ofNode,
	"isEqualNode",
);
const removeChild = method<(parent: Node, child: Node) => void>(ofNode, "removeChild");

export function removeNode(node: Node): void {
	const parent = parentNode(node);
	if (parent) removeChild(parent, node);
}

const ofElement = Element.prototype;
export const attributes = getter(ofElement, "attributes");
export const children = getter(ofElement, "children");
export const idOf = getter(ofElement, "id");
export const innerHTML = getter(ofElement, "innerHTML");
export const localName = getter(ofElement, "localName");
export const outerHTML = getter(ofElement, "outerHTML");
export const append = method<(el: Element, ...nodes: (Node | string)[]) => void>(
	ofElement,
	"append",
);
const getAttribute = method<(el: Element, name: string) => string | null>(
	ofElement,
	"getAttribute",
);
export const setAttr = method<(el: Element, name: string, value: string) => void>(
	ofElement,
	"setAttribute",
);
export const hasAttr = method<(el: Element, name: string) => boolean>(ofElement, "hasAttribute");
export const removeAttr = method<(el: Element, name: string) => void>(ofElement, "removeAttribute");
const closestTo = method<(el: Element, selector: string) => any>(ofElement, "closest");
const matches = method<(el: Element, selector: string) => boolean>(ofElement, "matches");
export const query = method<
	<E extends Element = Element>(el: Element, selector: string) => E | null
>(ofElement, "querySelector");
export const queryAll = method<
	<E extends Element = Element>(el: Element, selector: string) => NodeListOf<E>
>(ofElement, "querySelectorAll");
export const setAttributeNode = method<(el: Element, node: Node) => void>(
	ofElement,
	"setAttributeNode",
);
export const shadowRoot = getter(ofElement, "shadowRoot");
export const replaceChildren = method<(el: Element, ...nodes: (Node | string)[]) => void>(
	ofElement,
	"replaceChildren",
);

type Maybe<T> = T | null | undefined;

export function nextSibling(node: Maybe<Node>): ChildNode | null {
	return node ? (next(node) as ChildNode | null) : null;
}
export function previousSibling(node: Maybe<Node>): ChildNode | null {
	return node ? (previous(node) as ChildNode | null) : null;
}
export function attr(el: Maybe<Element>, name: string): string | null {
	return el ? getAttribute(el, name) : null;
}
export function closest<E extends Element = Element>(
	el: EventTarget | null | undefined,
	selector: string,
): E | null {
	return el instanceof Element ? closestTo(el, selector) : null;
}
/** Whether an element matches a selector. */
export function is(el: Maybe<Element>, selector: string): boolean {
	return !!el && matches(el, selector);
}

/** The controls of a form. */
const ofForm = HTMLFormElement.prototype;
export const elementsOf = getter(ofForm, "elements");

export const scrollBy = method<(el: Element, by: ScrollToOptions) => void>(ofElement, "scrollBy");
export const scrollTo = method<(el: Element, to: ScrollToOptions) => void>(ofElement, "scrollTo");

/** The form that an element belongs to: by its form attribute, or around it. */
export function formOf(el: EventTarget | null): HTMLFormElement | null {
	if (el instanceof HTMLFormElement) return el;
	if (!(el instanceof Element)) return null;
	const form = "form" in el ? el.form : undefined;
	return form instanceof HTMLFormElement ? form : closest<HTMLFormElement>(el, "form");
}

/** Gives an element the focus. The page does not scroll to it, if `stay` is set. */
export function focus(el: Element, stay = false): void {
	call(el as HTMLElement, "focus", { preventScroll: stay });
}

/** Whether a person can edit the text of an element in place. To ask the browser costs a layout. */
export function isContentEditable(el: Element): boolean {
	return (
		el instanceof HTMLElement && !!closest(el, "[contenteditable]") && get(el, "isContentEditable")
	);
}

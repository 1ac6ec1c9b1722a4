// Which attributes of ours count. What is inside a kept region, or inside an element that leaves
// navigation to the browser, may be content that a person has written. There these attributes do
// nothing (docs/protocol.md, Content of people). Every selector with such an attribute is made
// here: the build fails where another module makes one (lint.mjs).

import { Keep, PageID, PartURL, Patch } from "../contract";
import { attr, closest, is } from "./dom";

/** Selects elements with an attribute, and with a value if one is given, that counts. */
export function own(attribute: string, value = ""): string {
	//mutant:false TestAttributesInContentOfPeople: attributes of ours do nothing in content of people
	const outside = `:not([${Patch}=off] *,[${Keep}] *)`;
	return `[${attribute}${value && "=" + value}]` + (outside || "");
}

export const part = own(PartURL);
/** The elements that hold a page of the app. */
export const regions = `${part},#${PageID}`;

/** The value of an attribute of the element. Null if there is none that counts. */
export function setting(el: Element | null | undefined, attribute: string): string | null {
	return is(el, own(attribute)) ? attr(el, attribute) : null;
}

/** The value of an attribute that applies to everything inside the element that has it. */
export function inherited(el: Element | null | undefined, attribute: string): string | null {
	return attr(closest(el, own(attribute)), attribute);
}

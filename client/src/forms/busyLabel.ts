// The label of a button while its form is being sent.

import { Busy } from "../contract";
import { childNodes, replaceChildren, setTextContent, textContent } from "../util/dom";
import { setting } from "../util/own";

/**
 * Gives a button its busy label. The function that it returns restores the old label, unless a
 * patch has changed it meanwhile.
 */
export function busyLabel(button: Element | null | undefined): () => void {
	const label = setting(button, Busy);
	if (!button || !label) return () => {};
	if (button instanceof HTMLInputElement) {
		const { value } = button;
		button.value = label;
		return () => {
			if (button.value === label) button.value = value;
		};
	}
	const children = [...childNodes(button)];
	setTextContent(button, label);
	return () => {
		if (textContent(button) === label) replaceChildren(button, ...children);
	};
}

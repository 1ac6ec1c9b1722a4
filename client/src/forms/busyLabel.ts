// The label of a button while its form is being sent.

import { Busy } from "../contract";

/**
 * Gives a button its busy label. The function that it returns restores the old label, unless a
 * patch has changed it meanwhile.
 */
export function busyLabel(button: Element | null): () => void {
	const label = button?.getAttribute(Busy);
	if (!button || !label) return () => {};
	if (button instanceof HTMLInputElement) {
		const { value } = button;
		button.value = label;
		return () => {
			if (button.value === label) button.value = value;
		};
	}
	const children = [...button.childNodes];
	button.textContent = label;
	return () => {
		if (button.textContent === label) button.replaceChildren(...children);
	};
}

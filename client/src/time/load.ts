// Loads time.ts if the page has a time.

import { Time } from "../contract";
import { importOptional } from "../lazy/lazy";
import { contentChanged } from "../page/signals";
import { partsReady } from "../parts/load";

declare const TIME_FILE: string;

let show: (() => void) | undefined;

export function startTimeLoader(): void {
	contentChanged.listen(async () => {
		if (show) return show();
		if (!document.querySelector(`[${Time}]`)) return;
		const file = await importOptional<typeof import("./time")>(TIME_FILE);
		await partsReady; // parts have read their bodies, as the server sent them
		show ??= file?.startTime();
	});
}

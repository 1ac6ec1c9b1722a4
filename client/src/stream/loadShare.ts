// Loads share.ts where the tabs of a site share a few connections.

import { importOptional } from "../lazy/lazy";
import { root } from "../page/page";
import { setOverLimit } from "./stream";

declare const SHARE_FILE: string;

export async function loadShare(): Promise<void> {
	const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
	if (!/^http.1/.test(entry!.nextHopProtocol)) return;
	const file = await importOptional<typeof import("./share")>(SHARE_FILE);
	file?.startSharing(root, setOverLimit);
}

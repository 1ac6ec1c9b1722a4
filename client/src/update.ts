// The second file, which every page loads at once: what happens after an answer. Deltas, the morph,
// the stream, and what an open tab does about another build or another viewer.

import {
	compareFingerprints,
	documentDue,
	markDocument,
	markDueDocument,
	shellReady,
} from "./deploy/fingerprints";
import { hasChanges, startIdleReload } from "./deploy/idleReload";
import { retryFailed } from "./deploy/styles";
import { show } from "./navigation/show";
import { deltasDisabled, resolve } from "./page/resolve";
import { startStream } from "./stream/stream";

export type Update = ReturnType<typeof start>;

export function start() {
	markDocument();
	startIdleReload();
	retryFailed();
	startStream();
	return {
		compareFingerprints,
		deltasDisabled,
		documentDue,
		hasChanges,
		markDueDocument,
		resolve,
		shellReady,
		show,
	};
}

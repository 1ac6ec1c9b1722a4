// What the events of the stream do to the page.

import * as name from "../contract";
import { compareFingerprints, renewShell } from "../deploy/fingerprints";
import { lazy } from "../lazy/lazy";
import { page, root } from "../page/page";
import { apply } from "../page/patch";
import { resolve } from "../page/resolve";
import { pageDoubted } from "../page/signals";
import { removeAttr, setAttr } from "../util/dom";
import { emit } from "../util/events";
import { clearServerMessage } from "../util/messages";
import type { StreamEvent } from "./sse";

/** What an event says to the stream itself. */
export type Received =
	| { type: "hello"; heartbeat: number }
	/** The body of the event is shown. */
	| { type: "shown" }
	/** The event does not fit what the page shows. */
	| { type: "misfit" }
	/** The server is about to stop. */
	| { type: "bye" }
	| undefined;

export function receive({ event, id, data: json }: StreamEvent): Received {
	const data = JSON.parse(json);
	switch (event) {
		case name.HelloEvent: {
			const { fingerprints, heartbeat } = data as name.HelloData;
			void compareFingerprints(fingerprints);
			clearServerMessage();
			return { type: "hello", heartbeat };
		}
		case name.StaleEvent:
			setAttr(root, name.Stale, "");
			emit(null, "stream", { state: "stale", message: data.message });
			return undefined;
		case name.FreshEvent:
			removeAttr(root, name.Stale);
			emit(null, "stream", { state: "fresh" });
			return undefined;
		case name.ShellEvent:
			void renewShell(undefined, true);
			return undefined;
		case name.RecheckEvent:
			pageDoubted.send();
			return undefined;
		case name.ByeEvent:
			return { type: "bye" };
		case name.PartEvent: {
			const hasContent = data.body !== undefined || data.delta;
			lazy.parts?.receive({ ...data, version: hasContent ? id : undefined });
			return undefined;
		}
		case "message": {
			//mutant:false TestStreamReconnectAndHeartbeat/an_event_with_the_version: an event with the version held says nothing new
			if (id === page.version) {
				removeAttr(root, name.Stale);
				return undefined;
			}
			const answer = Array.isArray(data) ? { delta: data } : data;
			const patch = resolve({ ...answer, version: id }, page);
			if (!patch) return { type: "misfit" };
			apply(patch, { reason: "push" });
			return { type: "shown" };
		}
	}
	return undefined;
}

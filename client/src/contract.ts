// The names that server and client share. docs/protocol.md says what each means.
// templ/markup/contract.go and framework/wire.go hold the same names for the server; a test
// compares them.

// Media types.
export const PatchType = "application/vnd.goldfish.patch+json";
export const StreamType = "text/event-stream";

// Request headers.
export const FromHeader = "Goldfish-From";
export const VersionHeader = "Goldfish-Version";
export const PartsHeader = "Goldfish-Parts";

// The element that holds the body of the page.
export const PageID = "page";

// Attributes of the document.
export const Fingerprints = "data-gf-fingerprints";
export const Dev = "data-gf-dev";
export const Page = "data-gf-page";
export const Version = "data-gf-version";
export const Flash = "data-gf-flash";
export const Notice = "data-gf-notice";

// Attributes of a part, a page inside another.
export const PartURL = "data-gf-part";
export const Lazy = "data-gf-lazy";
export const Title = "data-gf-title";

// Attributes that apps write on links, forms, buttons and inputs.
export const On = "data-gf-on";
export const Confirm = "data-gf-confirm";
export const Busy = "data-gf-busy";
export const Indicator = "data-gf-indicator";
export const History = "data-gf-history";
export const Prefetch = "data-gf-prefetch";
export const Transition = "data-gf-transition";
export const Scroll = "data-gf-scroll";
export const Focus = "data-gf-focus";
export const Keep = "data-gf-keep";
export const Live = "data-gf-live";
export const Patch = "data-gf-patch";
export const Hook = "data-gf-hook";
export const Error = "data-gf-error";
export const Draft = "data-gf-draft";
export const Name = "data-gf-name";
export const Time = "data-gf-time";

// State on <html>, for CSS.
export const Stream = "data-gf-stream";
export const Stale = "data-gf-stale";
export const Offline = "data-gf-offline";

// Events of the stream. An event without a name is a change of the page.
export const Hello = "hello";
export const StaleEvent = "stale";
export const FreshEvent = "fresh";
export const ShellEvent = "shell";
export const RecheckEvent = "recheck";
export const PartEvent = "part";

// The names of events for the app's scripts begin with this.
export const EventPrefix = "goldfish:";

/** A patch answer, and the data of an event with the whole body. Empty fields are absent. */
export interface PatchAnswer {
	url?: string;
	history?: "push" | "replace";
	fingerprints?: string;
	title?: string;
	description?: string;
	version?: string;
	body?: string;
	delta?: unknown[];
	notice?: string;
	flash?: string;
	fields?: Record<string, string>;
	message?: string;
	next?: string;
	location?: string;
	parts?: PartAnswer[];
}

/** What an answer or an event says of a part. */
export type PartAnswer = Pick<PatchAnswer, "title" | "version" | "body" | "delta" | "message"> & {
	url: string;
};

export interface HelloData {
	fingerprints: string;
	heartbeat: number;
}

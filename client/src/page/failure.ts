// What the server is to know of a patch that could not be shown: a header of the next request.

import { ErrorHeader } from "../contract";

/** The cause, as text for a header; empty if there is nothing to tell. */
const failure = { cause: "" };

/** Tells the server with the next request. */
export function tellServer(cause: string): void {
	failure.cause = cause;
}

/** Adds what the server is to know to the headers of a request. */
export function addFailure(headers: Record<string, string>): void {
	if (failure.cause) headers[ErrorHeader] = failure.cause;
}

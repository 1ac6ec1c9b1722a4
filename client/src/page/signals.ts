// What happens to the page. Modules that are needed for it do not import those that react to it.

import type { PartAnswer } from "../contract";
import { signal } from "../util/signal";

/**
 * Elements of the page or the shell have changed. The set holds the elements that a patch visited.
 */
export const contentChanged = signal<[visited: Set<Element>]>();

/** A patch has been applied. The argument is the answer's list of parts. */
export const partsAnswered = signal<[parts?: PartAnswer[]]>();

/**
 * The answer to a visit, a submit or the loading of a part is shown: the stream is opened for it.
 */
export const answerShown = signal<[]>();

/**
 * The server may not have this page any more, or not for this viewer: the page is fetched again.
 */
export const pageDoubted = signal<[]>();

/** The server is about to stop: what waits to be sent or saved is sent and saved now. */
export const serverStops = signal<[]>();

/** Milliseconds since the document was opened: a clock that nobody sets, unlike that of Date. */
export const now = (): number => performance.now();

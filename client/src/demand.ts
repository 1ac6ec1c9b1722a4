// Rare parts of the client are files of their own beside this one, loaded when they are first needed. They import nothing that
// lives in this one: what they need is handed to them. The build puts in their names, which change with their bytes.

declare const ERRORS_FILE: string;

type Errors = typeof import("./errors");

/** The errors of refused forms: undefined until they were needed. */
export let errors: Errors | undefined;

/** Loads them; a file that cannot be had is asked for again the next time. */
export async function needErrors(): Promise<void> {
	try {
		errors ??= (await import(ERRORS_FILE)) as Errors;
	} catch {
		// The server is down, or of another build: the caller does without.
	}
}

// sessionStorage. It may be full or forbidden: then a reload loses what should have been saved.

export const storagePrefix = "goldfish:";

/** The value under this key, or the fallback. */
export function loadItem<T>(key: string, fallback: T): T {
	try {
		return JSON.parse(sessionStorage.getItem(storagePrefix + key) ?? "") as T;
	} catch {
		return fallback;
	}
}

/** Saves a value as JSON. Returns whether that worked. */
export function saveItem(key: string, value: unknown): boolean {
	try {
		sessionStorage.setItem(storagePrefix + key, JSON.stringify(value));
		return true;
	} catch {
		return false;
	}
}

// sessionStorage, which may be full or forbidden: then only a reload loses something.

/** What is kept under this key, as JSON. */
export function recall<T>(key: string, otherwise: T): T {
	try {
		return JSON.parse(sessionStorage.getItem("goldfish:" + key) ?? "") as T;
	} catch {
		return otherwise;
	}
}

/** Says whether it will be remembered. */
export function keep(key: string, value: unknown): boolean {
	try {
		sessionStorage.setItem("goldfish:" + key, JSON.stringify(value));
		return true;
	} catch {
		return false;
	}
}

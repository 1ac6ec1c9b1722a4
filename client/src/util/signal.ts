// A signal lets a module tell modules that import it, without importing them.

export interface Signal<Args extends unknown[]> {
	listen(listener: (...args: Args) => void): void;
	send(...args: Args): void;
}

export function signal<Args extends unknown[]>(): Signal<Args> {
	const listeners: ((...args: Args) => void)[] = [];
	return {
		listen: (listener) => void listeners.push(listener),
		send(...args) {
			for (const listener of listeners) {
				try {
					listener(...args);
				} catch (err) {
					reportError(err); // the others are called all the same
				}
			}
		},
	};
}

// A turn is one wish of the person's: a visit or a submit. The newest one wins; the answer to an older one never lands.

export interface Turn {
	/** What was asked for: a second click on the same link while it is under way changes nothing. */
	url: string;
	abort: AbortController;
}

let current: Turn | undefined;

export function takeTurn(url: string): Turn {
	current?.abort.abort();
	return (current = { url, abort: new AbortController() });
}

export function holdsTurn(turn: Turn): boolean {
	return turn === current;
}

export function endTurn(turn: Turn): void {
	if (turn === current) current = undefined;
}

export function waitsFor(url: string): boolean {
	return current?.url === url;
}

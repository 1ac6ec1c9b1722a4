// A turn is one wish of the person's: a visit or a submit, in the page or in one of its parts. The newest one wins; the answer to an older
// one never lands.

import { page, type Region } from "../page/page";

export interface Turn {
	/** What was asked for: a second click on the same link while it is under way changes nothing. */
	url: string;
	region: Region;
	abort: AbortController;
}

export function takeTurn(url: string, region = page): Turn {
	region.turn?.abort.abort();
	return (region.turn = { url, region, abort: new AbortController() });
}

export function holdsTurn(turn: Turn): boolean {
	return turn === turn.region.turn;
}

export function endTurn(turn: Turn): void {
	if (holdsTurn(turn)) turn.region.turn = undefined;
}

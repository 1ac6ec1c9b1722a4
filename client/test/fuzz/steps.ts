// A sequence of a fuzz: bodies that the server sends, and what scripts and a person do in between.

import { firstBody, nextBody, renewed, restart, type Tree } from "./bodies";
import { numbers, pick } from "./random";
import { personKeys } from "./person";
import { scriptKinds } from "./script";

export type Step =
	/** `delta`: as a difference from the body before. */
	| { do: "server"; body: Tree; delta?: boolean; fresh?: boolean }
	/** What a script does, and to which element of those that it may choose from. */
	| { do: "script"; kind: string; at: number; more: number }
	| { do: "person"; key: string; more: number }
	/** The observers and the events of the browser get their turn. */
	| { do: "frame" };

/** The sequence of a seed. One of four has no scripts. */
export function sequence(seed: number): Step[] {
	restart();
	const next = numbers(seed);
	const scripted = seed % 4 !== 0;
	let body = firstBody(next);
	const steps: Step[] = [{ do: "server", body }];
	const person = () => steps.push({ do: "person", key: pick(next, personKeys), more: next(100) });
	for (let n = next(8); n > 0; n--) person();
	for (let round = 0; round < 10; round++) {
		if (scripted)
			for (let n = next(4); n > 0; n--)
				steps.push({ do: "script", kind: pick(next, scriptKinds), at: next(1e6), more: next(1000) });
		for (let n = next(3); n > 0; n--) person();
		if (next(2)) steps.push({ do: "frame" });
		body = nextBody(next, body);
		steps.push({ do: "server", body, delta: next(2) > 0 });
		if (next(3) === 0) steps.push({ do: "frame" });
	}
	body = renewed(body);
	steps.push({ do: "frame" }, { do: "server", body });
	body = nextBody(next, body);
	steps.push({ do: "server", body, fresh: true });
	return steps;
}

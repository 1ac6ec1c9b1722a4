// Random pages, scripts, people and pushes (test/fuzz): nothing throws, nothing that a person did
// is lost, and the page is what the server sent but for what scripts did. The address holds the
// first seed and their number. A sequence that fails is printed, shortened.

import { check } from "../harness";
import { describe, run, shrink } from "../fuzz/run";
import { sequence } from "../fuzz/steps";

const settings = new URLSearchParams(location.search);
const firstSeed = +(settings.get("seed") ?? 1);
const seeds = +(settings.get("seeds") ?? 4);

for (let seed = firstSeed; seed < firstSeed + seeds; seed++)
	check("fuzz", `seed ${seed}`, async () => {
		const steps = sequence(seed);
		const wrong = await run(steps);
		if (!wrong) return;
		const short = await shrink(steps, wrong);
		throw new Error(`${wrong}\nshortened: ${await run(short)}\n${describe(short)}`);
	});

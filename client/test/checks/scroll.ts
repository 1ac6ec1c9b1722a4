// How far inner scrollers are scrolled.

import { check, frame, get, patch, root, same, start } from "../harness";

const kind = "scroll";

const box = (id: string, lines = 50) => `<div id="${id}" class="scroller"><div class="tall">${id} ${lines}</div></div>`;

async function scrollTo(selector: string, top: number): Promise<void> {
	get(selector).scrollTop = top;
	await frame();
	await frame();
}

check(kind, "an inner scroller stays where it is when its content changes", async () => {
	start(`<p>1</p>${box("s")}`);
	await scrollTo("#s", 120);
	patch(`<p>2</p>${box("s", 60)}`);
	same(get("#s").scrollTop, 120, "how far it is scrolled");
});

for (const [what, after] of [
	["to the end", ["b", "c", "a"]],
	["to the start of a turned list", ["c", "b", "a"]],
	["behind a new one", ["n", "a", "b", "c"]],
] as const)
	check(kind, `an inner scroller stays scrolled when it moves ${what}`, async () => {
		start(["a", "b", "c"].map((id) => box(id)).join(""));
		await scrollTo("#a", 90);
		await scrollTo("#c", 70);
		patch(after.map((id) => box(id)).join(""));
		same([get("#a").scrollTop, get("#c").scrollTop], [90, 70], "how far they are scrolled");
		same([...root.querySelectorAll(".scroller")].map((el) => el.id), [...after], "the order");
	});

check(kind, "a scroller inside a row that moves stays scrolled", async () => {
	const row = (id: string) => `<li id="row${id}"><div class="scroller"><div class="tall"></div></div></li>`;
	start(`<ul>${["a", "b", "c"].map(row).join("")}</ul>`);
	await scrollTo("#rowa .scroller", 55);
	patch(`<ul>${["c", "b", "a"].map(row).join("")}</ul>`);
	same(get("#rowa .scroller").scrollTop, 55, "how far it is scrolled");
});

// A thin bar at the top of the window. It is styled through the CSSOM, which a strict policy
// allows.

import { document } from "../util/dom";

/** Shows the bar. The function that it returns removes it. */
export function showProgress(): () => void {
	const bar = document.createElement("div");
	bar.setAttribute("role", "presentation");
	bar.className = "goldfish-progress";
	bar.style.cssText =
		"position:fixed;inset:0 0 auto;height:2px;z-index:2147483647;pointer-events:none;" +
		"transform-origin:0 0;background:var(--goldfish-progress,#e8590c)";
	document.body.append(bar);
	const frames = [
		{ transform: "scaleX(0)" },
		{ transform: "scaleX(.7)", offset: 0.3 },
		{ transform: "scaleX(.95)" },
	];
	bar.animate(frames, { duration: 12000, easing: "ease-out", fill: "forwards" });
	return () => bar.remove();
}
